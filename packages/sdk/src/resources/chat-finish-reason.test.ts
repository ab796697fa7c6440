import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { collect, doneFrame, openChat } from "../testing/open-chat.ts";
import { fakeFetch, json } from "../testing/fake-fetch.ts";
import { question, testClient } from "../testing/test-client.ts";
import { FakeClock } from "../testing/fake-clock.ts";

const frame = (finishReason: unknown, content = "a") =>
  `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content }, finish_reason: finishReason }] })}\n\n`;

/** What a server writes where it means no reason, and values that are none. */
const noReasons = [
  undefined,
  null,
  "",
  " ",
  "\t\r\n",
  "\u200B",
  "null",
  "NULL",
  " Null ",
  "None",
  "nil",
  "undefined",
  "(none)",
  '"null"',
  "null,",
  "N/A",
  "NaN",
  "FINISH_REASON_UNSPECIFIED",
  "-",
  "...",
  "0",
  false,
  true,
  0,
  1,
  [],
  ["stop"],
  {},
  { type: "stop" },
];
const reasons = [
  "stop",
  "length",
  "tool_calls",
  "content_filter",
  "function_call",
  "eos",
  "STOP",
  "error",
  "max-tokens",
  "nullified",
];

describe("what ends a choice (A1)", () => {
  test.each(noReasons.map((reason) => [reason]))("%j does not: the answer was cut off", async (reason) => {
    const { values, error } = await collect(openChat(frame(reason) + frame(reason, "b")));
    expect(values.map(({ choices }) => choices[0].finishReason)).toEqual([null, null]);
    expect(values.map(({ choices }) => choices[0].delta.content)).toEqual(["a", "b"]);
    expect(error).toMatchObject({ name: "StreamInterruptedError", outcome: "unknown" });
  });

  test.each(reasons.map((reason) => [reason]))("%j does", async (reason) => {
    const { values, error } = await collect(openChat(frame("") + frame(reason)));
    expect(values.map(({ choices }) => choices[0].finishReason)).toEqual([null, reason]);
    expect(error).toBeNull();
  });

  test("blanks around a reason are no part of it", async () => {
    const { values, error } = await collect(openChat(frame(" stop\n")));
    expect(values[0]?.choices[0].finishReason).toBe("stop");
    expect(error).toBeNull();
  });

  test("one choice that ended does not end another", async () => {
    const body = [
      { index: 0, delta: { content: "a" }, finish_reason: "stop" },
      { index: 1, delta: { content: "b" }, finish_reason: "null" },
    ];
    const { error } = await collect(openChat(`data: ${JSON.stringify({ choices: body })}\n\n`));
    expect(error).toMatchObject({ name: "StreamInterruptedError" });
  });

  test("with [DONE] an answer is whole, whatever its reasons", async () => {
    const { values, error } = await collect(openChat(frame("") + doneFrame));
    expect(values[0]?.choices[0].finishReason).toBeNull();
    expect(error).toBeNull();
  });

  test("any mix of reasons ends if and only if one is a reason", async () => {
    const reason = fc.constantFrom(...noReasons, ...reasons);
    await fc.assert(
      fc.asyncProperty(fc.array(reason, { minLength: 1, maxLength: 8 }), async (list) => {
        const { error } = await collect(openChat(list.map((item) => frame(item)).join("")));
        expect(error === null).toBe(list.some((item) => typeof item === "string" && reasons.includes(item)));
      }),
    );
  });

  test.each(noReasons.map((reason) => [reason]))("a whole answer reads %j as null too", async (reason) => {
    const choice = { index: 0, finish_reason: reason, message: { content: "a" } };
    const client = testClient(new FakeClock(), { fetch: fakeFetch(json({ choices: [choice] })) });
    const answer = await client.chat.completions.create(question);
    expect(answer.choices[0].finishReason).toBeNull();
  });
});
