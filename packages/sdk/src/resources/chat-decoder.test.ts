import { describe, expect, test } from "vitest";
import {
  APIConnectionError,
  APIResponseError,
  APIStatusError,
  InsufficientCreditsError,
  RateLimitError,
  StreamInterruptedError,
} from "../errors.ts";
import { collect, collectText, doneFrame, openChat, textFrame } from "../testing/open-chat.ts";

const frame = (data: unknown) => `data: ${JSON.stringify(data)}\n\n`;
const delta = (index: unknown, finishReason: string | null = null) =>
  frame({ choices: [{ index, delta: { content: "a" }, finish_reason: finishReason }] });

describe("the end of a chat stream", () => {
  test.each([["data:[DONE]\n\n"], ["data:  [DONE] \n\n"], ["data: [DONE]\n"], ["data: [DONE]\r\n\r\n"]])(
    "S10 %j ends it",
    async (sentinel) => {
      expect(await collectText(openChat(textFrame("a") + sentinel))).toEqual({ text: "a", error: null });
    },
  );

  test("S10 a model may say [DONE]", async () => {
    expect(await collectText(openChat(textFrame("[DONE]") + doneFrame))).toEqual({
      text: "[DONE]",
      error: null,
    });
  });

  test.each([
    ["S11 every choice has finished", delta(0) + delta(0, "stop"), true],
    ["S11 both of two choices have finished", delta(0, "stop") + delta(1, "length"), true],
    ["a finished choice may be followed by an empty one", delta(0, "stop") + delta(0), true],
    ["and by the usage", delta(0, "stop") + frame({ choices: [], usage: { total_tokens: 3 } }), true],
    ["S12 T7 W7 no choice has finished", delta(0), false],
    ["one of two choices has not finished", delta(0, "stop") + delta(1), false],
    ["there was nothing but usage", frame({ choices: [], usage: { total_tokens: 3 } }), false],
    ["S13 the finishing frame lacks its blank line", delta(0) + delta(0, "stop").trimEnd() + "\n", false],
    ["W4 a frame is cut in the middle", `${delta(0)}data: {"choices":[{"ind`, false],
    ["the sentinel's line is cut", `${delta(0)}data: [DONE]`, false],
  ])("without [DONE]: %s", async (_, body, isComplete) => {
    const { error } = await collect(openChat(body));
    expect(error === null).toBe(isComplete);
    expect(error === null || error instanceof StreamInterruptedError).toBe(true);
  });
});

describe("S17 W6 a failure inside of the stream is thrown, after what came before it", () => {
  test.each([
    ["vLLM's form", 'data: {"error":{"message":"boom","type":"x","code":500}}', APIConnectionError, 200],
    ["with a known code", 'data: {"error":{"message":"boom","code":402}}', InsufficientCreditsError, 402],
    ["with the code as text", 'data: {"error":{"message":"boom","code":"429"}}', RateLimitError, 429],
    ["flat", 'data: {"object":"error","message":"boom","code":402}', InsufficientCreditsError, 402],
    ["a sentence", 'data: {"error":"boom"}', APIConnectionError, 200],
    ["a detail", 'data: {"detail":"boom"}', APIConnectionError, 200],
    ["by event name", 'event: error\ndata: {"message":"boom"}', APIConnectionError, 200],
    ["by event name, as text", "event: error\ndata: boom", APIConnectionError, 200],
  ] as const)("%s", async (_, lines, type, status) => {
    const { text, error } = await collectText(openChat(`${textFrame("kept")}${lines}\n\n${doneFrame}`));
    expect(text).toBe("kept");
    expect(error).toBeInstanceOf(type);
    expect(error).toMatchObject({
      message: "boom",
      outcome: "unknown",
      retryable: false,
      status,
      requestId: "req_7f3a",
    });
  });

  test("the detail of a known one is the server's", async () => {
    const { error } = await collect(
      openChat(frame({ error: { message: "boom", code: 402, hint: "top up" } })),
    );
    expect(error).toBeInstanceOf(APIStatusError);
    expect(error).toMatchObject({ detail: { message: "boom", code: 402, hint: "top up" } });
  });

  test("one without words still says what it is", async () => {
    const { error } = await collect(openChat(frame({ error: { code: 7 } })));
    expect(error).toMatchObject({ message: "The server reported an error in the stream." });
  });

  test("an error field of null is none", async () => {
    const body = frame({ error: null, choices: [{ delta: { content: "a" } }] }) + doneFrame;
    expect(await collectText(openChat(body))).toEqual({ text: "a", error: null });
  });
});

describe("frames that are not what they should be", () => {
  test("S15 W5 bad JSON names its place and keeps its text out of sight", async () => {
    const { text, error } = await collectText(openChat(`${textFrame("kept")}data: {"secret\n\n${doneFrame}`));
    expect(text).toBe("kept");
    expect(error).toBeInstanceOf(APIResponseError);
    expect(error).toMatchObject({
      message: `Event 2 of the stream, up to character ${textFrame("kept").length + 16}: its data is not valid JSON.`,
      outcome: "unknown",
      status: 200,
    });
    expect((error as APIResponseError).body).toBe('{"secret');
    expect(JSON.stringify(error)).not.toContain("secret");
    expect(Object.keys(error as Error)).not.toContain("body");
    expect((error as Error).cause).toBeUndefined();
  });

  test.each([["null"], ["[]"], ["1"], ['"text"'], ["true"]])("S16 a frame of %s is skipped", async (data) => {
    const { values, error } = await collect(openChat(`data: ${data}\n\n${textFrame("a")}${doneFrame}`));
    expect(values).toHaveLength(1);
    expect(error).toBeNull();
  });

  test.each([["{}"], ['{"choices":[]}'], ['{"choices":null}'], ['{"choices":"x"}']])(
    "S16 W8 %s is a chunk with a placeholder",
    async (data) => {
      const { values } = await collect(openChat(`data: ${data}\n\n${doneFrame}`));
      expect(values[0]?.isUsageOnly).toBe(true);
      expect(values[0]?.choices[0].delta.content).toBeNull();
      expect(Object.isFrozen(values[0]?.choices)).toBe(true);
    },
  );

  test.each([[4096], [1e9], [-1], [0.5], ["0"], [NaN.toString()], [true]])(
    "S24 an index of %j is refused",
    async (index) => {
      for (const body of [delta(index), frame({ choices: [{ delta: { tool_calls: [{ index }] } }] })]) {
        const { error } = await collect(openChat(body + doneFrame));
        expect(error).toBeInstanceOf(APIResponseError);
        expect((error as Error).message).toContain("index is not a whole number from 0 to 4095");
      }
    },
  );

  test("S24 indices may jump", async () => {
    const { values } = await collect(openChat(delta(4095) + delta(2) + doneFrame));
    expect(values.map(({ choices }) => choices[0].index)).toEqual([4095, 2]);
  });

  test("S21 an event over 16 MiB is refused where it stands", async () => {
    const { error } = await collect(openChat(`${textFrame("a")}data: ${"x".repeat(2 ** 24)}`));
    expect(error).toBeInstanceOf(APIResponseError);
    expect((error as Error).message).toMatch(/^Event 2 of the stream.*exceeds 16 MiB\.$/);
  });
});
