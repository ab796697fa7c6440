import { createMockPareta } from "../index.ts";
import { describe, expect, test } from "vitest";
import { mountNames, openMock } from "../testing/mounts.ts";
import type { MountedMock } from "../testing/mounts.ts";

const rows = [
  { input: "Acme Corp agrees to pay $5,000 net 30.", expected: { amount: "5000" } },
  { input: "Total due: $1,200 by 2026-07-01.", expected: { amount: "1200" } },
];

function setForm(task: string, lines: readonly string[], name = "mine"): FormData {
  const form = new FormData();
  form.set("task_id", task);
  form.set("name", name);
  form.set("items", new File([lines.join("\n")], `items.${task}.jsonl`, { type: "application/jsonl" }));
  return form;
}

async function createSet(
  { call }: MountedMock,
  task = "contract-key-fields",
  name = "mine",
): Promise<string> {
  const lines = rows.map((row) => JSON.stringify(row));
  const response = await call("/eval-sets", { method: "POST", body: setForm(task, lines, name) });
  return (await response.json()).eval_set.id;
}

describe.each(mountNames)("evals by %s", (mount) => {
  test("a set is created by multipart, listed, read and deleted", async () => {
    const opened = await openMock(mount);
    const { call } = opened;
    const lines = rows.map((row) => JSON.stringify(row));
    const created = await call("/eval-sets", { method: "POST", body: setForm("contract-key-fields", lines) });
    expect(created.status).toBe(201);
    const { eval_set: set } = await created.json();
    expect(set).toEqual({
      id: expect.stringMatching(/^es_/),
      task_id: "contract-key-fields",
      name: "mine",
      item_count: 2,
      scoring_strategy: "extraction",
      prompt: null,
    });
    expect((await (await call("/eval-sets")).json()).eval_sets).toContainEqual(set);
    expect(await (await call(`/eval-sets/${set.id}`)).json()).toEqual({ eval_set: set });
    expect((await call(`/eval-sets/${set.id}`, { method: "DELETE" })).status).toBe(204);
    expect((await call(`/eval-sets/${set.id}`)).status).toBe(404);
    await opened.close();
  });

  test("a set keeps its prompt, over a snapshot too, and refuses one of more than 500 characters", async () => {
    const opened = await openMock(mount);
    const { call, mock } = opened;
    const create = (prompt: string) => {
      const body = setForm("contract-key-fields", ['{"input":"a"}']);
      body.set("prompt", prompt);
      return call("/eval-sets", { method: "POST", body });
    };
    const { eval_set: set } = await (await create("😀".repeat(500))).json();
    expect(set.prompt).toBe("😀".repeat(500));
    const restored = createMockPareta({ state: mock.snapshot() });
    const again = await restored.fetch(`https://api.pareta.test/v1/eval-sets/${set.id}`);
    expect(await again.json()).toEqual({ eval_set: set });
    const refused = await create("x".repeat(501));
    expect(refused.status).toBe(422);
    expect(await refused.json()).toMatchObject({
      detail: [{ loc: ["body", "prompt"], type: "string_too_long" }],
    });
    await opened.close();
  });

  test("a run at an instant pace is terminal at the first poll", async () => {
    const opened = await openMock(mount);
    const { call, post } = opened;
    const models = ["contract-key-fields-open-1", "contract-key-fields-open-2", "gpt-5.5"];
    const order = { eval_set_id: await createSet(opened), candidate_model_ids: models };
    const accepted = await post("/eval-runs", order);
    expect(accepted.status).toBe(202);
    const stub = await accepted.json();
    expect(stub).toEqual({ run_id: expect.any(String), status: "queued" });
    const { run, results } = await (await call(`/eval-runs/${stub.run_id}`)).json();
    expect(run).toMatchObject({
      id: stub.run_id,
      status: "completed",
      candidate_model_ids: models,
      error_detail: null,
    });
    expect(results.map((row: { model_id: string }) => row.model_id)).toEqual(models);
    expect(results.map((row: { kind: string }) => row.kind)).toEqual(["open", "open", "frontier"]);
    expect(results[0].per_item).toHaveLength(2);
    const each = results.reduce(
      (sum: number, row: { mean_cost_micro_usd: number }) => sum + row.mean_cost_micro_usd,
      0,
    );
    expect(run.total_cost_micro_usd).toBe(each * 2);
    expect(opened.mock.ledger.at(-1)?.microUsd).toBe(each * 2);
    await opened.close();
  });

  test("a large document goes to the signed address, without a key", async () => {
    const opened = await openMock(mount);
    const { call, post } = opened;
    const set = await createSet(opened, "invoice-extraction");
    const target = { idx: 0, field_name: "document", mime: "application/pdf" };
    const signed = await (
      await post(`/eval-sets/${set}/blob-upload-url`, { ...target, file_size: 6_000_000 })
    ).json();
    const send = mount === "http" ? fetch : opened.mock.fetch;
    const bytes = new Uint8Array(6_000_000);
    const put = (headers: Record<string, string>) =>
      send(signed.upload_url, { method: "PUT", body: bytes, headers });
    const complete = { ...target, storage_uri: signed.storage_uri };
    expect((await post(`/eval-sets/${set}/blob-upload-complete`, complete)).status).toBe(422);
    expect(
      (await put({ "content-type": "application/pdf", authorization: "Bearer pareta_sk_test" })).status,
    ).toBe(400);
    expect((await put({ "content-type": "image/png" })).status).toBe(403);
    expect((await put({ "content-type": "application/pdf" })).status).toBe(200);
    const done = await post(`/eval-sets/${set}/blob-upload-complete`, complete);
    expect(await done.json()).toEqual({ kind: "blob", uri: signed.storage_uri, mime: "application/pdf" });
    expect((await call(`/signed-uploads/nobody?sig=x`, { method: "PUT", body: bytes })).status).toBe(403);
    await opened.close();
  });
});

