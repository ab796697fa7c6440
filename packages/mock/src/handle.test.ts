import { describe, expect, test } from "vitest";
import { createMockPareta } from "./index.ts";
import { methodOf, routes } from "./route.ts";
import { eventually, mountNames, openMock } from "./testing/mounts.ts";
import { chat } from "./testing/streamed-chat.ts";

/** `/tasks/match` is a task's address too, so its methods are both's. */
const paths = [...new Set(routes.map((route) => route.slice(route.indexOf("/v1") + 3)))].filter(
  (path) => path !== "/tasks/match",
);
const allowed = (path: string) =>
  routes
    .filter((route) => route.endsWith(` /v1${path}`))
    .map(methodOf)
    .join(", ");

describe.each(mountNames)("addresses and methods by %s", (mount) => {
  test.each(paths)(
    "HEAD %s is a 405 without a body, as FastAPI answers, and acts on nothing",
    async (path) => {
      const { mock, call, close } = await openMock(mount, { scenario: "offline" });
      const response = await call(path.replace("{id}", "ep_contract_kie_01"), { method: "HEAD" });
      expect([response.status, response.headers.get("allow")]).toEqual([405, allowed(path)]);
      expect(await response.text()).toBe("");
      expect(mock.snapshot().readsAnswered).toEqual([]);
      expect(mock.requests).toMatchObject([{ method: "HEAD", status: 405, route: null }]);
      await close();
    },
  );

  test("a slash too many is sent on with a 307, and nothing is done under the wrong address", async () => {
    const { mock, call, close } = await openMock(mount);
    const bodies: Record<string, unknown> = {
      "/models/": null,
      "/endpoints/ep_sentiment_01/": null,
      "/endpoints/ep_contract_kie_01/cost/?window=7d": null,
      "/chat/completions/": chat,
      "/endpoints/": { task: "review-sentiment" },
    };
    for (const [path, body] of Object.entries(bodies)) {
      const init = body === null ? {} : { method: "POST", body: JSON.stringify(body) };
      const response = await call(path, { ...init, redirect: "manual" });
      expect([path, response.status, await response.text()]).toEqual([path, 307, ""]);
      const location = new URL(response.headers.get("location") ?? "");
      expect(`${location.pathname}${location.search}`).toBe(
        `/v1${path.replace("/?", "?").replace(/\/$/, "")}`,
      );
    }
    expect(mock.ledger).toEqual([]);
    expect(mock.requests.map((row) => row.route)).toEqual(Array(5).fill(null));
    expect((await call("/nowhere/")).status).toBe(404);
    await close();
  });

  test.each([
    ["a body of 10^5 brackets", "[".repeat(1e5) + "]".repeat(1e5)],
    ["10^5 that never close", "[".repeat(1e5)],
    ["objects without end", '{"a":'.repeat(1e5) + "1" + "}".repeat(1e5)],
    ["depth inside of a field", `{"model":"m","messages":[],"x":${"[".repeat(1e5)}${"]".repeat(1e5)}}`],
  ])("%s is a 422, and the mock goes on", async (_, body) => {
    const { mock, call, close } = await openMock(mount);
    for (const path of ["/chat/completions", "/tasks/match", "/endpoints", "/eval-runs"]) {
      const response = await call(path, { method: "POST", body, headers: { "idempotency-key": path } });
      expect(response.status).toBe(422);
      expect(await response.json()).toMatchObject({ detail: [{ loc: ["body"], type: "json_invalid" }] });
    }
    const form = new FormData();
    form.set("task_id", "contract-key-fields");
    form.set("items", new File([`{"a":1}\n{"a":${"[".repeat(1e5)}${"]".repeat(1e5)}}`], "items.jsonl"));
    const rows = await call("/eval-sets", { method: "POST", body: form });
    expect(await rows.json()).toMatchObject({
      detail: [{ loc: ["body", "items", 1], type: "json_invalid" }],
    });
    expect(JSON.parse(JSON.stringify(mock.snapshot())).ledger).toEqual([]);
    await close();
  });

  test("a route that reads no body takes any", async () => {
    const { call, close } = await openMock(mount);
    for (const body of ["{oops", "[".repeat(1e5), ""]) {
      expect((await call("/endpoints/ep_sentiment_01/start", { method: "POST", body })).status).toBe(200);
    }
    const init = { method: "DELETE", body: "{oops" };
    expect((await call("/endpoints/ep_sentiment_01", init)).status).toBe(204);
    await close();
  });

  test("what is only deep is taken", async () => {
    const { call, close } = await openMock(mount);
    const metadata: unknown = JSON.parse("[".repeat(150) + "]".repeat(150));
    const body = JSON.stringify({ ...chat, metadata });
    expect((await call("/chat/completions", { method: "POST", body })).status).toBe(200);
    await close();
  });
});

