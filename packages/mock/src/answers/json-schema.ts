export type Schema = Readonly<Record<string, unknown>>;

/** The fields of an object; none for anything else. */
export function fieldsOf(value: unknown): Schema {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
}

/** Both schemas' keywords; properties and required names of both. */
export function merged(one: Schema, other: Schema): Schema {
  const both = { ...one, ...other };
  if (one["properties"] && other["properties"])
    both["properties"] = { ...fieldsOf(one["properties"]), ...fieldsOf(other["properties"]) };
  if (one["required"] && other["required"])
    both["required"] = [...listOf(one["required"]), ...listOf(other["required"])];
  return both;
}

/** The fields that have a value. */
export function withoutUndefined(fields: Schema): Schema {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

/** @param isEnd prefers `null` where the schema allows it, so that nothing goes on below. */
export function typeOf(schema: Schema, isEnd: boolean): unknown {
  const { type } = schema;
  if (Array.isArray(type)) {
    return isEnd && type.includes("null") ? "null" : (type.find((name) => name !== "null") ?? "null");
  }
  if (type !== undefined) return type;
  if (["properties", "required", "additionalProperties", "minProperties"].some((name) => name in schema))
    return "object";
  if (["items", "prefixItems", "minItems"].some((name) => name in schema)) return "array";
  const isNumber = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"].some(
    (name) => name in schema,
  );
  return isNumber ? "number" : "string";
}

export function isLeaf(schema: Schema): boolean {
  return !["$ref", "anyOf", "oneOf", "allOf", "properties", "items"].some((name) => name in schema);
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function countOf(value: unknown, otherwise: number): number {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 ? value : otherwise;
}

export function numberOf(value: unknown): number | null {
  return typeof value === "number" ? value : null;
}
