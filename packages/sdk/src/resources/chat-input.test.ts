import { expect, test } from "vitest";
import { InvalidArgumentError } from "../errors.ts";
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
