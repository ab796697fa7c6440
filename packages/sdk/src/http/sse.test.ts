import { describe, expect, test } from "vitest";
import { bytesOf, everyCut, parseChunks } from "../testing/chunks.ts";
import { naiveEvents } from "../testing/naive-events.ts";
import { createEventParser } from "./sse.ts";

type Row = [name: string, body: string, events: [data: string, type?: string, id?: string][]];

const nul = "\0";
const bom = "\uFEFF";

/** The cases of web-platform-tests' eventsource/format-*; those about reconnecting reduce to what is parsed. */
const format: Row[] = [
  ["bom: one at the start is dropped", `${bom}data:1\n\n${bom}data:2\n\ndata:3\n\n`, [["1"], ["3"]]],
  [
    "bom-2: of two, the second is part of the name",
    `${bom}${bom}data:1\n\ndata:2\n\ndata:3\n\n`,
    [["2"], ["3"]],
  ],
  [
    "comments: any length, any line end",
    `data:1\r:${nul}\n:\r\ndata:2\n:${"x".repeat(2048)}\rdata:3\n:data:fail\r:${"x".repeat(2048)}\ndata:4\n\n`,
    [["1\n2\n3\n4"]],
  ],
  [
    "data-before-final-empty-line: an unfinished event is dropped",
    "data:test1\n\nid:test\ndata:test2",
    [["test1"]],
  ],
  ["field-data: with and without a colon", "data:\n\ndata\ndata\n\ndata:test\n\n", [[""], ["\n"], ["test"]]],
  ["field-event", "event:test\ndata:x\n\ndata:x\n\n", [["x", "test"], ["x"]]],
  ["field-event-empty", "event: \ndata:data\n\n", [["data"]]],
  ["an event without data is not one, and its type does not leak", "event:a\n\ndata:x\n\n", [["x"]]],
  ["data before event keeps the name (W3)", "data:x\nevent:a\n\n", [["x", "a"]]],
  [
    "field-id: persists",
    "id: 1\ndata:a\n\ndata:b\n\n",
    [
      ["a", "message", "1"],
      ["b", "message", "1"],
    ],
  ],
  ["field-id-2: UTF-8", "id: …\ndata:a\n\n", [["a", "message", "…"]]],
  ["field-id-3: is reset by an empty one", "id: 1\ndata:a\n\nid\ndata:b\n\n", [["a", "message", "1"], ["b"]]],
  ["field-id-null: one with NUL is ignored", `id: 1\nid: 2${nul}3\ndata:a\n\n`, [["a", "message", "1"]]],
  [
    "field-parsing: names are exact, one space is dropped",
    `data:${nul}\ndata:  2\rData:1\ndata${nul}:2\ndata:1\r${nul}data:4\nda-ta:3\rdata_5\ndata:3\rdata:\r\n data:32\ndata:4\n\n`,
    [[`${nul}\n 2\n1\n3\n\n4`]],
  ],
  [
    "field-retry: ignored, bogus or not",
    "retry:3000\ndata:a\n\nretry:1000x\ndata:b\n\nretry\ndata:c\n\n",
    [["a"], ["b"], ["c"]],
  ],
  ["field-unknown", "data:test\n data\ndata\nfoobar:xxx\njustsometext\n:thisisacommentyay\n\n", [["test\n"]]],
  ["leading-space: exactly one, a tab stays", "data:\ttest\rdata: \ndata:test\n\n", [["\ttest\n\ntest"]]],
  ["newlines: CR, LF and CRLF are equal", "data:test\r\ndata\ndata:test\r\n\r\n", [["test\n\ntest"]]],
  ["null-character stays in data", `data:${nul}\n\n\n\n`, [[nul]]],
  ["utf-8", "data:ok…\n\n", [["ok…"]]],
  ["a value may hold colons", "data:a:b:c\n\n", [["a:b:c"]]],
  ["a line that is only a number is an unknown field (W5)", "42\ndata:x\n\n", [["x"]]],
  ["nothing", "", []],
];

const expected = (events: Row[2]) =>
  events.map(([data, type = "message", lastEventId = ""]) => ({ type, data, lastEventId }));

describe("S9 S23 W2 W3 the format, row by row", () => {
  test.each(format)("%s", (_, body, events) => {
    for (const chunks of everyCut(bytesOf(body))) {
      expect(parseChunks(chunks).events).toEqual(expected(events));
    }
    expect(naiveEvents(bytesOf(body)).events, "the oracle").toEqual(expected(events));
  });
});

