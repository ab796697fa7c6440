import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { APIResponseError } from "../errors.ts";
import { FakeClock } from "../testing/fake-clock.ts";
import { fakeFetch, json } from "../testing/fake-fetch.ts";
import { collect, doneFrame, openChat } from "../testing/open-chat.ts";
import { question, testClient } from "../testing/test-client.ts";
import type { Message } from "./chat-message.ts";

type Said = Pick<Message, "content" | "refusal" | "reasoningContent">;

const nothing: Said = { content: null, refusal: null, reasoningContent: null };

/** What a whole answer with this choice says. */
async function whole(choice: object): Promise<Message> {
  const client = testClient(new FakeClock(), { fetch: fakeFetch(json({ choices: [choice] })) });
  return (await client.chat.completions.create(question)).choices[0].message;
}

/** What a stream of these choices, one a frame, says in all. */
async function streamed(...choices: object[]): Promise<Said & { toolNames: (string | null)[] }> {
  const body = choices.map((choice) => `data: ${JSON.stringify({ choices: [choice] })}\n\n`).join("");
  const { values, error } = await collect(openChat(body + doneFrame));
  if (error) throw error;
  const deltas = values.flatMap((chunk) => chunk.choices.map(({ delta }) => delta));
  const sum = (name: keyof Said) => {
    const texts = deltas.flatMap((delta) => delta[name] ?? []);
    return texts.length === 0 ? null : texts.join("");
  };
  return {
    content: sum("content"),
    refusal: sum("refusal"),
    reasoningContent: sum("reasoningContent"),
    toolNames: deltas.flatMap((delta) => delta.toolCalls.map((call) => call.function.name)),
  };
}

const part = (text: string) => ({ type: "text", text });

const readable: [string, object, Partial<Said>][] = [
  ["one text part", { content: [part("Hi")] }, { content: "Hi" }],
  ["several text parts", { content: [part("Hi"), part(" "), part("there")] }, { content: "Hi there" }],
  ["strings in a list", { content: ["Hi", " there"] }, { content: "Hi there" }],
  ["a part that is no list", { content: part("Hi") }, { content: "Hi" }],
  ["output text", { content: [{ type: "output_text", text: "Hi", annotations: [] }] }, { content: "Hi" }],
  ["a part without a type", { content: [{ text: "Hi" }] }, { content: "Hi" }],
  ["a text with a value", { content: [{ type: "text", text: { value: "Hi" } }] }, { content: "Hi" }],
  ["an empty text part", { content: [part("")] }, { content: "" }],
  ["no part", { content: [] }, {}],
  ["a null among the parts", { content: [null, part("Hi")] }, { content: "Hi" }],
  ["a reference", { content: [part("Hi"), { type: "reference", reference_ids: [1] }] }, { content: "Hi" }],
  ["a refusal", { content: null, refusal: "I can't." }, { refusal: "I can't." }],
  ["a refusal as a part", { content: [{ type: "refusal", refusal: "I can't." }] }, { refusal: "I can't." }],
  [
    "a refusal after text",
    { content: [part("Hm. "), { type: "refusal", refusal: "No." }] },
    { content: "Hm. ", refusal: "No." },
  ],
  ["a refusal in parts", { refusal: [part("No"), part(".")] }, { refusal: "No." }],
  ["text in place of content", { text: "Hi" }, { content: "Hi" }],
  ["output_text beside an empty content", { content: "", output_text: "Hi" }, { content: "Hi" }],
  ["the transcript of a spoken answer", { content: null, audio: { transcript: "Hi" } }, { content: "Hi" }],
  ["text beside content", { content: "Hi", text: "Hi there" }, { content: "Hi" }],
  ["reasoning_content", { reasoning_content: "hm" }, { reasoningContent: "hm" }],
  ["reasoning", { reasoning: "hm" }, { reasoningContent: "hm" }],
  ["both, with the same text", { reasoning_content: "hm", reasoning: "hm" }, { reasoningContent: "hm" }],
  ["one of them empty", { reasoning_content: "", reasoning: "hm" }, { reasoningContent: "hm" }],
  ["reasoning in parts", { reasoning: [part("h"), part("m")] }, { reasoningContent: "hm" }],
  [
    "thinking beside the text",
    { content: [{ type: "thinking", thinking: [part("h"), part("m")] }, part("Hi")] },
    { content: "Hi", reasoningContent: "hm" },
  ],
  [
    "thinking as text",
    { content: [{ type: "thinking", thinking: "hm" }, part("Hi")] },
    { content: "Hi", reasoningContent: "hm" },
  ],
  [
    "a reasoning part",
    { content: [{ type: "reasoning", text: "hm" }, part("Hi")] },
    { content: "Hi", reasoningContent: "hm" },
  ],
  [
    "encrypted thinking",
    { content: [{ type: "redacted_thinking", data: "eA==" }, part("Hi")] },
    { content: "Hi" },
  ],
];

