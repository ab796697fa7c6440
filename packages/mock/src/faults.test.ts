import { afterEach, describe, expect, test } from "vitest";
import { ConnectionFault } from "./faults.ts";
import { debits, eventually, mountNames, openMock } from "./testing/mounts.ts";
import type { MountedMock } from "./testing/mounts.ts";
import { chat, readUntil, streamedChat } from "./testing/streamed-chat.ts";

const route = "POST /v1/chat/completions";
const keyed = { "idempotency-key": "key-1" };

describe.each(mountNames)("faults by %s", (mount) => {
  let opened: MountedMock;
  const open = async (options = {}) => (opened = await openMock(mount, options));
  afterEach(() => opened.close());

  test("status: once, with its headers and body, before acceptance", async () => {
    const { mock, post } = await open();
    mock.faults.next(route, {
      kind: "status",
      status: 429,
      headers: { "retry-after": "3" },
      body: { detail: "slow down" },
    });
    const refused = await post("/chat/completions", chat);
    expect(refused.status).toBe(429);
    expect(refused.headers.get("retry-after")).toBe("3");
    expect(refused.headers.get("x-request-id")).toMatch(/^req_/);
    expect(await refused.json()).toEqual({ detail: "slow down" });
    expect(mock.ledger).toEqual([]);
    expect((await post("/chat/completions", chat)).status).toBe(200);
  });

  test("status: a string body goes out as it is", async () => {
    const { mock, call } = await open();
    const headers = { "Content-Type": "text/html" };
    mock.faults.next("GET /v1/models", {
      kind: "status",
      status: 502,
      body: "<html>Bad gateway</html>",
      headers,
    });
    const response = await call("/models");
    expect(response.headers.get("content-type")).toBe("text/html");
    expect(await response.text()).toBe("<html>Bad gateway</html>");
  });

  test("delay: the answer is whole", async () => {
    const { mock, call } = await open();
    mock.faults.next("GET /v1/models", { kind: "delay", ms: 5 });
    expect((await call("/models")).status).toBe(200);
  });

  test("reset: the call rejects, nothing was accepted", async () => {
    const { mock, post } = await open();
    mock.faults.next(route, { kind: "reset" });
    const failure = await post("/chat/completions", chat, keyed).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(TypeError);
    expect(failure).toMatchObject({ cause: { code: "ECONNRESET" } });
    expect(mock.ledger).toEqual([]);
    expect(mock.requests[0]?.status).toBeNull();
  });

  test("T5 reset mid-body keeps what arrived, and is debited", async () => {
    const { mock, post } = await open();
    mock.faults.next(route, { kind: "reset", afterChunks: 4 });
    const { reader, text } = await readUntil(await post("/chat/completions", streamedChat), (so) =>
      so.includes("content"),
    );
    expect(text).toContain("data: {");
    await expect(drain(reader)).rejects.toBeInstanceOf(TypeError);
    await eventually(() => debits(mock).length === 1);
  });

  test("M3 drop before the head: the response is lost, the act is not", async () => {
    const { mock, post } = await open();
    mock.faults.next(route, { kind: "drop" });
    await expect(post("/chat/completions", chat, keyed)).rejects.toBeInstanceOf(TypeError);
    expect(debits(mock)).toHaveLength(1);
    const again = await post("/chat/completions", chat, keyed);
    expect(again.headers.get("x-pareta-billed")).toBe("0");
    expect(debits(mock)).toHaveLength(1);
  });

  test("drop after chunks: those arrive, then the body fails", async () => {
    const { mock, post } = await open();
    mock.faults.next(route, { kind: "drop", afterChunks: 2 });
    const response = await post("/chat/completions", streamedChat);
    const { failure, text } = await readAll(response);
    expect(text.match(/^data: /gm)).toHaveLength(2);
    expect(failure).toBeInstanceOf(TypeError);
    await eventually(() => debits(mock).length === 1);
  });

  test("drop after bytes: exactly those arrive, of a JSON answer too", async () => {
    const { mock, call } = await open();
    mock.faults.next("GET /v1/models", { kind: "drop", afterBytes: 11 });
    const { failure, text } = await readAll(await call("/models"));
    expect(text).toBe('{"object":"');
    expect(failure).toBeInstanceOf(TypeError);
  });

  test("stall before the head: silence until the caller leaves, and a debit", async () => {
    const { mock, call } = await open();
    mock.faults.next(route, { kind: "stall" });
    const leaving = new AbortController();
    const sent = call("/chat/completions", {
      method: "POST",
      body: JSON.stringify(chat),
      signal: leaving.signal,
    });
    await eventually(() => debits(mock).length === 1);
    leaving.abort(new Error("enough"));
    await expect(sent).rejects.toThrow("enough");
    await eventually(() => mock.requests[0]?.abortedAt !== null);
  });

  test("stall after chunks: they arrive, then nothing, until the caller leaves", async () => {
    const { mock, call } = await open();
    mock.faults.next(route, { kind: "stall", afterChunks: 2 });
    const leaving = new AbortController();
    const init = { method: "POST", body: JSON.stringify(streamedChat), signal: leaving.signal };
    const count = (text: string) => text.match(/^data: /gm)?.length ?? 0;
    const { reader } = await readUntil(await call("/chat/completions", init), (text) => count(text) === 2);
    const next = reader.read();
    await eventually(() => debits(mock).length === 1);
    leaving.abort();
    await expect(next).rejects.toMatchObject({ name: "AbortError" });
    await eventually(() => mock.requests[0]?.abortedAt !== null);
  });

  test("split: the same bytes in other chunks", async () => {
    const { mock, post } = await open();
    // Each byte is a write of its own: a few thousand are enough.
    const short = { ...streamedChat, max_tokens: 60 };
    const plain = await (await post("/chat/completions", short, keyed)).bytes();
    mock.faults.next(route, { kind: "split", at: [1, 7, 300] });
    mock.faults.next(route, { kind: "split", at: "every-byte" });
    const zeroed = new TextDecoder().decode(plain).replace(/billed-micro-usd \d+/, "billed-micro-usd 0");
    expect(await (await post("/chat/completions", short, keyed)).text()).toBe(zeroed);
    expect(await (await post("/chat/completions", short, keyed)).text()).toBe(zeroed);
  });

  test("clear forgets what waits", async () => {
    const { mock, call } = await open();
    mock.faults.next("GET /v1/models", { kind: "reset" });
    mock.faults.clear();
    expect((await call("/models")).status).toBe(200);
  });

  test("an error frame fails a deploy, and its endpoint with it", async () => {
    const { mock, post, call } = await open();
    const message = "GPU pool exhausted";
    mock.faults.next("POST /v1/endpoints", { kind: "error-frame", afterChunks: 2, code: 503, message });
    const text = await (await post("/endpoints", { task: "contract-key-fields", name: "mine" })).text();
    expect(text.endsWith(`event: error\r\ndata: {"message":"${message}"}\r\n\r\n`)).toBe(true);
    expect(await (await call("/endpoints/mine")).json()).toMatchObject({ status: "failed", url: null });
  });
});

test("split by fetch gives exactly the chunks that were asked for", async () => {
  const { mock, call } = await openMock("fetch");
  mock.faults.next("GET /v1/models", { kind: "split", at: [3, 10] });
  const sizes: number[] = [];
  for await (const chunk of (await call("/models")).body ?? []) sizes.push(chunk.length);
  expect(sizes.slice(0, 2)).toEqual([3, 7]);
  expect(sizes).toHaveLength(3);
});

test("a broken connection by fetch tells its kind in the cause", async () => {
  const { mock, call } = await openMock("fetch");
  mock.faults.next("GET /v1/models", { kind: "reset" });
  const failure = await call("/models").catch((error: unknown) => error);
  expect(failure instanceof TypeError && failure.cause).toBeInstanceOf(ConnectionFault);
});

async function drain(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
  while (!(await reader.read()).done);
}

async function readAll(response: Response): Promise<{ text: string; failure: unknown }> {
  const decoder = new TextDecoder();
  let text = "";
  try {
    for await (const chunk of response.body ?? []) text += decoder.decode(chunk, { stream: true });
  } catch (failure) {
    return { text, failure };
  }
  return { text, failure: null };
}
