import { fraction, pick } from "../random.ts";
import {
  countOf,
  fieldsOf,
  isLeaf,
  listOf,
  merged,
  numberOf,
  type Schema,
  typeOf,
  withoutUndefined,
} from "./json-schema.ts";
import { topicOf } from "./prose.ts";

/** Levels after which only what is required is filled in, so that a schema that refers to itself comes to an end. */
const openDepth = 5;
/** Beyond this a schema asks for endless data; nothing can follow it. */
const maxDepth = 60;

const formats: Readonly<Record<string, string>> = {
  date: "2026-07-01",
  "date-time": "2026-07-01T09:30:00Z",
  time: "09:30:00Z",
  duration: "P1D",
  email: "mara@mail.example",
  "idn-email": "mara@mail.example",
  hostname: "mail.example",
  ipv4: "192.0.2.1",
  ipv6: "2001:db8::1",
  uri: "https://example.com/page",
  "uri-reference": "/page",
  iri: "https://example.com/page",
  uuid: "0190a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b",
};

/** For patterns: one of the shapes that schemas ask for most. */
const samples = [
  "AB-123",
  "ABC123",
  "A1",
  "abc",
  "ABC",
  "12345",
  "2026-07-01",
  "12.50",
  "+49301234118",
  "#1a2b3c",
  "en-US",
];

/**
 * A value that follows a JSON schema, as a model that is held to one gives it: the same seed, schema and text give the
 * same value. `known` are values found in the text, by the name of their field.
 */
export function schemaValue(
  seed: number,
  schema: unknown,
  text: string,
  known: Readonly<Record<string, unknown>> = {},
): unknown {
  return new SchemaReader(seed, fieldsOf(schema), text, known).value(schema, "", 0);
}

class SchemaReader {
  readonly #seed: number;
  readonly #root: Schema;
  readonly #text: string;
  readonly #known: Readonly<Record<string, unknown>>;

  constructor(seed: number, root: Schema, text: string, known: Readonly<Record<string, unknown>>) {
    this.#seed = seed;
    this.#root = root;
    this.#text = text;
    this.#known = known;
  }

  /** `turn` tells the items of a list apart that have to differ. */
  value(given: unknown, name: string, depth: number, turn = 0): unknown {
    const schema = this.#resolved(given, depth);
    if ("const" in schema) return schema["const"];
    const choices = listOf(schema["enum"]);
    if (choices.length > 0) return this.#choice(choices, name, turn);
    if (depth > maxDepth) return null;
    const type = typeOf(schema, depth > openDepth);
    if (type === "object") return this.#object(schema, depth);
    if (type === "array") return this.#array(schema, name, depth);
    if (type === "number" || type === "integer") return this.#number(schema, type === "integer", turn);
    if (type === "boolean") return turn % 2 === 0;
    return type === "null" ? null : this.#string(schema, name, turn);
  }

  /** Without references and with one branch of each choice, so that its keywords stand side by side. */
  #resolved(given: unknown, depth: number): Schema {
    let schema = fieldsOf(given);
    for (let step = 0; step < 20; step++) {
      const { $ref, allOf, anyOf, oneOf, ...rest } = schema;
      if (typeof $ref === "string") {
        schema = merged({ ...rest, ...withoutUndefined({ allOf, anyOf, oneOf }) }, this.#target($ref));
      } else if (Array.isArray(allOf)) {
        schema = listOf(allOf).reduce<Schema>((all, part) => merged(all, fieldsOf(part)), {
          ...rest,
          ...withoutUndefined({ anyOf, oneOf }),
        });
      } else if (Array.isArray(anyOf) || Array.isArray(oneOf)) {
        const branches = listOf(anyOf ?? oneOf);
        const ends = (branch: unknown) => isLeaf(fieldsOf(branch));
        const isNull = (branch: unknown) => fieldsOf(branch)["type"] === "null";
        const first = branches.find((branch) => !isNull(branch)) ?? branches[0];
        const last = branches.find(isNull) ?? branches.find(ends) ?? first;
        const branch = depth > openDepth ? last : first;
        schema = merged(
          { ...rest, ...(anyOf === undefined ? {} : withoutUndefined({ oneOf })) },
          fieldsOf(branch),
        );
      } else return schema;
    }
    return schema;
  }