test("the signed address keeps the prefix its request came by", async () => {
  const { mock } = await openMock("fetch");
  const response = await mock.fetch(
    "http://localhost:5173/api/pareta/v1/eval-sets/es_invoices_24/blob-upload-url",
    {
      method: "POST",
      body: JSON.stringify({ idx: 0, field_name: "document", mime: "image/png", file_size: 1 }),
    },
  );
  expect((await response.json()).upload_url).toMatch(
    /^http:\/\/localhost:5173\/api\/pareta\/v1\/signed-uploads\/up_\w+\?sig=/,
  );
});

test("attach-blob takes files under 5 MiB into a row", async () => {
  const opened = await openMock("fetch");
  const set = await createSet(opened, "invoice-extraction");
  const attach = (fields: Record<string, string>, size = 10) => {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    form.set("file", new File([new Uint8Array(size)], "scan.pdf", { type: "application/pdf" }));
    return opened.call(`/eval-sets/${set}/attach-blob`, { method: "POST", body: form });
  };
  const fields = { idx: "1", field_name: "document", mime: "application/pdf" };
  expect(await (await attach(fields)).json()).toEqual({
    kind: "blob",
    uri: `gs://pareta-mock/${set}/1/document`,
    mime: "application/pdf",
  });
  expect((await attach({ ...fields, idx: "2" })).status).toBe(422);
  expect((await attach({ ...fields, idx: "one" })).status).toBe(422);
  expect((await attach(fields, 0)).status).toBe(422);
  expect((await attach(fields, 5_242_880)).status).toBe(413);
  const text = await createSet(opened, "contract-key-fields");
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  form.set("file", new File(["x"], "x.pdf"));
  const refused = await opened.call(`/eval-sets/${text}/attach-blob`, { method: "POST", body: form });
  expect(await refused.json()).toMatchObject({
    detail: [{ loc: ["body", "field_name"], type: "not_a_blob_field" }],
  });
});