test("a client that follows the 307 keeps its method and body", async () => {
  const { call, close } = await openMock("http");
  const init = { method: "POST", body: JSON.stringify({ query: "contracts" }) };
  expect((await call("/tasks/match/", init)).status).toBe(200);
  await close();
});

test.each([
  [null],
  [true],
  ["string"],
  [[]],
  [{ type: "array", items: null }],
  [{ type: "object", properties: null }],
  [{ type: "object", properties: ["x"] }],
  [{ enum: [] }],
  [{ type: ["string", "null"] }],
])("a tool whose schema has the property %j is called", async (property) => {
  const { post } = await openMock("fetch");
  const parameters = { type: "object", properties: { name: property, city: { type: "string" } } };
  const tools = [{ type: "function", function: { name: "lookup", parameters } }];
  const { choices } = await (await post("/chat/completions", { ...chat, tools })).json();
  const [call] = choices[0].message.tool_calls;
  expect(JSON.parse(call.function.arguments)).toHaveProperty("city");
});

describe("an upload that its caller breaks off", () => {
  const uploading = (told: (reason: unknown) => void) =>
    new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(new TextEncoder().encode('{"model":')),
      cancel: told,
    });

  test("rejects with the caller's reason, and its source is told", async () => {
    const { fetch, requests, ledger, faults } = createMockPareta();
    faults.next("POST /v1/chat/completions", { kind: "status", status: 500 });
    const leaving = new AbortController();
    let told: unknown;
    const body = uploading((reason) => (told = reason));
    const init = { method: "POST", body, signal: leaving.signal };
    const sent = fetch("https://x.test/v1/chat/completions", init);
    await eventually(() => requests.length === 1);
    const reason = new Error("enough");
    leaving.abort(reason);
    await expect(sent).rejects.toBe(reason);
    expect(told).toBe(reason);
    expect(requests[0]).toMatchObject({ status: null, abortedAt: expect.any(Number) });
    expect(ledger).toEqual([]);
    // The fault waits for a request that gets through.
    const whole = { method: "POST", body: JSON.stringify(chat) };
    expect((await fetch("https://x.test/v1/chat/completions", whole)).status).toBe(500);
  });

  test("reset ends it too", async () => {
    const mock = createMockPareta();
    const init = { method: "POST", body: uploading(() => {}) };
    const sent = mock.fetch("https://x.test/v1/chat/completions", init);
    mock.reset();
    await expect(sent).rejects.toBeInstanceOf(TypeError);
    expect(mock.requests).toEqual([]);
  });

  test("over HTTP it ends with the socket", async () => {
    const { mock, call, close } = await openMock("http");
    const leaving = new AbortController();
    const init: RequestInit & { duplex: string } = {
      method: "POST",
      body: uploading(() => {}),
      signal: leaving.signal,
      duplex: "half",
    };
    const sent = call("/chat/completions", init);
    await eventually(() => mock.requests.length === 1);
    leaving.abort();
    await expect(sent).rejects.toMatchObject({ name: "AbortError" });
    await eventually(() => mock.requests[0]?.abortedAt !== null);
    expect(mock.requests[0]?.status).toBeNull();
    await close();
  });
});
