import { runInNewContext } from "node:vm";
import * as fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { Pareta } from "../client.ts";
import { InvalidArgumentError } from "../errors.ts";
import { fakeFetch, json, sentJson } from "../testing/fake-fetch.ts";
import { completion } from "../testing/test-client.ts";
import { serializeJson } from "./json.ts";

/** The `param` with which a value is refused. */
function refusedAt(value: unknown): string {
  try {
    serializeJson(value, "");
  } catch (error) {
    if (error instanceof InvalidArgumentError) return error.param;
    throw error;
  }
  throw new Error("it was accepted");
}

/** The text, `null` when the value is refused; any other error is the test's. */
function writtenOrRefused(value: unknown): string | null {
  try {
    return serializeJson(value, "");
  } catch (error) {
    if (error instanceof InvalidArgumentError) return null;
    throw error;
  }
}

const cycle: Record<string, unknown> = { name: "x" };
cycle["self"] = { again: [cycle] };
const deep = (depth: number) => JSON.parse(`${"[".repeat(depth)}${"]".repeat(depth)}`) as unknown;

describe("B4 B5 what JSON would change or drop is refused, with its path", () => {
  test.each<[string, unknown, string]>([
    ["NaN", { a: NaN }, "a"],
    ["Infinity in a list", { messages: [{ content: [1, Infinity] }] }, "messages[0].content[1]"],
    ["-Infinity", { a: -Infinity }, "a"],
    ["a bigint", { a: { b: 1n } }, "a.b"],
    ["a function", { tools: [{ run: () => 1 }] }, "tools[0].run"],
    ["a symbol", { a: Symbol("x") }, "a"],
    ["undefined in a list", { a: [1, undefined] }, "a[1]"],
    ["a hole in a list", { a: Object.assign([], { 1: "x" }) }, "a[0]"],
    ["an invalid date", { since: new Date(NaN) }, "since"],
    ["a Map", { a: new Map([["x", 1]]) }, "a"],
    ["a Set", { a: [new Set()] }, "a[0]"],
    ["a high surrogate alone", { text: "a\ud83d" }, "text"],
    ["a low surrogate alone", { text: ["\ude00b"] }, "text[0]"],
    ["a surrogate in a key", { a: { "\ud83d": 1 } }, "a"],
    ["a cycle", { a: cycle }, "a.self.again[0]"],
    ["a toJSON that gives NaN", { a: { toJSON: () => NaN } }, "a"],
    ["a toJSON that gives nothing", [{ toJSON: () => undefined }], "[0]"],
  ])("%s", (_, value, param) => {
    expect(refusedAt(value)).toBe(param);
  });

  test("a getter or a toJSON that throws is refused with its cause", () => {
    const boom = new Error("boom");
    const getter = {
      get text(): string {
        throw boom;
      },
    };
    const toJSON = () => {
      throw boom;
    };
    for (const value of [{ rows: [getter] }, { rows: [{ toJSON }] }]) {
      expect(() => serializeJson(value, "")).toThrow(
        expect.objectContaining({ name: "InvalidArgumentError", param: "rows[0]", cause: boom }),
      );
    }
  });

  test("D11 100,000 nested lists are refused without a stack overflow, and with a short param", () => {
    expect(refusedAt({ items: deep(100_000) })).toMatch(/^items(\[0\])+/);
    expect(refusedAt({ items: deep(100_000) }).length).toBeLessThan(200);
  });

  test("the param given stands before the path", () => {
    const refuse = () => serializeJson({ expected: { total: NaN } }, "items[3]");
    expect(refuse).toThrow(expect.objectContaining({ param: "items[3].expected.total" }));
    expect(refuse).toThrow(/items\[3\]\.expected\.total/);
  });
});

