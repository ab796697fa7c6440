import { describe, expect, test } from "vitest";
import { Pareta, ParetaError } from "./index.ts";
import { fakeFetch, json } from "./testing/fake-fetch.ts";
import { sentBytes } from "./testing/multipart.ts";
import type { WorkerReport } from "./testing/browser-worker.ts";

const messages = [{ role: "user", content: "Who signs?" }];
const question = { model: "ep_1", messages, stream: true } as const;
const frame = (content: string) => `data: ${JSON.stringify({ choices: [{ delta: { content } }] })}\n\n`;

/** An answer that the engine's own network stack makes. */
const networkAnswer =
  (body: string, type = "text/event-stream") =>
  () =>
    fetch(`data:${type},${encodeURIComponent(body)}`);

async function textOf(client: Pareta): Promise<string> {
  let text = "";
  for await (const { choices } of client.chat.completions.create(question))
    text += choices[0].delta.content ?? "";
  return text;
}

describe("in a page", () => {
  test("X11 a string key is refused; a flag, a function and a proxy are not", () => {
    expect(() => new Pareta({ apiKey: "pareta_sk_1", fetch: fakeFetch() })).toThrow(ParetaError);
    expect(() => new Pareta({ apiKey: "pareta_sk_1", dangerouslyAllowBrowser: true })).not.toThrow();
    expect(() => new Pareta({ apiKey: () => "short-lived" })).not.toThrow();
    expect(() => new Pareta({ baseURL: "/api/pareta" })).not.toThrow();
    expect(() => Pareta.fromEnv()).toThrow(ParetaError);
  });

  test("W18 a path is resolved against the page's origin, and no User-Agent is set", async () => {
    const fetch = fakeFetch(json({ data: [] }));
    await new Pareta({ baseURL: "/api/pareta", fetch }).models.list();
    expect(fetch.sent[0]?.url).toBe(`${location.origin}/api/pareta/v1/models`);
    expect([...(fetch.sent[0]?.headers.keys() ?? [])]).toEqual(["accept"]);
  });

  test("it streams what the engine's network gives", async () => {
    const body = `${frame("Nörd")}: ping\n\n${frame("wind 😀")}data: [DONE]\n\n`;
    const client = new Pareta({ baseURL: "/api", fetch: networkAnswer(body) });
    expect(await textOf(client)).toBe("Nördwind 😀");
    const portal = new Pareta({ baseURL: "/api", fetch: networkAnswer("<html>", "text/html") });
    await expect(textOf(portal)).rejects.toMatchObject({ name: "APIResponseError" });
    await expect(portal.models.list()).rejects.toMatchObject({ name: "APIResponseError" });
  });

  test("W36 W10 the first chunk is there before the second is sent, and leaving the loop cancels the body", async () => {
    let more: ReadableStreamDefaultController<Uint8Array> | undefined;
    let cancelled = 0;
    const source = new ReadableStream<Uint8Array>({
      start(controller) {
        more = controller;
        controller.enqueue(new TextEncoder().encode(frame("first")));
      },
      cancel: () => void cancelled++,
    });
    const fetch = async () => new Response(source, { headers: { "content-type": "text/event-stream" } });
    const seen: (string | null)[] = [];
    for await (const { choices } of new Pareta({ baseURL: "/api", fetch }).chat.completions.create(
      question,
    )) {
      seen.push(choices[0].delta.content);
      if (seen.length === 2) break;
      more?.enqueue(new TextEncoder().encode(frame("second")));
    }
    expect(seen).toEqual(["first", "second"]);
    expect(cancelled).toBe(1);
  });

  test("T1 T30 a failure of the network: typed, with a hint at CORS and the proxy", async () => {
    // No server may listen on port 1, so that the engine refuses it by itself.
    const client = new Pareta({ baseURL: "http://127.0.0.1:1", maxRetries: 0 });
    await expect(client.models.list()).rejects.toMatchObject({
      name: "APIConnectionError",
      outcome: "unknown",
      message: expect.stringMatching(/CORS.*proxy/),
      cause: expect.any(TypeError),
    });
  });

  test("T32 abort: an AbortError with the caller's reason", async () => {
    const client = new Pareta({ baseURL: location.origin, fetch: () => new Promise(() => {}) });
    const controller = new AbortController();
    const listed = client.models.list({ signal: controller.signal });
    controller.abort("left");
    await expect(listed).rejects.toMatchObject({ name: "AbortError", cause: "left" });
  });

  test("M3 a form keeps its bytes, boundary and key over retries", async () => {
    const fetch = fakeFetch(json({}, 503, { "retry-after": "0" }), json({ eval_set: { id: "es_1" } }));
    const client = new Pareta({ baseURL: "/api", fetch });
    await client.evals.sets.create({ task: "t", items: [{ input: "ä" }] });
    const [one, two] = fetch.sent;
    expect(two?.body).toBeInstanceOf(Blob);
    expect(await sentBytes(two)).toEqual(await sentBytes(one));
    expect(one?.headers.get("content-type")).toMatch(/^multipart\/form-data; boundary=/);
    for (const name of ["content-type", "idempotency-key"])
      expect(two?.headers.get(name)).toBe(one?.headers.get(name));
  });

  test("a path as a document is refused: there is no file system here", async () => {
    const fetch = fakeFetch(json({}));
    const { sets } = new Pareta({ baseURL: "/api", fetch }).evals;
    const upload = sets.uploadDocument("es_1", "/etc/passwd", { idx: 0, fieldName: "document" });
    await expect(upload).rejects.toMatchObject({ name: "InvalidArgumentError", param: "file" });
    const file = new File(["%PDF"], "a.pdf");
    await expect(sets.uploadDocument("es_1", file, { idx: 0, fieldName: "document" })).resolves.toEqual({});
    expect(fetch.sent).toHaveLength(1);
  });
});

test("in a module worker: X11 the guard refuses, and a stream comes through a proxy", async () => {
  const worker = new Worker(new URL("./testing/browser-worker.ts", import.meta.url), { type: "module" });
  const report = await new Promise<WorkerReport>((resolve, reject) => {
    worker.addEventListener("message", ({ data }: MessageEvent<WorkerReport>) => resolve(data));
    worker.addEventListener("error", (event) => reject(new Error(event.message)));
  });
  worker.terminate();
  expect(report.text).toBe("Nördwind");
  expect(report.hasDocument).toBe(false);
  expect(report.refusal).toMatch(/ParetaError.*proxy/);
  expect(report.refusal).not.toContain("CANARY");
  expect(report.url).toBe(`${location.origin}/api/pareta/v1/chat/completions`);
  expect(report.headers).not.toHaveProperty("authorization");
  expect(report.headers).not.toHaveProperty("user-agent");
  expect(report.headers["idempotency-key"]).toMatch(/^pareta-ts-/);
});
