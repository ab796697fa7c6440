import { expect, test } from "vitest";
import { Pareta } from "../client.ts";
import { APIResponseError } from "../errors.ts";
import { fakeFetch, json } from "../testing/fake-fetch.ts";
import { type WireExample, wireExamples } from "../testing/wire-examples.ts";

type Path = readonly (string | number)[];

/** The place of every value in a document, its root included. */
function pathsOf(value: unknown, path: Path = []): Path[] {
  if (Array.isArray(value)) return [path, ...value.flatMap((item, index) => pathsOf(item, [...path, index]))];
  if (typeof value !== "object" || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, item]) => pathsOf(item, [...path, key]))];
}

/** A copy with one value replaced, or taken away. */
function mutated(
  document: unknown,
  path: Path,
  replacement: { readonly value: unknown } | "deleted",
): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return replacement === "deleted" ? undefined : replacement.value;
  const copy = (Array.isArray(document) ? [...document] : { ...Object(document) }) as Record<
    string | number,
    unknown
  >;
  if (rest.length > 0) copy[key] = mutated(copy[key], rest, replacement);
  else if (replacement === "deleted") Reflect.deleteProperty(copy, key);
  else copy[key] = replacement.value;
  return copy;
}

const replacements = [
  "deleted",
  ...[
    null,
    "",
    0,
    -1,
    2 ** 53,
    "9007199254740993",
    0.5,
    true,
    [],
    {},
    [null],
    "__proto__",
    "x".repeat(1000),
  ].map((value) => ({ value })),
] as const;

async function outcome(example: WireExample, wire: unknown): Promise<unknown> {
  const body = wire === undefined ? "" : JSON.stringify(wire);
  const client = new Pareta({ fetch: fakeFetch(json(body)), maxRetries: 0 });
  return example.call(client).catch((error: unknown) => error);
}

/** Every value inside that is no part of JSON. */
function strangers(value: unknown): unknown[] {
  if (Array.isArray(value)) return value.flatMap(strangers);
  if (typeof value === "object" && value !== null) return Object.values(value).flatMap(strangers);
  const isPlain =
    value === null || typeof value === "string" || typeof value === "boolean" || Number.isFinite(value);
  return isPlain ? [] : [value];
}

test.each(wireExamples)(
  "D2 D5 X15 $name with one value gone or odd decodes to plain data, or is an APIResponseError",
  async (example) => {
    const problems: unknown[] = [];
    let succeeded = 0;
    for (const path of pathsOf(example.wire)) {
      for (const replacement of replacements) {
        const result = await outcome(example, mutated(example.wire, path, replacement));
        if (result instanceof APIResponseError && result.outcome === "unknown") continue;
        succeeded++;
        if (result instanceof Error || strangers(result).length > 0)
          problems.push([path, replacement, result]);
      }
    }
    expect(problems).toEqual([]);
    expect(succeeded).toBeGreaterThan(0);
    expect(Object.keys(Object.prototype)).toEqual([]);
  },
);

test.each(wireExamples)(
  "X15 $name with a key named __proto__ or constructor in any object changes no prototype",
  async (example) => {
    for (const path of pathsOf(example.wire)) {
      for (const key of ["__proto__", "constructor"]) {
        const poison = JSON.parse(`{"${key}":{"prototype":{"polluted":1},"polluted":1}}`) as unknown;
        await outcome(example, mutated(example.wire, path, { value: poison }));
      }
    }
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
    expect(Object.keys(Object.prototype)).toEqual([]);
  },
);
