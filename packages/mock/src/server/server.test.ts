import { connect } from "node:net";
import { afterEach, expect, test } from "vitest";
import { createMockPareta } from "../index.ts";
import type { MockParetaOptions } from "../index.ts";
import { eventually } from "../testing/mounts.ts";
import { readUntil, streamedChat } from "../testing/streamed-chat.ts";
import { startMockServer } from "./index.ts";
import type { MockServer } from "./index.ts";

let server: MockServer;
const open = async (options: MockParetaOptions = {}) => {
  const mock = createMockPareta(options);
  server = await startMockServer(mock);
  return mock;
};
afterEach(() => server.close());

const key = { authorization: "Bearer pareta_sk_test" };

test("401 unless the key is the test key, and the request is on record", async () => {
  const mock = await open();
  for (const headers of [{}, { authorization: "Bearer pareta_sk_other" }]) {
    const response = await fetch(`${server.url}/v1/models`, { headers });
    expect(response.status).toBe(401);
    expect(await response.json()).toEqual({ detail: "invalid API key" });
  }
  expect((await fetch(`${server.url}/v1/models`, { headers: key })).status).toBe(200);
  expect(mock.requests.map((row) => row.status)).toEqual([401, 401, 200]);
});

test.each([
  ["bearer pareta_sk_test", 200],
  ["BEARER pareta_sk_test", 200],
  ["Bearer PARETA_SK_TEST", 401],
  ["Bearer  pareta_sk_test", 401],
  ["Bearer", 401],
  ["Basic pareta_sk_test", 401],
  ["pareta_sk_test", 401],
])("the scheme is case-insensitive, the key is not: %s is %i", async (authorization, status) => {
  await open();
  expect((await fetch(`${server.url}/v1/models`, { headers: { authorization } })).status).toBe(status);
});

test("closing twice, at once and after, is closing", async () => {
  await open();
  await Promise.all([server.close(), server.close()]);
  await server.close();
  await expect(fetch(`${server.url}/v1/models`)).rejects.toBeInstanceOf(TypeError);
});

test("the prefix before /v1 is ignored, as behind a proxy", async () => {
  await open();
  expect((await fetch(`${server.url}/api/pareta/v1/models`, { headers: key })).status).toBe(200);
});

test("CORS: the preflight is answered, the SDK's headers are exposed, refusals too", async () => {
  await open();
  const asked = "authorization,content-type,idempotency-key";
  const preflight = await fetch(`${server.url}/v1/chat/completions`, {
    method: "OPTIONS",
    headers: {
      origin: "http://localhost:5173",
      "access-control-request-method": "POST",
      "access-control-request-headers": asked,
    },
  });
  expect(preflight.status).toBe(204);
  expect(preflight.headers.get("access-control-allow-headers")).toBe(asked);
  expect(preflight.headers.get("access-control-allow-methods")).toContain("DELETE");
  const refused = await fetch(`${server.url}/v1/models`);
  expect(refused.headers.get("access-control-allow-origin")).toBe("*");
  const exposed = refused.headers.get("access-control-expose-headers");
  for (const name of [
    "x-request-id",
    "retry-after",
    "x-pareta-billed",
    "x-pareta-frontier-would-have-cost",
  ]) {
    expect(exposed).toContain(name);
  }
});

test("CORS: a page may PUT to the signed address", async () => {
  await open();
  const signed = await fetch(`${server.url}/v1/eval-sets/es_invoices_24/blob-upload-url`, {
    method: "POST",
    headers: key,
    body: JSON.stringify({ idx: 0, field_name: "document", mime: "application/pdf", file_size: 6_000_000 }),
  });
  const { upload_url: url } = await signed.json();
  expect(new URL(url).origin).toBe(server.url);
  const preflight = await fetch(url, {
    method: "OPTIONS",
    headers: { "access-control-request-method": "PUT", "access-control-request-headers": "content-type" },
  });
  expect(preflight.headers.get("access-control-allow-methods")).toContain("PUT");
  const put = await fetch(url, {
    method: "PUT",
    headers: { "content-type": "application/pdf" },
    body: "%PDF",
  });
  expect([put.status, put.headers.get("access-control-allow-origin")]).toEqual([200, "*"]);
});

