import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { openMock } from "../testing/mounts.ts";
import { schemaValue } from "./schema-value.ts";

type Schema = { readonly [keyword: string]: unknown };
type Fields = { readonly [name: string]: unknown };

const formatShapes: Record<string, RegExp> = {
  date: /^\d{4}-\d\d-\d\d$/,
  "date-time": /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/,
  email: /^[^@\s]+@[^@\s]+$/,
  uri: /^https?:\/\/\S+$/,
  uuid: /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/,
};

/** A checker of its own, of the keywords that are generated here. */
function follows(root: Schema, schema: Schema, value: unknown): boolean {
  const check = (part: unknown, of: unknown) => follows(root, part as Schema, of);
  const list = (keyword: string) => (schema[keyword] ?? []) as readonly unknown[];
  const number = (keyword: string, otherwise: number) => (schema[keyword] ?? otherwise) as number;
  if (typeof schema["$ref"] === "string") {
    const [, , name = ""] = schema["$ref"].split("/");
    return check(name ? (root["$defs"] as Fields)[name] : root, value);
  }
  if ("const" in schema) return JSON.stringify(value) === JSON.stringify(schema["const"]);
  if ("enum" in schema)
    return list("enum").some((choice) => JSON.stringify(choice) === JSON.stringify(value));
  if ("anyOf" in schema) return list("anyOf").some((branch) => check(branch, value));
  if ("allOf" in schema && !list("allOf").every((part) => check(part, value))) return false;
  const types = [schema["type"] ?? []].flat();
  const isOf = (type: unknown) =>
    type === "null"
      ? value === null
      : type === "array"
        ? Array.isArray(value)
        : type === "object"
          ? typeof value === "object" && value !== null && !Array.isArray(value)
          : type === "integer"
            ? Number.isInteger(value)
            : typeof value === type;
  if (types.length > 0 && !types.some(isOf)) return false;
  if (typeof value === "number") {
    const step = number("multipleOf", 0);
    return (
      value >= number("minimum", -Infinity) &&
      value <= number("maximum", Infinity) &&
      value > number("exclusiveMinimum", -Infinity) &&
      value < number("exclusiveMaximum", Infinity) &&
      (step === 0 || Number.isInteger(value / step))
    );
  }
  if (typeof value === "string") {
    const { length } = Array.from(value);
    const shape = formatShapes[String(schema["format"])] ?? /^/;
    return length >= number("minLength", 0) && length <= number("maxLength", Infinity) && shape.test(value);
  }
  if (Array.isArray(value)) {
    const tuple = list("prefixItems");
    const texts = new Set(value.map((item) => JSON.stringify(item)));
    return (
      value.length >= number("minItems", 0) &&
      value.length <= number("maxItems", Infinity) &&
      (schema["uniqueItems"] !== true || texts.size === value.length) &&
      value.every((item, index) => check(tuple[index] ?? schema["items"] ?? {}, item))
    );
  }
  if (!isOf("object")) return true;
  const properties = (schema["properties"] ?? {}) as Fields;
  return (
    list("required").every((name) => Object.hasOwn(value as object, String(name))) &&
    Object.entries(value as object).every(([name, item]) =>
      Object.hasOwn(properties, name)
        ? check(properties[name], item)
        : schema["additionalProperties"] !== false,
    )
  );
}

const leaf = fc.oneof(
  fc.constantFrom<Schema>(
    { type: "boolean" },
    { type: "null" },
    { type: ["string", "null"] },
    { const: { a: [1] } },
    { const: null },
    { enum: ["low", "high"] },
    { enum: [3, null, "x"] },
    { type: "integer", multipleOf: 7, minimum: 8 },
    { type: "number", exclusiveMinimum: 0, exclusiveMaximum: 1 },
    { $ref: "#/$defs/node" },
    { $ref: "#/$defs/level" },
    {},
  ),
  fc.constantFrom(...Object.keys(formatShapes)).map((format): Schema => ({ type: "string", format })),
  fc
    .tuple(fc.nat({ max: 30 }), fc.nat({ max: 30 }))
    .map(([least, more]): Schema => ({ type: "string", minLength: least, maxLength: least + more })),
  fc
    .tuple(fc.integer({ min: -50, max: 50 }), fc.nat({ max: 9 }), fc.constantFrom("integer", "number"))
    .map(([minimum, more, type]): Schema => ({ type, minimum, maximum: minimum + more })),
);

const name = fc.constantFrom("title", "total", "items", "label", "answer", "__proto__", "a b");

const { schema: anySchema } = fc.letrec<{ schema: Schema }>((tie) => ({
  schema: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    leaf,
    fc
      .tuple(
        fc.uniqueArray(fc.tuple(name, tie("schema")), { selector: ([key]) => key, maxLength: 4 }),
        fc.boolean(),
      )
      .map(([fields, isOpen]): Schema => ({
        type: "object",
        properties: Object.fromEntries(fields),
        required: fields.slice(0, 2).map(([key]) => key),
        ...(isOpen ? {} : { additionalProperties: false }),
      })),
    fc
      .tuple(tie("schema"), fc.nat({ max: 3 }), fc.nat({ max: 2 }))
      .map(([items, minItems, more]): Schema => ({
        type: "array",
        items,
        minItems,
        maxItems: minItems + more,
      })),
    fc
      .tuple(tie("schema"), tie("schema"))
      .map(([one, other]): Schema => ({ type: "array", prefixItems: [one, other] })),
    fc.array(tie("schema"), { minLength: 1, maxLength: 3 }).map((anyOf): Schema => ({ anyOf })),
  ),
}));

