import { describe, expect, test } from "vitest";
import * as errors from "./errors.ts";
import { ParetaError, statusError } from "./errors.ts";

/** Every class: its parent, and what `name` says. */
const tree: [keyof typeof errors, keyof typeof errors | "Error", string?][] = [
  ["ParetaError", "Error"],
  ["InvalidArgumentError", "ParetaError"],
  ["DeployFailedError", "ParetaError"],
  ["WaitTimeoutError", "ParetaError"],
  ["APIUserAbortError", "ParetaError", "AbortError"],
  ["APIResponseError", "ParetaError"],
  ["APIConnectionError", "ParetaError"],
  ["APITimeoutError", "APIConnectionError"],
  ["StreamInterruptedError", "APIConnectionError"],
  ["APIStatusError", "ParetaError"],
  ["BadRequestError", "APIStatusError"],
  ["AuthenticationError", "APIStatusError"],
  ["InsufficientCreditsError", "APIStatusError"],
  ["PermissionDeniedError", "APIStatusError"],
  ["NotFoundError", "APIStatusError"],
  ["ConflictError", "APIStatusError"],
  ["RateLimitError", "APIStatusError"],
  ["EndpointNotReadyError", "APIStatusError"],
];

type ErrorClass = typeof ParetaError;
const classOf = (from: object, name: string): ErrorClass => Reflect.get(from, name) as ErrorClass;
/** An error of this class as it is made inside, with the fields that all have. */
const make = (type: ErrorClass): ParetaError => new type("what happened");

describe("the tree (contract 5.1)", () => {
  test.each(tree)("%s extends %s", (name, parent, ownName = name) => {
    const type = classOf(errors, name);
    expect(Object.getPrototypeOf(type)).toBe(parent === "Error" ? Error : classOf(errors, parent));
    const error = make(type);
    expect(error).toMatchObject({
      name: ownName,
      message: "what happened",
      outcome: "unknown",
      retryable: false,
    });
    expect(error).toMatchObject({ status: null, requestId: null });
    expect(String(error)).toBe(`${ownName}: what happened`);
    expect(Object.keys(error)).not.toContain("name");
    expect(error).toBeInstanceOf(ParetaError);
    expect(error).toBeInstanceOf(Error);
    expect(error.stack).toContain("errors.test.ts");
    expect("cause" in error).toBe(false);
  });

  test("a cause is kept", () => {
    const cause = new Error("below");
    expect(new ParetaError("above", { cause }).cause).toBe(cause);
  });

  test.each([
    [400, "BadRequestError"],
    [401, "AuthenticationError"],
    [402, "InsufficientCreditsError"],
    [403, "PermissionDeniedError"],
    [404, "NotFoundError"],
    [409, "ConflictError"],
    [422, "BadRequestError"],
    [429, "RateLimitError"],
    [503, "EndpointNotReadyError"],
    [301, "APIStatusError"],
    [405, "APIStatusError"],
    [408, "APIStatusError"],
    [413, "APIStatusError"],
    [500, "APIStatusError"],
    [502, "APIStatusError"],
    [504, "APIStatusError"],
  ] as const)("status %i is %s", (status, name) => {
    const error = statusError("no", { status });
    expect(error.constructor).toBe(classOf(errors, name));
    expect(error).toMatchObject({ name, status, detail: null, retryAfter: null, response: null });
    expect([...error.headers]).toEqual([]);
  });

  test("what may hold a prompt or an answer is not enumerable", () => {
    const error = new errors.APIResponseError("no", { body: "PROMPT" });
    expect(error.body).toBe("PROMPT");
    expect(JSON.stringify(error)).not.toContain("PROMPT");
    const refused = statusError("no", { status: 500, response: new Response("PROMPT") });
    expect(Object.keys(refused)).not.toContain("response");
    expect(Object.keys(refused)).not.toContain("headers");
  });
});

describe("isInstance across two copies of the package", async () => {
  // The query makes it another module with classes of its own, as a second copy in a bundle is.
  const specifier = "./errors.ts?copy";
  const copy = (await import(/* @vite-ignore */ specifier)) as typeof errors;

  test.each(tree)("%s", (name) => {
    const own = classOf(errors, name);
    const other = classOf(copy, name);
    const error = make(other);
    expect(other).not.toBe(own);
    expect(error).not.toBeInstanceOf(own);
    const accepting = tree
      .filter(([candidate]) => classOf(errors, candidate).isInstance(error))
      .map(([candidate]) => candidate);
    const ancestors = tree
      .filter(([candidate]) => error instanceof classOf(copy, candidate))
      .map(([candidate]) => candidate);
    expect(accepting).toEqual(ancestors);
    expect(accepting).toContain(name);
  });

  test.each([
    null,
    undefined,
    0,
    "ParetaError",
    {},
    [],
    new Error("x"),
    () => {},
    { name: "ParetaError" },
    Object.create(null),
  ])("%o is none", (value) => {
    expect(ParetaError.isInstance(value)).toBe(false);
    expect(errors.APIStatusError.isInstance(value)).toBe(false);
  });

  test("a subclass of a user's own is one too", () => {
    class Mine extends errors.NotFoundError {}
    const fields = { status: 404, detail: null, retryAfter: null, response: null, headers: new Headers() };
    expect(errors.APIStatusError.isInstance(new Mine("x", fields))).toBe(true);
    expect(copy.NotFoundError.isInstance(new Mine("x", fields))).toBe(true);
    expect(errors.RateLimitError.isInstance(new Mine("x", fields))).toBe(false);
  });
});
