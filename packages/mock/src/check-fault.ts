import type { Fault } from "./faults.ts";
import { routes } from "./route.ts";

/** What a field of a fault may be, in words and as a test. */
interface Rule {
  words: string;
  holds: (value: unknown) => boolean;
  optional?: true;
}

const isCount = (value: unknown) => typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
const count: Rule = { words: "a whole number of 0 or more", holds: isCount };
const optionalCount: Rule = { ...count, optional: true };

const rules: Readonly<Record<Fault["kind"], Readonly<Record<string, Rule>>>> = {
  status: {
    status: { words: "a whole number from 200 to 599", holds: isStatus },
    body: { words: "a JSON value", holds: isJson, optional: true },
    headers: { words: "an object of HTTP headers", holds: areHeaders, optional: true },
  },
  delay: {
    ms: {
      words: "a number of 0 or more, or Infinity",
      holds: (value) => typeof value === "number" && value >= 0,
    },
  },
  stall: { afterChunks: optionalCount },
  drop: { afterChunks: optionalCount, afterBytes: optionalCount },
  "error-frame": {
    afterChunks: count,
    code: { words: "a whole number", holds: Number.isSafeInteger },
    message: { words: "a string", holds: (value) => typeof value === "string" },
  },
  split: {
    at: {
      words: '"every-byte" or a list of byte offsets',
      holds: (value) => value === "every-byte" || (Array.isArray(value) && value.every(isCount)),
    },
  },
  reset: { afterChunks: optionalCount },
};

/** @throws a sentence that says what is wrong: a route or a kind that is none, a field that cannot be. */
export function checkFault(route: string, fault: unknown): void {
  if (!routes.some((known) => known === route)) {
    const forms = 'Write it as in the table of routes, {id} literal: "GET /v1/endpoints/{id}"';
    throw new Error(`@pareta/mock: there is no route ${JSON.stringify(route)}. ${forms}.`);
  }
  const fields: Record<string, unknown> = typeof fault === "object" && fault !== null ? { ...fault } : {};
  const kinds = Object.entries(rules);
  const kind = kinds.find(([name]) => name === fields["kind"]);
  if (!kind) {
    const names = kinds.map(([name]) => name).join(", ");
    throw new Error(
      `@pareta/mock: there is no fault ${JSON.stringify(fields["kind"] ?? null)}. Choose one of: ${names}.`,
    );
  }
  for (const [name, rule] of Object.entries(kind[1])) {
    const value = fields[name];
    if (value === undefined ? rule.optional : rule.holds(value)) continue;
    throw new Error(`@pareta/mock: \`${name}\` of a ${kind[0]} fault has to be ${rule.words}.`);
  }
}

/** What a Response can have. */
function isStatus(value: unknown): boolean {
  return typeof value === "number" && Number.isInteger(value) && value >= 200 && value <= 599;
}

function isJson(value: unknown): boolean {
  return gives(() => JSON.stringify(value));
}

function areHeaders(value: unknown): boolean {
  return typeof value === "object" && value !== null && gives(() => new Headers({ ...value }));
}

/** Neither throws nor comes to nothing. */
function gives(attempt: () => unknown): boolean {
  try {
    return attempt() !== undefined;
  } catch {
    return false;
  }
}