class Row {
  input = "x";
}
class Told {
  readonly #input = "x";
  toJSON() {
    return { input: this.#input };
  }
}
const otherRealm = (code: string): unknown => runInNewContext(code);
const revoked = (target: object): unknown => {
  const { proxy, revoke } = Proxy.revocable(target, {});
  revoke();
  return proxy;
};

describe("an object that JSON would send as {} is refused, with its path (A7)", () => {
  test.each<[string, unknown]>([
    ["a promise nobody awaited", Promise.resolve("x")],
    ["an async function's promise", (async () => "x")()],
    ["a file", new File(["x"], "a.pdf")],
    ["a blob", new Blob(["x"])],
    ["form data", new FormData()],
    ["headers", new Headers()],
    ["a response", new Response("x")],
    ["a stream", new ReadableStream()],
    ["search parameters", new URLSearchParams("a=1")],
    ["a map", new Map([["a", 1]])],
    ["a set", new Set([1])],
    ["a weak map", new WeakMap()],
    ["a weak reference", new WeakRef({})],
    ["bytes", new Uint8Array([1])],
    ["Node's bytes, which have toJSON", Buffer.from("x")],
    ["a view", new DataView(new ArrayBuffer(1))],
    ["a buffer", new ArrayBuffer(1)],
    ["an instance of a class", new Row()],
    ["an object under a plain one, whose fields would be dropped", Object.create({ input: "x" })],
    ["an error", new Error("x")],
    ["an expression", /x/],
    ["a generator", [1].values()],
    ["a boxed text", Object("x")],
    ["a boxed number", Object(1)],
    ["a namespace of the language", Math],
    ["the arguments of a function", otherRealm("(function () { return arguments })()")],
    ["a signal", new AbortController().signal],
    ["a promise of another realm", otherRealm("Promise.resolve(1)")],
    ["a map of another realm", otherRealm("new Map([[1, 2]])")],
    ["an invalid date of another realm", otherRealm("new Date(NaN)")],
    ["a revoked proxy of an object", revoked({})],
    ["a revoked proxy of a list", revoked([])],
    ["a toJSON that gives a promise", { toJSON: () => Promise.resolve(1) }],
    ["a toJSON that gives an instance", { toJSON: () => new Row() }],
  ])("%s", (_, value) => {
    expect(refusedAt({ rows: [{ input: value }] })).toBe("rows[0].input");
    expect(refusedAt({ rows: [value] })).toBe("rows[0]");
  });

  test("the message says what it was", () => {
    const refuse = (value: unknown) => () => serializeJson({ input: value }, "items[3]");
    expect(refuse(Promise.resolve())).toThrow("items[3].input must be a value of JSON, not of type Promise.");
    expect(refuse(new Row())).toThrow("items[3].input must be a value of JSON, not of a class.");
    expect(refuse(new Row())).toThrow(expect.objectContaining({ outcome: "not-sent" }));
  });

  test("in a chat block and in an eval row nothing is sent", async () => {
    const fetch = fakeFetch(json({}));
    const client = new Pareta({ fetch });
    const file = new File(["x"], "a.png");
    const messages = [{ role: "user", content: [{ type: "image_url", image_url: { url: file } }] }];
    await expect(client.chat.completions.create({ model: "ep_1", messages })).rejects.toMatchObject({
      param: "messages[0].content[0].image_url.url",
    });
    for (const items of [[{ input: Promise.resolve("x") }], [file], [new Map()], [new Row()]]) {
      await expect(client.evals.sets.create({ task: "t", items })).rejects.toMatchObject({
        name: "InvalidArgumentError",
        param: expect.stringMatching(/^items\[0\]/),
      });
    }
    expect(fetch.sent).toHaveLength(0);
  });
});

test("a getter and a toJSON are asked once: what was checked is what is sent", () => {
  const values = ["checked", Promise.resolve("late")];
  const getter = {
    get input(): unknown {
      return values.shift();
    },
  };
  expect(serializeJson({ rows: [getter] }, "")).toBe('{"rows":[{"input":"checked"}]}');
  const toJSON = vi.fn(() => "told");
  expect(serializeJson({ row: { toJSON } }, "")).toBe('{"row":"told"}');
  expect(toJSON.mock.calls).toEqual([["row"]]);
});

test("whatever JSON can carry is written as JSON.stringify writes it", () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 3 }), (value) => {
      expect(serializeJson(value, "")).toBe(JSON.stringify(value));
    }),
  );
});