const $defs = {
  level: { type: "string", enum: ["low", "high"] },
  node: {
    type: "object",
    properties: { value: { type: "integer" }, next: { anyOf: [{ $ref: "#/$defs/node" }, { type: "null" }] } },
    required: ["value", "next"],
    additionalProperties: false,
  },
};

test("a value follows any schema, and the same one gives the same value (N6)", () => {
  fc.assert(
    fc.property(anySchema, fc.nat(), fc.string(), (schema, seed, text) => {
      const root = { ...schema, $defs };
      const value = schemaValue(seed, root, text);
      expect([value, follows(root, root, value)]).toEqual([value, true]);
      expect(schemaValue(seed, root, text)).toEqual(value);
      expect(JSON.parse(JSON.stringify(value))).toEqual(value);
    }),
  );
});

describe("shapes that a property rarely meets", () => {
  test.each<[string, Schema]>([
    [
      "a tree by a reference to the root",
      {
        type: "object",
        properties: { children: { type: "array", items: { $ref: "#" } } },
        required: ["children"],
      },
    ],
    ["items that differ", { type: "array", items: { type: "string" }, minItems: 4, uniqueItems: true }],
    [
      "choices that differ",
      { type: "array", items: { enum: ["a", "b", "c"] }, minItems: 3, uniqueItems: true },
    ],
    [
      "parts that hold together",
      {
        allOf: [
          { type: "object", properties: { a: { type: "integer" } }, required: ["a"] },
          { type: "object", properties: { b: { const: 1 } }, required: ["b"] },
        ],
      },
    ],
    ["a reference that knows more", { $ref: "#/$defs/level", description: "how much" }],
    ["a field that is required and not described", { type: "object", required: ["x"] }],
    ["a whole number within a narrow room", { type: "integer", exclusiveMinimum: 4, exclusiveMaximum: 6 }],
  ])("%s", (_, schema) => {
    const root = { ...schema, $defs };
    expect(follows(root, root, schemaValue(1, root, "Invoice 4471 for Faber"))).toBe(true);
  });

  test("one that nothing can follow comes to an end", () => {
    const endless = { type: "object", properties: { next: { $ref: "#" } }, required: ["next"] };
    expect(JSON.stringify(schemaValue(1, endless, "x")).length).toBeLessThan(2000);
    expect(schemaValue(1, { $ref: "#" }, "x")).toBeTypeOf("string");
  });
});

describe("response_format: json_schema over the wire (N6)", () => {
  const ask = async (model: string, content: string, schema: Schema, more: object = {}) => {
    const { post } = await openMock("fetch");
    const response_format = { type: "json_schema", json_schema: { name: "answer", strict: true, schema } };
    const body = { model, messages: [{ role: "user", content }], response_format, ...more };
    return (await post("/chat/completions", body)).json();
  };
  const schema = {
    type: "object",
    properties: {
      steps: { type: "array", items: { type: "string" }, minItems: 2 },
      confidence: { type: "number", minimum: 0, maximum: 1 },
      kind: { enum: ["recipe", "other"] },
    },
    required: ["steps", "confidence", "kind"],
    additionalProperties: false,
  };

  test.each(["ep_general_chat_01", "ep_contract_kie_01", "ep_ticket_triage_02"])(
    "%s follows it",
    async (model) => {
      const { choices, usage } = await ask(model, "How do I bake bread?", schema);
      const value: unknown = JSON.parse(choices[0].message.content);
      expect(follows(schema, schema, value)).toBe(true);
      expect(usage.completion_tokens).toBeGreaterThan(0);
      expect(choices[0].finish_reason).toBe("stop");
    },
  );

  test("what the task finds in the text stands where the schema names it", async () => {
    const fields = {
      type: "object",
      properties: { amount: { type: "string" }, note: { type: "string" } },
      required: ["amount"],
    };
    const { choices } = await ask("ep_contract_kie_01", "Total due: $1,200 by 2026-07-01.", fields);
    expect(JSON.parse(choices[0].message.content)).toMatchObject({ amount: "1200" });
  });

  test("max_tokens cuts it, as it cuts any answer", async () => {
    const { choices, usage } = await ask("ep_general_chat_01", "How do I bake bread?", schema, {
      max_tokens: 3,
    });
    expect(choices[0].finish_reason).toBe("length");
    expect(usage.completion_tokens).toBe(3);
  });

  test("a format without its name is refused by place", async () => {
    const { post } = await openMock("fetch");
    const messages = [{ role: "user", content: "x" }];
    const body = { model: "ep_general_chat_01", messages, response_format: { type: "json_schema" } };
    expect(await (await post("/chat/completions", body)).json()).toMatchObject({
      detail: [{ loc: ["body", "response_format", "json_schema"], type: "missing" }],
    });
  });
});

test("a cold 503 says when the endpoint will be live, a stopped one does not (N6)", async () => {
  const { post } = await openMock("fetch", { pace: { wakeMs: 11_500 }, now: () => 1_782_900_000_000 });
  const ask = (model: string) =>
    post("/chat/completions", { model, messages: [{ role: "user", content: "x" }] });
  for (const _ of [1, 2]) {
    const cold = await ask("ep_invoice_01");
    expect([cold.status, cold.headers.get("retry-after")]).toEqual([503, "12"]);
  }
  const stopped = await ask("ep_sentiment_01");
  expect([stopped.status, stopped.headers.get("retry-after")]).toEqual([503, null]);
});