describe("text in every shape is read (A6)", () => {
  test.each(readable)("%s, streamed and whole", async (_, message, said) => {
    expect(await streamed({ index: 0, delta: message })).toMatchObject({ ...nothing, ...said });
    expect(await whole({ index: 0, message })).toMatchObject({ ...nothing, ...said });
  });

  test.each(readable)("%s, under the other name", async (_, message, said) => {
    expect(await streamed({ index: 0, message })).toMatchObject({ ...nothing, ...said });
    expect(await streamed({ index: 0, delta: null, message })).toMatchObject({ ...nothing, ...said });
    expect(await whole({ index: 0, delta: message })).toMatchObject({ ...nothing, ...said });
  });

  test("a choice with text alone, a message of text, an empty delta beside a message", async () => {
    expect(await streamed({ text: "Hi" })).toMatchObject({ content: "Hi" });
    expect(await streamed({ delta: "Hi" })).toMatchObject({ content: "Hi" });
    expect(await streamed({ delta: {}, message: { content: "Hi" } })).toMatchObject({ content: "Hi" });
    expect(await streamed({ delta: {}, text: "Hi" })).toMatchObject({ content: "Hi" });
    expect(await streamed({ content: "Hi" })).toMatchObject({ content: "Hi" });
    expect(await whole({ text: "Hi" })).toMatchObject({ content: "Hi" });
    expect(await whole({ message: "Hi" })).toMatchObject({ content: "Hi" });
  });

  test("choices that are one object are one choice", async () => {
    const body = `data: ${JSON.stringify({ choices: { delta: { content: "Hi" } } })}\n\n${doneFrame}`;
    const { values } = await collect(openChat(body));
    expect(values[0]?.choices[0].delta.content).toBe("Hi");
  });

  test("a message that grows beside the deltas is not read a second time", async () => {
    const said = await streamed(
      { delta: { role: "assistant", content: "" }, message: { role: "assistant", content: "" } },
      { delta: { content: "Hi" }, message: { content: "Hi" } },
      { delta: { content: " there" }, message: { content: "Hi there" } },
      { delta: { content: "" }, finish_reason: "stop", message: { content: "Hi there" } },
      { delta: {}, message: { content: "Hi there" } },
    );
    expect(said.content).toBe("Hi there");
  });

  test("messages in place of deltas add up as deltas do", async () => {
    const parts = fc.array(fc.string({ unit: "grapheme", maxLength: 12 }), { maxLength: 12 });
    const shape = fc.constantFrom<((text: string) => object)[]>(
      (text) => ({ message: { content: text } }),
      (text) => ({ message: { content: [part(text)] } }),
      (text) => ({ delta: { content: [part(text)] } }),
      (text) => ({ delta: { content: text } }),
      (text) => ({ delta: null, message: { content: part(text) } }),
      (text) => ({ text }),
    );
    await fc.assert(
      fc.asyncProperty(parts, fc.array(shape, { minLength: 12, maxLength: 12 }), async (texts, shapes) => {
        const said = await streamed(...texts.map((text, index) => shapes[index]?.(text) ?? {}));
        expect(said.content ?? "").toBe(texts.join(""));
      }),
    );
  });

  test("what was no plain text stands in extra too, as the server sent it", async () => {
    const content = [{ type: "text", text: "Hi", annotations: [{ url: "https://example.com" }] }];
    const message = await whole({ message: { content, reasoning: { steps: 3 }, mood: "good" } });
    expect(message).toMatchObject({ content: "Hi", reasoningContent: null });
    expect(message.extra).toEqual({ content, reasoning: { steps: 3 }, mood: "good" });
  });

  test("an old function call is a tool call", async () => {
    const called = { function_call: { name: "lookup", arguments: "{}" } };
    expect(await streamed({ delta: called })).toMatchObject({ toolNames: ["lookup"] });
    expect((await whole({ message: called })).toolCalls).toMatchObject([
      { index: 0, type: "function", function: { name: "lookup", arguments: "{}" } },
    ]);
    expect(await streamed({ delta: { tool_calls: { function: { name: "one" } } } })).toMatchObject({
      toolNames: ["one"],
    });
  });
});