const chat = [
  ": pareta-progress warming-up",
  "",
  'data: {"id":"cmpl_92","choices":[{"index":0,"delta":{"role":"assistant","content":""}}]}',
  "",
  'data: {"choices":[{"index":0,"delta":{"content":"Grüße 👩‍👩‍👧 naïve 東京"}}]}',
  "",
  'data: {"choices":[{"index":0,"delta":{"content":"\\uD83D\\uDE00 [DONE]"},"finish_reason":"stop"}]}',
  "",
  "data: {",
  'data: "choices": [],',
  'data: "usage": null}',
  "",
  ": pareta-billed-micro-usd 653",
  "",
  "data: [DONE]",
  "",
];
const deploy = [
  "event: progress",
  'data: {"stage":"pulling weights","pct":45}',
  "",
  ": ping",
  "id: 7",
  "event: complete",
  'data: {"endpoint":',
  'data:  {"id":"ep_9c2f"}}',
  "",
];
const lineEnds: [string, string[]][] = [
  ["LF", ["\n"]],
  ["CR", ["\r"]],
  ["CRLF", ["\r\n"]],
  ["mixed", ["\r\n", "\n", "\r", "\r\n", "\r"]],
];

describe("S1 S2 S3 S8 W1 every cut of a body gives the same events", () => {
  test.each(
    lineEnds.flatMap(([name, ends]) => [
      ["chat", name, chat, ends] as const,
      ["deploy", name, deploy, ends] as const,
    ]),
  )("%s with %s", (_, __, lines, ends) => {
    // Mixed line ends must not turn "\r" + "\n" of two lines into one, so a line that would follow CR with LF takes CRLF.
    const body = bytesOf(join(lines, ends));
    const whole = naiveEvents(body);
    expect(whole.events.length).toBeGreaterThan(1);
    for (const chunks of everyCut(body)) expect(parseChunks(chunks)).toEqual(whole);
  });
});

function join(lines: readonly string[], ends: readonly string[]): string {
  let body = "";
  lines.forEach((line, position) => {
    const end = ends[position % ends.length] ?? "\n";
    body += line + (line === "" && body.endsWith("\r") && end === "\n" ? "\r\n" : end);
  });
  return body;
}

describe("bytes", () => {
  test("S4 a byte order mark in three chunks is dropped once", () => {
    const [a, b, c, ...rest] = bytesOf(`${bom}data: x\n\n${bom}data: y\n\n`);
    const chunks = [[a], [b], [c], rest].map((bytes) => Uint8Array.from(bytes.map(Number)));
    expect(parseChunks(chunks).events.map(({ data }) => data)).toEqual(["x"]);
  });

  test.each([
    ["a lone continuation byte", [0x80], "\uFFFD"],
    ["an overlong slash", [0xc0, 0xaf], "\uFFFD\uFFFD"],
    ["a lead byte before the line end", [0xe2, 0x82], "\uFFFD"],
    ["a surrogate", [0xed, 0xa0, 0x80], "\uFFFD\uFFFD\uFFFD"],
  ])("S5 %s becomes U+FFFD", (_, invalid, text) => {
    const body = Uint8Array.from([...bytesOf("data: "), ...invalid, ...bytesOf("\n\n")]);
    for (const chunks of everyCut(body)) {
      expect(parseChunks(chunks).events.map(({ data }) => data)).toEqual([text]);
    }
  });

  test("a CR at the end of a chunk ends the line now, not with the next chunk", () => {
    expect(parseChunks([bytesOf("data: x\r\r")]).events).toHaveLength(1);
  });

  test("an empty chunk between CR and LF changes nothing", () => {
    const chunks = ["event: a\r", "", "\ndata: x\r\n\r\n"].map(bytesOf);
    expect(parseChunks(chunks).events).toEqual([{ type: "a", data: "x", lastEventId: "" }]);
  });

  test("an event is given as soon as its blank line is there, the next one only on demand", () => {
    const parser = createEventParser();
    parser.push(bytesOf("data: a\n\ndata: b\n\nda"));
    expect(parser.next()?.data).toBe("a");
    expect(parser.position()).toBe(9);
    expect(parser.next()?.data).toBe("b");
    expect(parser.next()).toBeNull();
  });

  test("chunks pushed before the events of earlier ones were taken lose nothing", () => {
    const parser = createEventParser();
    parser.push(bytesOf("data: a\n\ndata: b\n\nda"));
    parser.push(bytesOf("ta: c\n\n"));
    expect([parser.next(), parser.next(), parser.next()].map((event) => event?.data)).toEqual([
      "a",
      "b",
      "c",
    ]);
  });

  test("the event that lacks only its blank line can be asked for", () => {
    const parser = createEventParser();
    parser.push(bytesOf("data: a\n\ndata: [DONE]\n"));
    while (parser.next());
    expect(parser.unfinished()?.data).toBe("[DONE]");
  });
});
