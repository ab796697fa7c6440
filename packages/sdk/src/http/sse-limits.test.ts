import { describe, expect, test } from "vitest";
import { ContractViolation } from "../decode.ts";
import { bytesOf, parseChunks, piecesOf } from "../testing/chunks.ts";

const mebibyte = 2 ** 20;

describe("size", () => {
  test("S21 an event of 10 MB arrives whole", () => {
    const body = bytesOf(`data: ${"x".repeat(10 * mebibyte)}\n\n`);
    expect(parseChunks(piecesOf(body, 16_384)).events[0]?.data).toHaveLength(10 * mebibyte);
  });

  test.each([
    ["one line without an end", "x".repeat(17 * mebibyte)],
    ["many lines", `data: ${"x".repeat(1000)}\n`.repeat((17 * mebibyte) / 1000)],
  ])("S21 an event over 16 MiB is refused: %s", (_, body) => {
    const bytes = bytesOf(body);
    expect(() => parseChunks(piecesOf(bytes, 65_536))).toThrow(ContractViolation);
    expect(() => parseChunks([bytes, bytesOf("\n")])).toThrow(ContractViolation);
  });

  test("events that together exceed 16 MiB are fine", () => {
    const body = bytesOf(`data: ${"x".repeat(mebibyte)}\n\n`);
    expect(parseChunks(Array.from({ length: 20 }, () => body)).events).toHaveLength(20);
  });

  test("S6 an endless comment is neither kept nor an error", () => {
    const filling = bytesOf("x".repeat(mebibyte));
    const chunks = [bytesOf(":"), ...Array.from({ length: 20 }, () => filling), bytesOf("\ndata: a\n\n")];
    const { events, comments } = parseChunks(chunks);
    expect(events.map(({ data }) => data)).toEqual(["a"]);
    expect(comments[0]?.length).toBeLessThan(2 * mebibyte);
  });
});

/** Least CPU time of several runs: what the work costs when nobody disturbs it. */
function cost(work: () => void): number {
  const runs = Array.from({ length: 7 }, () => {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    return user + system;
  });
  return Math.min(...runs);
}

describe("W11 twice the input takes about twice the time", () => {
  const shapes: [name: string, unit: string, piece: number][] = [
    ["one line in pieces of 64 bytes", "data", 64],
    ["one event of many lines", "data: 0123456789\n", 1024],
    ["blank lines in one chunk", "\n", Infinity],
    ["CR alone in one chunk", "data: 0\r\r", Infinity],
    ["CR in the middle of every chunk", "data: 0\r\r:", 4096],
    ["a comment without an end", ":", 64],
  ];
  test.each(shapes)("%s", (_, unit, piece) => {
    const [once, twice] = [2 ** 19, 2 ** 20].map((size) => {
      const body = bytesOf(unit.repeat(size / unit.length));
      return () => void parseChunks(piecesOf(body, Math.min(piece, body.length)));
    });
    const ratio = () => cost(twice ?? (() => {})) / cost(once ?? (() => {}));
    ratio();
    expect(Math.min(ratio(), ratio(), ratio())).toBeLessThan(3);
  });
});