test("SSE is flushed at once: the first token arrives while the rest is not made", async () => {
  const mock = await open({ pace: { tokensPerSecond: 0.01 } });
  const response = await fetch(`${server.url}/v1/chat/completions`, {
    method: "POST",
    headers: key,
    body: JSON.stringify(streamedChat),
  });
  expect(response.headers.get("content-type")).toContain("text/event-stream");
  const { text } = await readUntil(response, (so) => so.includes("assistant"));
  expect(text).not.toContain("[DONE]");
  expect(mock.requests[0]?.status).toBe(200);
});

test("a client that closes its socket is seen as an abort", async () => {
  const mock = await open({ pace: { tokensPerSecond: 0.01 } });
  const leaving = new AbortController();
  const init = { method: "POST", headers: key, body: JSON.stringify(streamedChat), signal: leaving.signal };
  await readUntil(await fetch(`${server.url}/v1/chat/completions`, init), (text) => text.includes("role"));
  expect(mock.requests[0]?.abortedAt).toBeNull();
  leaving.abort();
  await eventually(() => mock.requests[0]?.abortedAt !== null);
});

test("close ends what is open", async () => {
  await open({ pace: { tokensPerSecond: 0.01 } });
  const init = { method: "POST", headers: key, body: JSON.stringify(streamedChat) };
  const { reader } = await readUntil(await fetch(`${server.url}/v1/chat/completions`, init), (text) =>
    text.includes("role"),
  );
  const pending = reader.read();
  pending.catch(() => {});
  await server.close();
  await expect(pending).rejects.toBeInstanceOf(TypeError);
  await expect(fetch(`${server.url}/v1/models`)).rejects.toBeInstanceOf(TypeError);
  server = { url: "", close: async () => {} };
});

test("a reset is a TCP reset, and not one byte was answered", async () => {
  const mock = await open();
  mock.faults.next("GET /v1/models", { kind: "reset" });
  const { hostname, port } = new URL(server.url);
  const end = await new Promise<{ code: string; bytes: number }>((resolve) => {
    const socket = connect(Number(port), hostname);
    socket.on("data", () => {});
    socket.on("error", (error: NodeJS.ErrnoException) =>
      resolve({ code: error.code ?? "", bytes: socket.bytesRead }),
    );
    socket.on("end", () => resolve({ code: "FIN", bytes: socket.bytesRead }));
    socket.write(
      `GET /v1/models HTTP/1.1\r\nHost: ${hostname}\r\nAuthorization: ${key.authorization}\r\n\r\n`,
    );
  });
  expect(end).toEqual({ code: "ECONNRESET", bytes: 0 });
});

test("a drop is a clean FIN before the last chunk", async () => {
  const mock = await open();
  mock.faults.next("GET /v1/models", { kind: "drop", afterBytes: 5 });
  const { hostname, port } = new URL(server.url);
  const end = await new Promise<{ how: string; text: string }>((resolve) => {
    let text = "";
    const socket = connect(Number(port), hostname);
    socket.on("data", (bytes) => (text += bytes.toString()));
    socket.on("error", (error) => resolve({ how: error.message, text }));
    socket.on("end", () => resolve({ how: "FIN", text }));
    socket.write(
      `GET /v1/models HTTP/1.1\r\nHost: ${hostname}\r\nAuthorization: ${key.authorization}\r\n\r\n`,
    );
  });
  expect(end.how).toBe("FIN");
  expect(end.text).toContain('5\r\n{"obj\r\n');
  expect(end.text).not.toContain("\r\n0\r\n");
});
