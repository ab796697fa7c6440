import { describe, expect, test } from "vitest";
import { openMock } from "./testing/mounts.ts";

type Wrong = readonly [value: unknown, type: string, ...at: (string | number)[]];

const chat = { model: "ep_general_chat_01", messages: [{ role: "user", content: "hi" }] };
const deploy = { task: "review-sentiment" };
const order = { eval_set_id: "es_tickets_60", candidate_model_ids: ["gpt-5.5"] };
const upload = { idx: 0, field_name: "document", mime: "application/pdf", file_size: 10 };
const finish = { idx: 0, field_name: "document", mime: "application/pdf", storage_uri: "gs://x" };
const said = (content: unknown) => [{ role: "user", content }];
const tool = (called: unknown) => [{ type: "function", function: called }];

/** For each JSON route: a body that is right, and every field with every way it can be wrong. */
const table: Record<string, { right: object; wrong: Record<string, readonly Wrong[]> }> = {
  "/chat/completions": {
    right: chat,
    wrong: {
      model: [
        [undefined, "missing"],
        [null, "missing"],
        [7, "string_type"],
        [" ", "string_too_short"],
      ],
      messages: [
        [undefined, "missing"],
        ["hi", "list_type"],
        [[], "too_short"],
        [["hi"], "model_attributes_type", 0],
        [[{ content: "hi" }], "missing", 0, "role"],
        [[{ role: 1, content: "hi" }], "string_type", 0, "role"],
        [said(7), "list_type", 0, "content"],
        [said([7]), "model_attributes_type", 0, "content", 0],
        [said([{ text: "x" }]), "missing", 0, "content", 0, "type"],
        [said([{ type: "text", text: 1 }]), "string_type", 0, "content", 0, "text"],
        [said([{ type: "image_url" }]), "missing", 0, "content", 0, "image_url"],
        [said([{ type: "image_url", image_url: {} }]), "missing", 0, "content", 0, "image_url", "url"],
      ],
      stream: [
        ["yes", "bool_type"],
        [1, "bool_type"],
      ],
      stream_options: [
        ["all", "model_attributes_type"],
        [{ include_usage: 1 }, "bool_type", "include_usage"],
      ],
      temperature: [
        ["hot", "float_type"],
        [-0.1, "greater_than_equal"],
        [2.1, "less_than_equal"],
      ],
      top_p: [
        ["all", "float_type"],
        [-1, "greater_than_equal"],
        [1.1, "less_than_equal"],
      ],
      presence_penalty: [
        [-3, "greater_than_equal"],
        [3, "less_than_equal"],
      ],
      frequency_penalty: [
        ["x", "float_type"],
        [3, "less_than_equal"],
      ],
      n: [
        [0, "greater_than_equal"],
        [9, "less_than_equal"],
        [1.5, "int_from_float"],
        ["1", "int_type"],
      ],
      max_tokens: [
        [0, "greater_than_equal"],
        [1e9, "less_than_equal"],
        [2.5, "int_from_float"],
      ],
      max_completion_tokens: [["all", "int_type"]],
      seed: [
        ["s", "int_type"],
        [0.5, "int_from_float"],
      ],
      user: [[5, "string_type"]],
      stop: [
        [5, "list_type"],
        [[5], "string_type", 0],
      ],
      response_format: [
        ["json", "model_attributes_type"],
        [{ type: "xml" }, "literal_error", "type"],
      ],
      tools: [
        [{}, "list_type"],
        [[{}], "missing", 0, "function"],
        [tool({}), "missing", 0, "function", "name"],
        [tool({ name: "f", parameters: 4 }), "model_attributes_type", 0, "function", "parameters"],
      ],
      tool_choice: [
        ["maybe", "literal_error"],
        [4, "model_attributes_type"],
        [{}, "missing", "function"],
        [{ function: {} }, "missing", "function", "name"],
      ],
    },
  },
  "/endpoints": {
    right: deploy,
    wrong: {
      task: [
        [undefined, "missing"],
        [4, "string_type"],
        ["", "string_too_short"],
      ],
      model: [
        [4, "string_type"],
        ["nobody-1", "unknown_model"],
      ],
      name: [
        [4, "string_type"],
        [" ", "string_too_short"],
      ],
      region: [[4, "string_type"]],
      provider: [[4, "string_type"]],
      quality: [[4, "string_type"]],
      run_mode: [[4, "string_type"]],
      taskDisplay: [[4, "string_type"]],
      cost_per_request_micro_usd: [
        ["x", "int_type"],
        [-1, "greater_than_equal"],
        [0.5, "int_from_float"],
      ],
      frontier_cost_per_request_micro_usd: [["x", "int_type"]],
    },
  },
  "/tasks/match": {
    right: { query: "contracts" },
    wrong: {
      query: [
        [undefined, "missing"],
        [4, "string_type"],
        [" ", "string_too_short"],
      ],
      top_k: [
        ["5", "int_type"],
        [0, "greater_than_equal"],
        [51, "less_than_equal"],
        [1.5, "int_from_float"],
      ],
    },
  },
  "/eval-runs": {
    right: order,
    wrong: {
      eval_set_id: [
        [undefined, "missing"],
        [4, "string_type"],
      ],
      candidate_model_ids: [
        [undefined, "missing"],
        ["gpt-5.5", "list_type"],
        [[], "too_short"],
        [["gpt-5.5", 4], "string_type", 1],
        [["gpt-5.5", "nobody"], "unknown_model", 1],
      ],
    },
  },
  "/eval-sets/es_invoices_24/blob-upload-url": {
    right: upload,
    wrong: {
      idx: [
        [undefined, "missing"],
        ["0", "int_type"],
        [-1, "greater_than_equal"],
        [24, "out_of_range"],
      ],
      field_name: [
        [undefined, "missing"],
        [4, "string_type"],
      ],
      mime: [
        [undefined, "missing"],
        ["", "string_too_short"],
      ],
      file_size: [
        [undefined, "missing"],
        [0, "greater_than_equal"],
        ["10", "int_type"],
      ],
    },
  },
  "/eval-sets/es_invoices_24/blob-upload-complete": {
    right: finish,
    wrong: {
      idx: [
        [undefined, "missing"],
        [1.5, "int_from_float"],
      ],
      field_name: [[undefined, "missing"]],
      mime: [[undefined, "missing"]],
      storage_uri: [
        [undefined, "missing"],
        [4, "string_type"],
        ["gs://else", "not_uploaded"],
      ],
    },
  },
};

