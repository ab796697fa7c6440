import { expect, test } from "vitest";
import { collect, doneFrame, openChat } from "../testing/open-chat.ts";
import type { ChatCompletionChunk } from "./chat-completion-chunk.ts";

async function decoded(json: string): Promise<ChatCompletionChunk> {
  const { values, error } = await collect(openChat(`data: ${json}\n\n${doneFrame}`));
  expect(error).toBeNull();
  const [chunk] = values;
  if (!chunk) throw new Error("no chunk");
  return chunk;
}

test("a chunk is plain data with every field, unknown ones in extra at every level", async () => {
  const chunk = await decoded(
    JSON.stringify({
      id: "cmpl_92",
      object: "chat.completion.chunk",
      created: 1782900200,
      model: "ep_1",
      system_fingerprint: "fp",
      x: 1,
      choices: [
        {
          index: 1,
          finish_reason: "tool_calls",
          logprobs: null,
          delta: {
            role: "assistant",
            content: "",
            refusal: "no",
            reasoning_content: "hm",
            mood: "good",
            tool_calls: [
              {
                index: 0,
                id: "call_1",
                type: "function",
                y: 2,
                function: { name: "lookup", arguments: '{"q"', z: 3 },
              },
            ],
          },
        },
      ],
      usage: { prompt_tokens: 18, completion_tokens: 1, total_tokens: 19, cached: 4 },
    }),
  );
  const empty = {
    role: null,
    content: null,
    toolCalls: [],
    refusal: null,
    reasoningContent: null,
    extra: {},
  };
  expect(chunk).toEqual({
    id: "cmpl_92",
    object: "chat.completion.chunk",
    created: 1782900200,
    model: "ep_1",
    systemFingerprint: "fp",
    choices: [
      {
        index: 1,
        finishReason: "tool_calls",
        message: empty,
        extra: { logprobs: null },
        delta: {
          role: "assistant",
          content: "",
          refusal: "no",
          reasoningContent: "hm",
          extra: { mood: "good" },
          toolCalls: [
            {
              index: 0,
              id: "call_1",
              type: "function",
              extra: { y: 2 },
              function: { name: "lookup", arguments: '{"q"', extra: { z: 3 } },
            },
          ],
        },
      },
    ],
    usage: { promptTokens: 18, completionTokens: 1, totalTokens: 19, extra: { cached: 4 } },
    isUsageOnly: false,
    extra: { x: 1 },
  });
  expect(structuredClone(chunk)).toEqual(chunk);
  expect(JSON.parse(JSON.stringify(chunk))).toEqual(chunk);
});

test("W30 reading twice gives the same objects", async () => {
  const chunk = await decoded('{"choices":[{"delta":{"content":"a"}}]}');
  expect(chunk.choices).toBe(chunk.choices);
  expect(chunk.choices[0].delta).toBe(chunk.choices[0].delta);
  expect(
    Object.values(Object.getOwnPropertyDescriptors(chunk)).every((property) => "value" in property),
  ).toBe(true);
});

test("what is missing or odd reads as null, an index as its position", async () => {
  const chunk = await decoded(
    '{"id":7,"created":"x","choices":[{"delta":{"role":3}},{"delta":null}],"usage":[]}',
  );
  expect(chunk).toMatchObject({ id: null, created: null, model: null, usage: { totalTokens: null } });
  expect(chunk.choices.map(({ index }) => index)).toEqual([0, 1]);
  expect(chunk.choices[0].delta).toMatchObject({ content: null, role: null, toolCalls: [] });
});

test("arguments that are no text are made text", async () => {
  const chunk = await decoded(
    '{"choices":[{"delta":{"tool_calls":[{"function":{"arguments":{"q":1}}},{}]}}]}',
  );
  expect(chunk.choices[0].delta.toolCalls.map((call) => call.function.arguments)).toEqual(['{"q":1}', ""]);
});

test("S25 keys that name the prototype stay data", async () => {
  const chunk = await decoded(
    '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"choices":[{"delta":{"__proto__":{"polluted":1}}}]}',
  );
  expect(Object.keys(chunk.extra)).toEqual(["__proto__", "constructor"]);
  expect(Object.keys(chunk.choices[0].delta.extra)).toEqual(["__proto__"]);
  expect("polluted" in {}).toBe(false);
  expect("polluted" in chunk.extra).toBe(false);
  expect(Object.getPrototypeOf(chunk.choices[0].delta.extra)).toBe(Object.prototype);
});