const unreadable: [string, object][] = [
  ["a number", { content: 42 }],
  ["false", { content: false }],
  ["an object without text", { content: { answer: "Hi" } }],
  ["a number in a list", { content: [part("Hi"), 42] }],
  ["a list in a list", { content: [["Hi"]] }],
  ["a picture", { content: [part("Look"), { type: "image_url", image_url: { url: "data:," } }] }],
  ["sound", { content: [{ type: "audio", audio: { data: "" } }] }],
  ["a text part without text", { content: [{ type: "text" }] }],
  ["a text part of a number", { content: [{ type: "text", text: 42 }] }],
  ["tool calls as text", { tool_calls: "lookup()" }],
  ["a tool call as text", { tool_calls: ["lookup()"] }],
  ["a function as text", { tool_calls: [{ function: "lookup()" }] }],
];

describe("an answer that cannot be read is an error, never nothing (A6)", () => {
  test.each(unreadable)("%s", async (_, message) => {
    const error = { name: "APIResponseError", outcome: "unknown", status: 200 };
    await expect(streamed({ delta: message })).rejects.toMatchObject(error);
    await expect(streamed({ message })).rejects.toMatchObject(error);
    await expect(whole({ message })).rejects.toMatchObject(error);
  });

  test.each([
    ['{"response":"Hi"}'],
    ['{"message":{"content":"Hi"}}'],
    ['{"delta":{"text":"Hi"}}'],
    ['{"type":"response.output_text.delta","delta":"Hi"}'],
    ['{"content":"Hi"}'],
    ['{"output":[{"type":"message"}]}'],
    ['{"text":"Hi"}'],
    ['{"generated_text":"Hi"}'],
    ['{"candidates":[{"content":{"parts":[{"text":"Hi"}]}}]}'],
    ['[{"choices":[{"delta":{"content":"Hi"}}]}]'],
    ['{"choices":[1]}'],
    ['{"choices":["Hi"]}'],
    ['{"choices":[null]}'],
  ])("a frame of %s", async (data) => {
    const { error } = await collect(openChat(`data: ${data}\n\n${doneFrame}`));
    expect(error).toMatchObject({ name: "APIResponseError" });
    expect((error as APIResponseError).body).toBe(data);
  });

  test("the text before it was delivered", async () => {
    const frames = [{ delta: { content: "Hi" } }, { delta: { content: 42 } }];
    const body = frames.map((choice) => `data: ${JSON.stringify({ choices: [choice] })}\n\n`).join("");
    const { values, error } = await collect(openChat(body + doneFrame));
    expect(values[0]?.choices[0].delta.content).toBe("Hi");
    expect(error).toMatchObject({ name: "APIResponseError" });
  });
});
