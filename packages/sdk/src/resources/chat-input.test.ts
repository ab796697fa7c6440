import { expect, test } from "vitest";
import { Pareta } from "../client.ts";
import { InvalidArgumentError } from "../errors.ts";
import { fakeFetch, json, sentJson } from "../testing/fake-fetch.ts";
import { type ChatInput, requireMessages, toWireMessage } from "./chat-input.ts";
import { decodeMessage } from "./chat-message.ts";

test("a message of an answer is mapped back, without what only decoding adds", () => {
  const message = decodeMessage({
    role: null,
    content: null,
    reasoning_content: "hm",
    unknown: 1,
    tool_calls: [{ index: 0, id: "call_1", function: { name: "lookup", arguments: "{}" } }],
  });
  expect(toWireMessage(message)).toEqual({
    role: "assistant",
    content: null,
    tool_calls: [{ id: "call_1", type: "function", function: { name: "lookup", arguments: "{}" } }],
  });
  expect(toWireMessage(decodeMessage({ role: "assistant", content: "Hi" }))).toEqual({
    role: "assistant",
    content: "Hi",
  });
  expect(toWireMessage(decodeMessage({ refusal: "no" }))).toEqual({
    role: "assistant",
    content: null,
    refusal: "no",
  });
});

test("an answer that was cut inside of a character can be sent back: U+FFFD in place of its half (A5)", async () => {
  const cut = {
    content: "Hi \ud83d",
    refusal: "\ude00 no",
    tool_calls: [{ function: { arguments: '{"a":"\ud83d' } }],
  };
  const fetch = fakeFetch(json({ choices: [{ message: cut }] }));
  const { completions } = new Pareta({ fetch }).chat;
  const messages: ChatInput[] = [{ role: "user", content: "Say hi" }];
  const answer = await completions.create({ model: "ep_1", messages });
  const [{ message }] = answer.choices;
  expect(message.content).toBe("Hi \ud83d");
  messages.push(message, { role: "user", content: "Go on 😀" });
  await completions.create({ model: "ep_1", messages });
  expect(sentJson(fetch.sent[1])).toMatchObject({
    messages: [
      {},
      {
        content: "Hi \uFFFD",
        refusal: "\uFFFD no",
        tool_calls: [{ function: { arguments: '{"a":"\uFFFD' } }],
      },
      { content: "Go on 😀" },
    ],
  });
});

test("half a character in a text of the caller's own is refused by name: what was typed is not changed (A5)", async () => {
  const fetch = fakeFetch(json({}));
  const messages = [{ role: "user", content: "Hi \ud83d" }];
  await expect(
    new Pareta({ fetch }).chat.completions.create({ model: "ep_1", messages }),
  ).rejects.toMatchObject({
    param: "messages[0].content",
    outcome: "not-sent",
  });
  expect(fetch.sent).toHaveLength(0);
});

test.each([[[null]], [["x"]], [[{}]], [[{ function: "x" }]]])(
  "tool calls of %j are refused by name",
  async (toolCalls) => {
    const fetch = fakeFetch(json({}));
    const messages = [{ role: "assistant", content: null, toolCalls }];
    await expect(
      new Pareta({ fetch }).chat.completions.create({ model: "ep_1", messages }),
    ).rejects.toMatchObject({
      name: "InvalidArgumentError",
      param: "messages[0].toolCalls",
    });
  },
);

test("a wire message passes as it is", () => {
  const message: ChatInput = { role: "user", content: [{ type: "text", text: "Hi" }] };
  expect(toWireMessage(message)).toBe(message);
});

test("W37 messages typed by an interface fit, and so do those of an answer", () => {
  interface Turn {
    role: "user" | "assistant";
    content: string;
  }
  const turns: Turn[] = [{ role: "user", content: "Hi" }];
  const messages: ChatInput[] = [...turns];
  messages.push(decodeMessage({ content: "Hello" }));
  expect(() => requireMessages(messages)).not.toThrow();
});

test.each([
  ["no list", "hi", "messages"],
  ["an empty list", [], "messages"],
  ["no object", [null], "messages[0]"],
  ["no role", [{ role: "user", content: "a" }, { content: "b" }], "messages[1].role"],
  ["a blank role", [{ role: " ", content: "a" }], "messages[0].role"],
  ["no content", [{ role: "user" }], "messages[0].content"],
  ["neither content nor tool calls", [{ role: "assistant", tool_calls: [] }], "messages[0].content"],
])("B1 %s is refused by name", (_, messages, param) => {
  expect(() => requireMessages(messages)).toThrow(InvalidArgumentError);
  expect(() => requireMessages(messages)).toThrow(expect.objectContaining({ param }));
});

test("content may be missing beside tool calls, null or empty", () => {
  const messages = [
    { role: "assistant", tool_calls: [{}] },
    { role: "assistant", content: null },
    { role: "user", content: "" },
  ];
  expect(() => requireMessages(messages)).not.toThrow();
});
