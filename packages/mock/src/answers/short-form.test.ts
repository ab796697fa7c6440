import * as fc from "fast-check";
import { expect, test } from "vitest";
import { findTask } from "../world/tasks.ts";
import { answerFor } from "./answer.ts";

const chat = findTask("general-chat");

function answer(text: string, seed = 1): string {
  if (!chat) throw new Error("no chat task");
  return answerFor(seed, chat, text, false);
}
const wordsIn = (text: string) => text.split(/\s+/).length;

test.each([
  ["When is a small open model enough?", /narrow/],
  ["Compare batch and streaming inference", /\| Batch \| Streaming \|/],
  ["Answer a customer whose parcel is late", /sorry that your parcel is late/],
  ["hello", /^Hello!/],
  ["Hi there!", /^Hello!/],
  ["thanks!", /^You're welcome/],
  ["Thank you so much", /^You're welcome/],
])("%s has an answer written for it (F15)", (text, expected) => {
  expect(answer(text)).toMatch(expected);
  expect(wordsIn(answer(text))).toBeLessThanOrEqual(80);
});

test("at most 12 words in give at most 80 words out, and no word of the question's own is pasted in (F15)", () => {
  const word = fc.constantFrom(
    "zebra",
    "quartz",
    "model",
    "cache",
    "retry",
    "stream",
    "test",
    "why",
    "how",
    "Answer",
    "list",
  );
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 12 }), fc.nat(), (words, seed) => {
      const text = answer(words.join(" "), seed);
      expect(wordsIn(text)).toBeLessThanOrEqual(80);
      expect(text).not.toMatch(/zebra|quartz/);
    }),
  );
});

test.each([
  "Explain zebra quartz",
  "Describe zebra quartz",
  "zebra quartz in detail",
  "zebra quartz with a table and code",
])("%s gets a long answer, without its subject in a sentence", (text) => {
  expect(wordsIn(answer(text))).toBeGreaterThan(150);
  expect(answer(text)).not.toMatch(/zebra|quartz/);
});
