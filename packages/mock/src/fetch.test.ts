import { getEventListeners } from "node:events";
import { describe, expect, test } from "vitest";
import { createMockPareta } from "./index.ts";
import { readUntil, streamedChat } from "./testing/streamed-chat.ts";

const post = (signal?: AbortSignal): RequestInit => ({
  method: "POST",
  body: JSON.stringify({ ...streamedChat, max_tokens: 60 }),
  ...(signal ? { signal } : {}),
});

describe("the mock's fetch", () => {
  test("takes a string, a URL, a Request, any origin, any prefix and a path alone", async () => {
    const { fetch, requests } = createMockPareta();
    const inputs = [
      "https://api.pareta.ai/v1/models",
      new URL("https://elsewhere.example/deep/er/v1/models"),
      new Request("http://localhost:3000/api/pareta/v1/models", { headers: { "x-from": "request" } }),
      "/api/pareta/v1/models",
    ];
    for (const input of inputs) {
      const response = await fetch(input);
      expect(response.status).toBe(200);
      expect(response.url).toMatch(/\/v1\/models$/);
    }
    expect(requests.map((row) => row.path)).toEqual(Array(4).fill("/v1/models"));
    expect(requests[2]?.headers["x-from"]).toBe("request");
  });

  test("init wins over the Request it comes with", async () => {
    const { fetch, requests } = createMockPareta();
    await fetch(new Request("https://x.test/v1/models", { headers: { a: "1" } }), { headers: { a: "2" } });
    expect(requests[0]?.headers["a"]).toBe("2");
  });

  test("a signal that is aborted already rejects with its reason, and nothing arrives", async () => {
    const { fetch, requests } = createMockPareta();
    const reason = new Error("too late");
    await expect(fetch("https://x.test/v1/models", { signal: AbortSignal.abort(reason) })).rejects.toBe(
      reason,
    );
    await expect(fetch("https://x.test/v1/models", { signal: AbortSignal.abort() })).rejects.toMatchObject({
      name: "AbortError",
    });
    expect(requests).toHaveLength(0);
  });

  test("an abort during latency rejects with the signal's reason", async () => {
    const { fetch, requests } = createMockPareta({ pace: { latencyMs: 60_000 } });
    const leaving = new AbortController();
    const sent = fetch("https://x.test/v1/models", { signal: leaving.signal });
    const reason = { not: "even an error" };
    leaving.abort(reason);
    await expect(sent).rejects.toBe(reason);
    expect(requests[0]?.abortedAt).not.toBeNull();
  });

  test("an abort between head and body errors the body", async () => {
    const { fetch, ledger } = createMockPareta();
    const leaving = new AbortController();
    const response = await fetch("https://x.test/v1/models", { signal: leaving.signal });
    leaving.abort(new Error("gone"));
    await expect(response.json()).rejects.toThrow("gone");
    expect(ledger).toHaveLength(0);
  });

  test("an abort mid-stream errors the pending read, even while a token is awaited", async () => {
    const { fetch } = createMockPareta({ pace: { tokensPerSecond: 0.01 } });
    const leaving = new AbortController();
    const response = await fetch("https://x.test/v1/chat/completions", post(leaving.signal));
    const { reader } = await readUntil(response, (text) => text.includes("role"));
    const pending = reader.read();
    leaving.abort(new Error("gone"));
    await expect(pending).rejects.toThrow("gone");
  });

  test("a cancelled body ends the generation and is recorded", async () => {
    const mock = createMockPareta();
    const response = await mock.fetch("https://x.test/v1/chat/completions", post());
    const { reader } = await readUntil(response, (text) => text.includes("content"));
    await reader.cancel();
    expect(mock.requests[0]?.abortedAt).not.toBeNull();
    expect(mock.ledger.filter((row) => row.microUsd > 0)).toHaveLength(1);
  });

  test("nothing listens on the signal once an answer is over", async () => {
    const { fetch, requests } = createMockPareta();
    const shared = new AbortController();
    await (await fetch("https://x.test/v1/models", { signal: shared.signal })).json();
    await (await fetch("https://x.test/v1/chat/completions", post(shared.signal))).text();
    await fetch("https://x.test/v1/endpoints/ep_sentiment_01", { method: "DELETE", signal: shared.signal });
    expect(getEventListeners(shared.signal, "abort")).toHaveLength(0);
    shared.abort();
    expect(requests.map((row) => row.abortedAt)).toEqual([null, null, null]);
  });

  test("each token is its own chunk, and they come one by one", async () => {
    const { fetch } = createMockPareta();
    const response = await fetch("https://x.test/v1/chat/completions", post());
    const chunks: string[] = [];
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) chunks.push(decoder.decode(chunk));
    expect(chunks.length).toBeGreaterThan(60);
    expect(chunks.every((chunk) => chunk.endsWith("\n\n"))).toBe(true);
  });

  test("a streamed request body is read", async () => {
    const { fetch } = createMockPareta();
    const body = new Blob([JSON.stringify(streamedChat)]).stream();
    expect((await fetch("https://x.test/v1/chat/completions", { method: "POST", body })).status).toBe(200);
  });
});