  /** What `#/$defs/name` points at. */
  #target(reference: string): Schema {
    const steps = reference.replace(/^#\/?/, "").split("/").filter(Boolean);
    const target = steps.reduce<unknown>((at, step) => {
      const name = decodeURIComponent(step).replaceAll("~1", "/").replaceAll("~0", "~");
      return Array.isArray(at) ? (at[Number(name)] as unknown) : fieldsOf(at)[name];
    }, this.#root);
    return fieldsOf(target);
  }

  #choice(choices: readonly unknown[], name: string, turn: number): unknown {
    const known = this.#known[name];
    if (turn === 0 && choices.includes(known)) return known;
    const first = Math.floor(fraction(this.#seed, this.#text) * choices.length);
    return choices[(first + turn) % choices.length];
  }

  #object(schema: Schema, depth: number): unknown {
    const properties = fieldsOf(schema["properties"]);
    const required = listOf(schema["required"]).map(String);
    const names = depth > openDepth ? [] : Object.keys(properties);
    const rest = schema["additionalProperties"];
    const all = [...new Set([...names, ...required])];
    while (all.length < countOf(schema["minProperties"], 0)) all.push(`key${all.length + 1}`);
    return Object.fromEntries(
      all.map((name) => [name, this.value(properties[name] ?? rest ?? {}, name, depth + 1)]),
    );
  }

  #array(schema: Schema, name: string, depth: number): unknown[] {
    const tuple = listOf(schema["prefixItems"]);
    const items = schema["items"];
    const usual = depth > openDepth ? 0 : 1;
    const wanted = items === false ? tuple.length : Math.max(usual, tuple.length);
    const count = Math.min(
      Math.max(wanted, countOf(schema["minItems"], 0)),
      countOf(schema["maxItems"], Infinity),
    );
    const list: unknown[] = [];
    const seen = new Set<string>();
    for (let turn = 0; list.length < count && turn < count + 100; turn++) {
      const item = this.value(
        tuple[list.length] ?? items ?? {},
        name,
        depth + 1,
        schema["uniqueItems"] === true ? turn : 0,
      );
      const text = JSON.stringify(item);
      if (schema["uniqueItems"] === true && seen.has(text)) continue;
      seen.add(text);
      list.push(item);
    }
    return list;
  }

  #number(schema: Schema, isWhole: boolean, turn: number): number {
    const step = numberOf(schema["multipleOf"]) ?? (isWhole ? 1 : 0);
    const above = numberOf(schema["exclusiveMinimum"]);
    const below = numberOf(schema["exclusiveMaximum"]);
    const min = Math.max(numberOf(schema["minimum"]) ?? -Infinity, above ?? -Infinity);
    const max = Math.min(numberOf(schema["maximum"]) ?? Infinity, below ?? Infinity);
    const fits = (value: number) =>
      value >= min && value <= max && value !== above && value !== below && isMultiple(value, step);
    const found = Number(/\d+/.exec(this.#text)?.[0] ?? pick([1, 2, 5], this.#seed, this.#text)) + turn;
    const low = step > 0 ? Math.ceil(min / step) * step : min;
    const high = step > 0 ? Math.floor(max / step) * step : max;
    const candidates = [
      found,
      turn,
      low + turn * (step || 1),
      low + step,
      high,
      high - step,
      (min + max) / 2,
      min + 1,
      max - 1,
    ];
    return candidates.find((value) => Number.isFinite(value) && fits(value)) ?? found;
  }

  #string(schema: Schema, name: string, turn: number): string {
    const format = formats[String(schema["format"])];
    const known = this.#known[name];
    const named =
      /\b(?:in|for|of|about) ([A-Z]\p{L}+(?: [A-Z]\p{L}+)*)/u.exec(this.#text)?.[1] ?? topicOf(this.#text);
    const { pattern } = schema;
    const fits = (text: string) => typeof pattern !== "string" || matches(pattern, text);
    const plain = typeof known === "string" && turn === 0 && fits(known) ? known : named;
    const text = format ?? [plain, ...samples].find(fits) ?? plain;
    if (format !== undefined || typeof pattern === "string") return text;
    const characters = Array.from(turn === 0 ? text : `${turn} ${text}`);
    const min = countOf(schema["minLength"], 0);
    while (characters.length < min) characters.push("…");
    return characters.slice(0, countOf(schema["maxLength"], Infinity)).join("");
  }
}

function isMultiple(value: number, step: number): boolean {
  return step === 0 || Math.abs(value / step - Math.round(value / step)) < 1e-9;
}

function matches(pattern: string, text: string): boolean {
  try {
    return new RegExp(pattern, "u").test(text);
  } catch {
    return true;
  }
}
