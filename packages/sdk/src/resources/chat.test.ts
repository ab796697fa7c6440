import { describe, expect, test } from "vitest";
import { Pareta } from "../client.ts";
import { APIResponseError, InvalidArgumentError } from "../errors.ts";
import { fakeFetch, json, type Reply } from "../testing/fake-fetch.ts";
import { collectText, doneFrame, textFrame } from "../testing/open-chat.ts";
import type { ChatCompletionCreateParams } from "./chat.ts";

const messages = [{ role: "user", content: "Who signs?" }];
const completion = {
  id: "cmpl_91",
  object: "chat.completion",
  created: 1782900100,
  model: "ep_1",
  more: true,
  choices: [{ index: 0, finish_reason: "stop", message: { role: "assistant", content: "Northwind" } }],
  usage: { prompt_tokens: 18, completion_tokens: 9, total_tokens: 27 },
};

function client(...replies: Reply[]) {
  const fetch = fakeFetch(...replies);
  return { chat: new Pareta({ apiKey: "key", fetch, maxRetries: 0 }).chat, sent: fetch.sent };
}
const bodyOf = (sent: { body: BodyInit | null } | undefined): unknown =>
  JSON.parse(typeof sent?.body === "string" ? sent.body : "");

describe("a whole answer", () => {
  test("comes as plain data with the receipt of its headers", async () => {
    const headers = { "x-pareta-billed": "653", "x-pareta-frontier-would-have-cost": "4900" };
    const { chat } = client(json(completion, 200, headers));
    const empty = {
      role: null,
      content: null,
      toolCalls: [],
      refusal: null,
      reasoningContent: null,
      extra: {},
    };
    expect(await chat.completions.create({ model: "ep_1", messages })).toEqual({
      id: "cmpl_91",
      object: "chat.completion",
      created: 1782900100,
      model: "ep_1",
      systemFingerprint: null,
      choices: [
        {
          index: 0,
          finishReason: "stop",
          message: { ...empty, role: "assistant", content: "Northwind" },
          delta: empty,
          logprobs: null,
          extra: {},
        },
      ],
      usage: { promptTokens: 18, completionTokens: 9, totalTokens: 27, extra: {} },
      billedMicroUsd: 653,
      frontierWouldHaveCostMicroUsd: 4900,
      savingsFactor: 7.5,
      extra: { more: true },
    });
  });

  test.each([[undefined], ["-5"], ["1e3"], ["abc"]])("a bill of %j reads as null", async (bill) => {
    const { chat } = client(json(completion, 200, bill === undefined ? {} : { "x-pareta-billed": bill }));
    expect((await chat.completions.create({ model: "ep_1", messages })).billedMicroUsd).toBeNull();
  });

  test("only its message must be there", async () => {
    const { chat } = client(json({ choices: [{ message: { content: null } }] }));
    const { choices, usage, id } = await chat.completions.create({ model: "ep_1", messages });
    expect(id).toBeNull();
    expect(choices[0]).toMatchObject({
      index: 0,
      finishReason: null,
      message: { role: null, content: null },
    });
    expect(usage).toEqual({ promptTokens: null, completionTokens: null, totalTokens: null, extra: {} });
  });

  test.each([
    [{}],
    [{ choices: [] }],
    [{ choices: [{}] }],
    [{ choices: [{ index: -1, message: {} }] }],
    [[]],
  ])("Q4 %j breaks the contract", async (body) => {
    const { chat } = client(json(body));
    await expect(chat.completions.create({ model: "ep_1", messages })).rejects.toBeInstanceOf(
      APIResponseError,
    );
  });
});

describe("what is sent", () => {
  test("fields go verbatim, stream only when true, decoded messages in wire form", async () => {
    const { chat, sent } = client(json(completion));
    const { choices } = await chat.completions.create({
      model: "ep_1",
      messages,
      stream: false,
      seed: 0,
      x: { y: null },
    });
    await chat.completions.create({ model: "ep_1", messages: [...messages, choices[0].message] });
    expect(bodyOf(sent[0])).toEqual({ model: "ep_1", messages, seed: 0, x: { y: null } });
    expect(bodyOf(sent[1])).toMatchObject({
      messages: [...messages, { role: "assistant", content: "Northwind" }],
    });
    expect(sent[0]?.url).toBe("https://api.pareta.ai/v1/chat/completions");
    expect(sent[0]?.headers.get("accept")).toBe("application/json");
  });

  test("a stream asks for one", async () => {
    const headers = { "content-type": "text/event-stream; charset=utf-8" };
    const { chat, sent } = client(new Response(textFrame("a") + doneFrame, { headers }));
    expect(await collectText(chat.completions.create({ model: "ep_1", messages, stream: true }))).toEqual({
      text: "a",
      error: null,
    });
    expect(bodyOf(sent[0])).toEqual({ model: "ep_1", messages, stream: true });
    expect(sent[0]?.headers.get("accept")).toBe("text/event-stream");
  });

  test("B14 create works without its object", async () => {
    // oxlint-disable-next-line unbound-method -- that it needs no object is what is tested
    const { create } = client(json(completion)).chat.completions;
    expect((await create({ model: "ep_1", messages })).id).toBe("cmpl_91");
  });
});

describe("B1 W12 W21 a bad argument", () => {
  const bad: [string, string, Record<string, unknown>][] = [
    ["an empty model", "model", { model: "", messages }],
    ["a blank model", "model", { model: " \n", messages }],
    ["no model", "model", { messages }],
    ["no messages", "messages", { model: "m", messages: [] }],
    ["a message without content", "messages[0].content", { model: "m", messages: [{ role: "user" }] }],
    ["a signal among the fields", "signal", { model: "m", messages, signal: new AbortController().signal }],
    ["a timeout among the fields", "timeout", { model: "m", messages, timeout: 5 }],
    ["headers among the fields", "headers", { model: "m", messages, headers: {} }],
  ];
  test.each(bad)(
    "%s rejects, or throws when streaming, before anything is sent",
    async (_, param, fields) => {
      const { chat, sent } = client(json(completion));
      const params = fields as ChatCompletionCreateParams;
      const error: unknown = await chat.completions
        .create({ ...params, stream: false })
        .catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(InvalidArgumentError);
      expect(error).toMatchObject({ param, outcome: "not-sent" });
      expect(() => chat.completions.create({ ...params, stream: true })).toThrow(InvalidArgumentError);
      expect(sent).toHaveLength(0);
    },
  );

  test("one bad call among good ones fails alone", async () => {
    const { chat } = client(json(completion));
    const settled = await Promise.allSettled(
      ["ep_1", ""].map((model) => chat.completions.create({ model, messages })),
    );
    expect(settled.map(({ status }) => status)).toEqual(["fulfilled", "rejected"]);
  });
});