test("a file goes only into a field that the row leaves open for one", async () => {
  const opened = await openMock("fetch");
  const rows = [
    '{"input":{"scan":null,"note":"paid late"},"expected":{"total":"88.10"}}',
    '{"input":{"document":null},"expected":{"total":"1.00"}}',
    '{"label":"text only"}',
  ];
  const form = setForm("invoice-extraction", rows);
  const set = (await (await opened.call("/eval-sets", { method: "POST", body: form })).json()).eval_set.id;
  const attach = async (id: string, idx: number, name: string) => {
    const file = new FormData();
    for (const [field, value] of Object.entries({ idx: String(idx), field_name: name }))
      file.set(field, value);
    file.set("file", new File(["%PDF"], "scan.pdf", { type: "application/pdf" }));
    const inline = await opened.call(`/eval-sets/${id}/attach-blob`, { method: "POST", body: file });
    const target = { idx, field_name: name, mime: "application/pdf", file_size: 6_000_000 };
    const signed = await opened.post(`/eval-sets/${id}/blob-upload-url`, target);
    expect(signed.status).toBe(inline.status);
    return inline.status === 200 ? "taken" : (await inline.json()).detail;
  };
  const refused = [expect.objectContaining({ loc: ["body", "field_name"], type: "not_a_blob_field" })];
  expect(await attach(set, 0, "scan")).toBe("taken");
  for (const name of ["note", "document", "toString"]) expect(await attach(set, 0, name)).toEqual(refused);
  expect(await attach(set, 1, "document")).toBe("taken");
  expect(await attach(set, 1, "scan")).toEqual(refused);
  expect(await attach(set, 2, "document")).toBe("taken");
  expect(await attach(set, 2, "label")).toEqual(refused);
  expect(await attach("es_invoices_24", 5, "document")).toBe("taken");
  expect(await attach("es_invoices_24", 5, "vendor")).toEqual(refused);
});

test("a bad row is named by its place", async () => {
  const { call } = await openMock("fetch");
  const send = (lines: readonly string[]) =>
    call("/eval-sets", { method: "POST", body: setForm("contract-key-fields", lines) });
  expect(await (await send(['{"input":"a"}', "{oops"])).json()).toMatchObject({
    detail: [{ loc: ["body", "items", 1] }],
  });
  expect(await (await send(["[1]"])).json()).toMatchObject({ detail: [{ loc: ["body", "items", 0] }] });
  expect((await send([])).status).toBe(422);
  const unknown = await call("/eval-sets", { method: "POST", body: setForm("nope", ["{}"]) });
  expect(unknown.status).toBe(404);
});

test.each([
  [{ candidate_model_ids: ["contract-key-fields-open-1"] }, 422],
  [{ eval_set_id: "es_gone", candidate_model_ids: ["gpt-5.5"] }, 404],
  [{ eval_set_id: "es_contracts_120", candidate_model_ids: [] }, 422],
  [{ eval_set_id: "es_contracts_120", candidate_model_ids: ["gpt-5.5", "nobody"] }, 422],
  [{ eval_set_id: "es_invoices_24", candidate_model_ids: ["mistral-large-4"] }, 422],
])("a run is refused: %j with %i", async (body, status) => {
  const { post } = await openMock("fetch");
  expect((await post("/eval-runs", body)).status).toBe(status);
});

test("a run goes queued > running > evaluating > completed by the clock, with results at the end", async () => {
  let clock = 0;
  const { call, post } = await openMock("fetch", { now: () => clock, pace: { runMs: 1000 } });
  const order = { eval_set_id: "es_tickets_60", candidate_model_ids: ["support-ticket-triage-open-1"] };
  const { run_id: id } = await (await post("/eval-runs", order)).json();
  const seen: string[] = [];
  for (clock of [0, 500, 900, 1000]) {
    const { run, results } = await (await call(`/eval-runs/${id}`)).json();
    seen.push(run.status);
    expect(results).toHaveLength(run.status === "completed" ? 1 : 0);
    expect(run.total_cost_micro_usd > 0).toBe(run.status === "completed");
  }
  expect(seen).toEqual(["queued", "running", "evaluating", "completed"]);
});