const cases = Object.entries(table).flatMap(([path, { right, wrong }]) =>
  Object.entries(wrong).flatMap(([field, values]) =>
    values.map(
      ([value, type, ...at]) => [path, field, value, type, at, { ...right, [field]: value }] as const,
    ),
  ),
);

describe("422 as FastAPI sends it", () => {
  test.each(cases)("POST %s: %s = %j is %s", async (path, field, _value, type, at, body) => {
    const { post, mock } = await openMock("fetch");
    const response = await post(path, body);
    expect(response.status).toBe(422);
    expect(await response.json()).toEqual({
      detail: [{ loc: ["body", field, ...at], msg: expect.stringMatching(/\w/), type }],
    });
    expect(mock.ledger).toEqual([]);
  });

  test.each(Object.keys(table))("POST %s: a body that is missing, no JSON or no object", async (path) => {
    const { call, post } = await openMock("fetch");
    const details = [
      await call(path, { method: "POST" }),
      await call(path, { method: "POST", body: "{oops" }),
      await post(path, [1]),
    ].map(async (response) => [response.status, (await response.json()).detail[0].type]);
    const [missing, broken, list] = await Promise.all(details);
    expect(missing).toEqual([422, "missing"]);
    expect(broken).toEqual([422, "json_invalid"]);
    expect(list).toEqual([422, "model_attributes_type"]);
  });

  test("all that is wrong stands in one answer, in the order of the checks", async () => {
    const { post } = await openMock("fetch");
    const response = await post("/chat/completions", { messages: [{}], temperature: 9, n: "two" });
    const { detail } = await response.json();
    expect(detail.map((item: { loc: unknown[] }) => item.loc.join("."))).toEqual([
      "body.messages.0.role",
      "body.model",
      "body.n",
      "body.temperature",
    ]);
  });

  test("multipart: each part by its name", async () => {
    const { call } = await openMock("fetch");
    const types = async (path: string, parts: Record<string, string | File>) => {
      const form = new FormData();
      for (const [name, part] of Object.entries(parts)) form.set(name, part);
      const { detail } = await (await call(path, { method: "POST", body: form })).json();
      return detail.map((item: { loc: unknown[]; type: string }) => [item.loc.join("."), item.type]);
    };
    const empty = new File([], "x.jsonl");
    expect(await types("/eval-sets", {})).toEqual([
      ["body.task_id", "missing"],
      ["body.items", "missing"],
    ]);
    expect(await types("/eval-sets", { task_id: "x", items: empty })).toEqual([["body.items", "file_empty"]]);
    const noForm = await call("/eval-sets", { method: "POST", body: "{}" });
    expect((await noForm.json()).detail).toMatchObject([
      { loc: ["body", "task_id"], type: "missing" },
      { loc: ["body", "items"], type: "missing" },
    ]);
    const rows = new File(['{"a":1}\n{oops\n[2]\n{"b":2}'], "x.jsonl");
    expect(await types("/eval-sets", { task_id: "review-sentiment", items: rows })).toEqual([
      ["body.items.1", "json_invalid"],
      ["body.items.2", "dict_type"],
    ]);
    expect(await types("/eval-sets/es_invoices_24/attach-blob", { idx: "one" })).toEqual([
      ["body.idx", "int_parsing"],
      ["body.field_name", "missing"],
      ["body.file", "missing"],
    ]);
  });

  test.each([
    ["/tasks/review-sentiment?examples_n=many", "examples_n"],
    ["/endpoints/ep_contract_kie_01/cost?window=soon", "window"],
    ["/endpoints/ep_contract_kie_01/cost?since=ever", "since"],
    ["/endpoints/ep_contract_kie_01/cost?since_hours=x", "since_hours"],
    ["/endpoints/ep_contract_kie_01/cost?group_by=week", "group_by"],
  ])("GET %s", async (path, name) => {
    const { call } = await openMock("fetch");
    const response = await call(path);
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({ detail: [{ loc: ["query", name] }] });
  });
});
