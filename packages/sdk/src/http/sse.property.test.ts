import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bytesOf, parseChunks } from "../testing/chunks.ts";
import { naiveEvents } from "../testing/naive-events.ts";

/** The body cut at the given places, which may repeat (empty chunks) and need no order. */
function cut(bytes: Uint8Array, places: readonly number[]): Uint8Array[] {
  const ends = [...places.map((place) => place % (bytes.length + 1)), bytes.length].toSorted((a, b) => a - b);
  return ends.map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end));
}

const places = fc.array(fc.nat({ max: 10_000 }), { maxLength: 40 });

/** Bytes that mean something to the format, far more often than chance would give them. */
const anyBytes = fc
  .array(
    fc.oneof(
      {
        weight: 6,
        arbitrary: fc
          .constantFrom("\n", "\r", "\r\n", ":", " ", "data", "event", "id", "\0", "\uFEFF", "é", "👩‍👧")
          .map(bytesOf),
      },
      { weight: 1, arbitrary: fc.uint8Array({ maxLength: 6 }) },
    ),
    { maxLength: 60 },
  )
  .map((parts) => Uint8Array.from(parts.flatMap((part) => [...part])));

const lineText = fc
  .string({ unit: "binary", maxLength: 30 })
  .map((text) => text.replace(/[\r\n]|\p{Surrogate}/gu, " "));

const event = fc.record({
  type: lineText,
  data: fc.array(lineText, { minLength: 1, maxLength: 3 }),
  comment: fc.option(lineText),
  dataFirst: fc.boolean(),
});

describe("any body, however it is cut", () => {
  test("reads as the whole body does, and never throws", () => {
    fc.assert(
      fc.property(anyBytes, places, (bytes, places) => {
        expect(parseChunks(cut(bytes, places))).toEqual(naiveEvents(bytes));
      }),
      { numRuns: 1500 },
    );
  });

  test("gives back the events it was written from", () => {
    const lineEnd = fc.constantFrom("\n", "\r\n", "\r");
    fc.assert(
      fc.property(
        fc.array(event, { maxLength: 8 }),
        lineEnd,
        fc.boolean(),
        places,
        (events, end, withMark, places) => {
          const body = events.map(({ type, data, comment, dataFirst }) => {
            const name = [`event: ${type}`];
            const lines = data.map((line) => `data: ${line}`);
            const fields = dataFirst ? [...lines, ...name] : [...name, ...lines];
            return [...(comment === null ? [] : [`:${comment}`]), ...fields, "", ""].join(end);
          });
          const bytes = bytesOf((withMark ? "\uFEFF" : "") + body.join(""));
          expect(parseChunks(cut(bytes, places)).events).toEqual(
            events.map(({ type, data }) => ({
              type: type || "message",
              data: data.join("\n"),
              lastEventId: "",
            })),
          );
        },
      ),
      { numRuns: 500 },
    );
  });
});
