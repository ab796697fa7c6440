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
  const runs = Array.from({ length: 5 }, () => {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    return user + system;
  });
  return Math.min(...runs);
}

describe("W11 twice the input takes about twice the time", () => {
  const shapes: [name: string, body: (size: number) => string, piece: number, size: number][] = [
    ["one line in pieces of 64 bytes", (size) => `data: ${"é".repeat(size / 2)}\n\n`, 64, mebibyte],
    ["one event of many lines", (size) => "data: 0123456789\n".repeat(size / 17) + "\n", 1024, 2 * mebibyte],
    ["blank lines in one chunk", (size) => "\n".repeat(size), Infinity, 2 * mebibyte],
    ["bare CR in one chunk", (size) => "data: 0\r\r".repeat(size / 9), Infinity, 2 * mebibyte],
    ["CR in the middle of every chunk", (size) => "data: 0\r\r:".repeat(size / 10), 4096, 2 * mebibyte],
    ["comments without an end", (size) => `:${"x".repeat(size)}`, 64, 2 * mebibyte],
  ];
  test.each(shapes)("%s", (_, body, piece, size) => {
    const once = bytesOf(body(size));
    const twice = bytesOf(body(2 * size));
    const parse = (bytes: Uint8Array) => () =>
      void parseChunks(piecesOf(bytes, Math.min(piece, bytes.length)));
    cost(parse(once));
    expect(cost(parse(twice)) / cost(parse(once))).toBeLessThan(3);
  });
});
