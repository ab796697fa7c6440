import { expect, test, vi } from "vitest";
import { Pareta } from "../client.ts";
import { APITimeoutError, APIUserAbortError, InsufficientCreditsError } from "../errors.ts";
import { question } from "../testing/test-client.ts";

/** A head at once, this text, and then nothing for ever, whatever the signal says. */
function hanging(status: number, text: string) {
  const cancel = vi.fn<() => void>();
  const send = vi.fn<() => Promise<Response>>(async () => {
    const body = new ReadableStream({
      start: (controller) => controller.enqueue(new TextEncoder().encode(text)),
      cancel,
    });
    return new Response(body, { status, headers: { "content-type": "application/json" } });
  });
  return { cancel, send };
}

test("a refusal whose body hangs is that refusal, and is not sent again", async () => {
  const { send, cancel } = hanging(402, '{"detail":"out of credit"}');
  const client = new Pareta({ apiKey: "pareta_sk_1", fetch: send, timeout: 5 });
  const error: unknown = await client.chat.completions.create(question).catch((error: unknown) => error);
  expect(error).toBeInstanceOf(InsufficientCreditsError);
  expect(error).toMatchObject({ outcome: "refused", retryable: false, message: "out of credit" });
  expect(send).toHaveBeenCalledOnce();
  expect(cancel).toHaveBeenCalledOnce();
});

test("a body that hangs times out and is cancelled, also where fetch ignores its signal", async () => {
  const { send, cancel } = hanging(200, '{"choices":');
  const client = new Pareta({ apiKey: "pareta_sk_1", fetch: send, timeout: 5, maxRetries: 0 });
  await expect(client.chat.completions.create(question)).rejects.toBeInstanceOf(APITimeoutError);
  expect(cancel).toHaveBeenCalledOnce();
});

test("an abort while the body hangs cancels it, whatever its status", async () => {
  for (const status of [200, 402]) {
    const { send, cancel } = hanging(status, "{");
    const client = new Pareta({ apiKey: "pareta_sk_1", fetch: send });
    const controller = new AbortController();
    const call = client.chat.completions.create(question, { signal: controller.signal });
    await vi.waitUntil(() => send.mock.results.length > 0);
    controller.abort();
    await expect(call).rejects.toBeInstanceOf(APIUserAbortError);
    await vi.waitUntil(() => cancel.mock.calls.length > 0);
    expect(send).toHaveBeenCalledOnce();
  }
});

test("a call without any fetch is not sent, and not tried again", async () => {
  vi.stubGlobal("fetch", undefined);
  await expect(new Pareta({ apiKey: "pareta_sk_1" }).models.list()).rejects.toMatchObject({
    outcome: "not-sent",
    retryable: false,
    message: expect.stringContaining("fetch"),
  });
  vi.unstubAllGlobals();
});

test("an abort while a failed key function waits for its retry: nothing was sent", async () => {
  const controller = new AbortController();
  const apiKey = vi.fn<() => Promise<string>>(async () => {
    queueMicrotask(() => setTimeout(() => controller.abort(), 1));
    throw new Error("no token");
  });
  const client = new Pareta({ apiKey });
  const call = client.models.list({ signal: controller.signal });
  await expect(call).rejects.toMatchObject({ name: "AbortError", outcome: "not-sent" });
});

test("each attempt has headers of its own, so that what a fetch kept stays as it was", async () => {
  const kept: HeadersInit[] = [];
  let token = 0;
  const client = new Pareta({
    apiKey: () => `token_${++token}`,
    fetch: async (_, init) => {
      kept.push(init?.headers ?? {});
      return new Response("{}", { status: 503, headers: { "retry-after": "0" } });
    },
  });
  await client.models.list().catch(() => {});
  expect(kept.map((headers) => new Headers(headers).get("authorization"))).toEqual([
    "Bearer token_1",
    "Bearer token_2",
    "Bearer token_3",
  ]);
});