test("results: interval around the mean, failing rows, the better model scores better", async () => {
  const { call } = await openMock("fetch");
  const { results } = await (await call("/eval-runs/run_contracts_01")).json();
  for (const row of results) {
    expect(row.quality_ci_low).toBeLessThan(row.quality_mean);
    expect(row.quality_ci_high).toBeGreaterThan(row.quality_mean);
    expect(row.n_succeeded + row.error_count).toBe(120);
    const failed = row.per_item.filter((item: { error?: string }) => item.error !== undefined);
    expect(failed).toHaveLength(row.error_count);
    expect(
      failed.every(
        (item: { prediction?: string; score: number }) => item.prediction === undefined && item.score === 0,
      ),
    ).toBe(true);
  }
  expect(results.some((row: { error_count: number }) => row.error_count > 0)).toBe(true);
  expect(results[0].quality_mean).toBeGreaterThan(results[3].quality_mean);
});

test("a failed run is data: error_detail, no results, nothing billed", async () => {
  const opened = await openMock("fetch");
  const seeded = await (await opened.call("/eval-runs/run_invoices_03")).json();
  expect(seeded).toMatchObject({
    run: { status: "failed", error_detail: expect.any(String), total_cost_micro_usd: 0 },
    results: [],
  });
  const set = await createSet(opened, "contract-key-fields", "a set that fails");
  const order = { eval_set_id: set, candidate_model_ids: ["contract-key-fields-open-1"] };
  const { run_id: id } = await (await opened.post("/eval-runs", order)).json();
  expect((await (await opened.call(`/eval-runs/${id}`)).json()).run.status).toBe("failed");
  expect(opened.mock.ledger.every((row) => row.microUsd === 0)).toBe(true);
});

test("document rows: without any file the run fails, with some the others are errors", async () => {
  const opened = await openMock("fetch");
  const run = async () => {
    const order = { eval_set_id: "es_invoices_24", candidate_model_ids: ["invoice-extraction-open-1"] };
    const { run_id: id } = await (await opened.post("/eval-runs", order)).json();
    return (await opened.call(`/eval-runs/${id}`)).json();
  };
  expect((await run()).run).toMatchObject({
    status: "failed",
    error_detail: "none of the 24 rows has its document: attach the files and run again",
  });
  for (const idx of ["0", "1"]) {
    const form = new FormData();
    form.set("idx", idx);
    form.set("field_name", "document");
    form.set("file", new File(["%PDF"], "invoice.pdf", { type: "application/pdf" }));
    await opened.call("/eval-sets/es_invoices_24/attach-blob", { method: "POST", body: form });
  }
  const { run: second, results } = await run();
  expect(second.status).toBe("completed");
  expect(results[0]).toMatchObject({ error_count: 22, n_succeeded: 2 });
  expect(results[0].per_item[2]).toEqual({ idx: 2, score: 0, error: "no document is attached to this row" });
});

test("a deleted set is gone, its runs keep their rows, through a snapshot too", async () => {
  const opened = await openMock("fetch");
  const set = await createSet(opened);
  const order = { eval_set_id: set, candidate_model_ids: ["gpt-5.5"] };
  const { run_id: id } = await (await opened.post("/eval-runs", order)).json();
  const before = await (await opened.call(`/eval-runs/${id}`)).json();
  await opened.call(`/eval-sets/${set}`, { method: "DELETE" });
  expect((await opened.post("/eval-runs", order)).status).toBe(404);
  const restored = await openMock("fetch", { state: opened.mock.snapshot() });
  expect(await (await restored.call(`/eval-runs/${id}`)).json()).toEqual(before);
  expect(JSON.stringify(await (await restored.call("/eval-sets")).json())).not.toContain(set);
});

test("the same rows score the same in every run", async () => {
  const opened = await openMock("fetch");
  const order = { eval_set_id: await createSet(opened), candidate_model_ids: ["gpt-5.5"] };
  const results = async () => {
    const { run_id: id } = await (await opened.post("/eval-runs", order)).json();
    return (await (await opened.call(`/eval-runs/${id}`)).json()).results;
  };
  expect(await results()).toEqual(await results());
});