test("whatever else is refused, or comes back as it was", () => {
  const anything = fc.anything({
    withBigInt: true,
    withDate: true,
    withMap: true,
    withNullPrototype: true,
    withSet: true,
    withSparseArray: true,
    withTypedArray: true,
    withBoxedValues: true,
  });
  fc.assert(
    fc.property(anything, (value) => {
      const text = writtenOrRefused({ value });
      expect(text).toBe(text === null ? null : JSON.stringify({ value }));
    }),
  );
});

test.each<[unknown, string]>([
  [
    otherRealm('({ a: [1, { b: "x" }], at: new Date(0) })'),
    '{"a":[1,{"b":"x"}],"at":"1970-01-01T00:00:00.000Z"}',
  ],
  [new Proxy({ a: new Proxy([1], {}) }, {}), '{"a":[1]}'],
  [{ a: new Told(), b: [new Told()] }, '{"a":{"input":"x"},"b":[{"input":"x"}]}'],
  [{ link: new URL("https://example.com/a") }, '{"link":"https://example.com/a"}'],
  [Object.freeze({ a: Object.freeze([1]) }), '{"a":[1]}'],
  [{ [Symbol("mark")]: 1, a: 1 }, '{"a":1}'],
  [{ a: undefined, b: null }, '{"b":null}'],
  [{ a: [null, true, 0, -0, 1e21] }, '{"a":[null,true,0,0,1e+21]}'],
  [{ at: new Date(0) }, '{"at":"1970-01-01T00:00:00.000Z"}'],
  [{ emoji: "👩‍👩‍👧‍👦 \u2028 \0" }, JSON.stringify({ emoji: "👩‍👩‍👧‍👦 \u2028 \0" })],
  [{ twice: [cycle["name"], cycle["name"]] }, '{"twice":["x","x"]}'],
  [{ a: { toJSON: () => ({ b: 1 }) } }, '{"a":{"b":1}}'],
  [Object.create(null, { a: { value: 1, enumerable: true } }), '{"a":1}'],
])("%j is sent as JSON does", (value, text) => {
  expect(serializeJson(value, "")).toBe(text);
});

test("one object at two places is no cycle", () => {
  const shared = { x: 1 };
  expect(serializeJson({ a: shared, b: [shared, shared] }, "")).toBe('{"a":{"x":1},"b":[{"x":1},{"x":1}]}');
});

test("B13 X15 a key named __proto__ is sent as data and changes no prototype", async () => {
  const fetch = fakeFetch(json(completion));
  const params: unknown = JSON.parse(
    '{"model":"ep_1","messages":[{"role":"user","content":"x"}],"metadata":{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}},"__proto__":{"polluted":1}}',
  );
  await new Pareta({ fetch }).chat.completions.create(params as { model: string; messages: [] });
  expect(JSON.stringify(sentJson(fetch.sent[0]))).toContain('"__proto__":{"polluted":1}');
  expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
});

test("B4 a refused body means that nothing is sent, in every call with a body", async () => {
  const fetch = fakeFetch(json({}));
  const client = new Pareta({ fetch });
  const messages = [{ role: "user", content: "x" }];
  const bad = { model: "ep_1", messages, temperature: NaN };
  await expect(client.chat.completions.create(bad)).rejects.toMatchObject({ param: "temperature" });
  const stream = () => client.chat.completions.create({ ...bad, stream: true });
  expect(stream).toThrow(expect.objectContaining({ param: "temperature" }));
  const deploy = () => client.endpoints.deploy({ task: "t", region: Symbol("x") });
  expect(deploy).toThrow(expect.objectContaining({ param: "region" }));
  const items = [{ input: "a" }, { input: "b", expected: { total: 5n } }];
  const param = "items[1].expected.total";
  await expect(client.evals.sets.create({ task: "t", items })).rejects.toMatchObject({ param });
  await expect(client.evals.runs.create({ task: "t", items, models: ["m"] })).rejects.toMatchObject({
    param,
  });
  expect(fetch.sent).toHaveLength(0);
});
