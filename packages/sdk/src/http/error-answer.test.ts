import { describe, expect, test } from "vitest";
import { Pareta } from "../client.ts";
import { BadRequestError } from "../errors.ts";
import { fakeFetch, json } from "../testing/fake-fetch.ts";

async function errorOf(response: Response): Promise<unknown> {
  const client = new Pareta({ apiKey: "k", fetch: fakeFetch(response), maxRetries: 0 });
  return client.models.list().catch((error: unknown) => error);
}
const items = [
  { loc: ["body", "model"], msg: "field required", type: "missing" },
  { loc: ["body", "messages", 0, "role"], msg: "not a role", type: "enum" },
  { loc: ["body", "messages", 0, "role"], msg: "too long", type: "length" },
  { loc: ["query", "top_k"], msg: "too small", type: "ge" },
];

describe("T23 W14 detail and message (contract 5.2)", () => {
  test.each([
    ['{"detail":"no such endpoint"}', "no such endpoint", "no such endpoint"],
    ['{"detail":""}', "", "HTTP 418"],
    ['{"detail":"  "}', "  ", "HTTP 418"],
    ['{"detail":null}', null, "HTTP 418"],
    ['{"detail":{"message":"in an object","code":3}}', { message: "in an object", code: 3 }, "in an object"],
    ['{"detail":{"reason":"no message"}}', { reason: "no message" }, "HTTP 418"],
    ['{"detail":"first","error":"second"}', "first", "first"],
    ['{"error":{"message":"OpenAI style"}}', { message: "OpenAI style" }, "OpenAI style"],
    ['{"error":"bare"}', "bare", "bare"],
    ['{"message":"at the top"}', { message: "at the top" }, "at the top"],
    ['{"other":1}', { other: 1 }, "HTTP 418"],
    ['"a JSON string"', "a JSON string", "a JSON string"],
    ["[]", [], "HTTP 418"],
    ["null", null, "HTTP 418"],
    ["  plain text \n", "plain text", "HTTP 418"],
    ["<html>oops</html>", "<html>oops</html>", "HTTP 418"],
    ['{"detail":"cut', '{"detail":"cut', "HTTP 418"],
    ["", null, "HTTP 418"],
  ])("%s", async (body, detail, message) => {
    const error = await errorOf(json(body, 418, { "x-request-id": "req_1" }));
    expect(error).toMatchObject({ name: "APIStatusError", status: 418, requestId: "req_1", message });
    expect(error).toHaveProperty("detail", detail);
  });

  test.each(["1", "true", "0"])("a body that is %s is still typed", async (body) => {
    expect(await errorOf(json(body, 418))).toMatchObject({ status: 418, message: "HTTP 418" });
  });

  test("a message is cut at 200 characters, a text detail at 2,000; JSON detail is whole", async () => {
    const long = "x".repeat(5000);
    const error = await errorOf(json({ detail: long }, 400));
    expect(error).toMatchObject({ message: "x".repeat(200), detail: long });
    expect(await errorOf(json(long, 400))).toMatchObject({ message: "HTTP 400", detail: "x".repeat(2000) });
  });

  test("422: the items as detail, HTTP 422 as message, messages by field", async () => {
    const error = await errorOf(json({ detail: items }, 422));
    expect(error).toBeInstanceOf(BadRequestError);
    expect(error).toMatchObject({ message: "HTTP 422", detail: items });
    expect(error).toHaveProperty("fieldErrors", {
      model: ["field required"],
      "messages.0.role": ["not a role", "too long"],
      "query.top_k": ["too small"],
    });
  });

  test("fieldErrors never fail, whatever stands in detail, and hold own data only", async () => {
    const odd = [
      null,
      1,
      "x",
      {},
      { loc: "body", msg: "x" },
      { loc: ["body"], msg: 5 },
      { loc: ["body", "__proto__"], msg: "p" },
    ];
    const error = (await errorOf(json({ detail: odd }, 422))) as BadRequestError;
    expect(Object.entries(error.fieldErrors)).toEqual([["__proto__", ["p"]]]);
    expect(({} as Record<string, unknown>)["p"]).toBeUndefined();
    expect(((await errorOf(json({ detail: "text" }, 400))) as BadRequestError).fieldErrors).toEqual({});
  });

  test("requestId is null without the header; the answer and its headers are kept, its body consumed", async () => {
    const error = await errorOf(json({ detail: "x" }, 404, { "x-trace": "t" }));
    expect(error).toMatchObject({ requestId: null, response: { status: 404 } });
    const { headers, response } = error as { headers: Headers; response: Response };
    expect(headers.get("x-trace")).toBe("t");
    expect(response.bodyUsed || response.body === null || response.body.locked).toBe(true);
  });

  test("a body whose text is split inside of a character is read right", async () => {
    const bytes = new TextEncoder().encode('{"detail":"zu wenig Guthaben für 😀"}');
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        for (const byte of bytes) controller.enqueue(new Uint8Array([byte]));
        controller.close();
      },
    });
    expect(await errorOf(new Response(body, { status: 402 }))).toMatchObject({
      message: "zu wenig Guthaben für 😀",
    });
  });
});
