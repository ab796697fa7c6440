import { getEventListeners } from "node:events";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Pareta } from "../client.ts";
import { APIUserAbortError } from "../errors.ts";
import { FakeClock } from "../testing/fake-clock.ts";
import { fakeFetch, hang, json } from "../testing/fake-fetch.ts";
import {
  answer,
  head,
  type ScriptedServer,
  stall,
  startScriptedServer,
  write,
} from "../testing/scripted-server.ts";
import { completion, endpoint, noModels, question, testClient } from "../testing/test-client.ts";

/** A signal, the hand that fires it with a reason of its own, and what still listens to it. */
function stopper() {
  const controller = new AbortController();
  const reason = new Error("the user left");
  return {
    signal: controller.signal,
    stop: () => controller.abort(reason),
    reason,
    listeners: () => getEventListeners(controller.signal, "abort").length,
  };
}

/** How a call ended; the outcome of the caller's own abort when it has the reason given and left no listener. */
async function problem(call: Promise<unknown>, user: ReturnType<typeof stopper>): Promise<unknown> {
  const error: unknown = await call.catch((error: unknown) => error);
  if (!(error instanceof APIUserAbortError)) return { error };
  if (error.name !== "AbortError" || error.retryable || error.cause !== user.reason) return { error };
  return user.listeners() === 0 ? error.outcome : { listeners: user.listeners() };
}

describe("T32 W12 at the server", () => {
  let server: ScriptedServer;
  let client: Pareta;
  beforeEach(async () => {
    server = await startScriptedServer();
    client = new Pareta({ apiKey: "k", baseURL: server.url });
  });
  afterEach(() => server.close());

  test("while the headers are awaited: the socket closes and nothing more is sent", async () => {
    server.on("POST /v1/chat/completions", [stall]);
    const user = stopper();
    const call = client.chat.completions.create(question, { signal: user.signal });
    const arrival = await server.arrival(0);
    expect(user.listeners()).toBe(1);
    user.stop();
    expect(await problem(call, user)).toBe("unknown");
    await arrival.closed;
    expect(server.arrivals).toHaveLength(1);
  });

  test("while the body is read", async () => {
    server.on("GET /v1/models", [
      head(200, { "content-type": "application/json", "content-length": "99" }),
      write("{"),
      stall,
    ]);
    const user = stopper();
    const call = client.models.list({ signal: user.signal });
    const arrival = await server.arrival(0);
    user.stop();
    expect(await problem(call, user)).toBe("unknown");
    await arrival.closed;
  });

  test("while the body of an error is read", async () => {
    server.on("GET /v1/models", [head(500, { "content-length": "99" }), write("{"), stall]);
    const user = stopper();
    const call = client.models.list({ signal: user.signal });
    const arrival = await server.arrival(0);
    user.stop();
    expect(await problem(call, user)).toBe("unknown");
    await arrival.closed;
  });

  test("while a stream's head is awaited", async () => {
    server.on("POST /v1/chat/completions", [stall]);
    const user = stopper();
    const stream = client.chat.completions.create({ ...question, stream: true }, { signal: user.signal });
    const call = stream[Symbol.asyncIterator]().next();
    const arrival = await server.arrival(0);
    user.stop();
    expect(await problem(call, user)).toBe("unknown");
    await arrival.closed;
  });

  test("during DNS or connect: a signal that fires right after the call", async () => {
    server.on("GET /v1/models", answer(200, noModels));
    const user = stopper();
    const call = client.models.list({ signal: user.signal });
    user.stop();
    expect(await problem(call, user)).toBe("unknown");
  });

  test("no listener is left after success and after failure, on a signal that serves many calls", async () => {
    server.on("GET /v1/models", answer(200, noModels));
    server.on("GET /v1/tasks", answer(404, { detail: "no" }));
    const user = stopper();
    for (let round = 0; round < 5; round++) {
      await client.models.list({ signal: user.signal });
      await client.tasks.list({ signal: user.signal }).catch(() => {});
    }
    expect(user.listeners()).toBe(0);
  });

  test("a signal that fires after the end changes nothing", async () => {
    server.on("GET /v1/models", answer(200, noModels));
    const user = stopper();
    const models = await client.models.list({ signal: user.signal });
    user.stop();
    expect(models).toEqual([]);
  });
});

describe("T32 W12 between the requests", () => {
  test("B12 before the call: nothing is sent", async () => {
    const fetch = fakeFetch(json(completion));
    const client = new Pareta({ apiKey: "k", fetch });
    const user = stopper();
    user.stop();
    const options = { signal: user.signal };
    expect(await problem(client.models.list(options), user)).toBe("not-sent");
    expect(await problem(client.chat.completions.create(question, options), user)).toBe("not-sent");
    expect(await problem(client.endpoints.waitUntilLive("ep_1", {}, options), user)).toBe("not-sent");
    expect(await problem(client.endpoints.deploy({ task: "t", wait: true }, options), user)).toBe("not-sent");
    expect(await problem(client.evals.runs.wait("run_1", {}, options), user)).toBe("not-sent");
    const set = { task: "t", items: [{ input: "a" }] };
    expect(await problem(client.evals.sets.create(set, options), user)).toBe("not-sent");
    const file = { idx: 0, fieldName: "document" };
    expect(
      await problem(client.evals.sets.uploadDocument("es_1", new Blob(["x"]), file, options), user),
    ).toBe("not-sent");
    const stream = client.chat.completions.create({ ...question, stream: true }, options);
    expect(await problem(stream[Symbol.asyncIterator]().next(), user)).toBe("not-sent");
    expect(fetch.sent).toHaveLength(0);
  });

  test("during the key function: nothing is sent", async () => {
    const fetch = fakeFetch(json(noModels));
    const client = new Pareta({ apiKey: () => new Promise(() => {}), fetch });
    const user = stopper();
    const call = client.models.list({ signal: user.signal });
    user.stop();
    expect(await problem(call, user)).toBe("not-sent");
    expect(fetch.sent).toHaveLength(0);
  });

  test("a fetch that does not know signals is left behind, and its late answer is cancelled", async () => {
    let answerLate: (response: Response) => void = () => {};
    const late = new Promise<Response>((resolve) => (answerLate = resolve));
    const client = new Pareta({ apiKey: "k", fetch: fakeFetch(() => late) });
    const user = stopper();
    const call = client.models.list({ signal: user.signal });
    await new FakeClock().idle();
    user.stop();
    expect(await problem(call, user)).toBe("unknown");
    const cancelled = new Promise<void>((resolve) => {
      answerLate(new Response(new ReadableStream({ cancel: () => resolve() })));
    });
    await cancelled;
  });

  test("during the sleep before a retry: at once, and no further request", async () => {
    const clock = new FakeClock();
    const fetch = fakeFetch(json({}, 503, { "retry-after": "30" }));
    const user = stopper();
    const call = testClient(clock, { fetch }).models.list({ signal: user.signal });
    await clock.idle();
    expect(clock.pending).toBe(1);
    user.stop();
    expect(await problem(call, user)).toBe("unknown");
    expect(clock.slept).toEqual([]);
    expect(clock.pending).toBe(0);
    expect(fetch.sent).toHaveLength(1);
  });

  test("during a wait for a run or an endpoint: between the looks and during one", async () => {
    const queued = json({ run: { id: "run_1", status: "queued" } });
    for (const kind of ["run", "endpoint"] as const) {
      const start = (replies: Parameters<typeof fakeFetch>) => {
        const clock = new FakeClock();
        const fetch = fakeFetch(...replies);
        const user = stopper();
        const { evals, endpoints } = testClient(clock, { fetch });
        const options = { signal: user.signal };
        const call =
          kind === "run"
            ? evals.runs.wait("run_1", {}, options)
            : endpoints.waitUntilLive("ep_1", {}, options);
        return { clock, fetch, user, call };
      };
      const pending = kind === "run" ? queued : json({ ...endpoint, status: "starting" });
      const between = start([pending]);
      await between.clock.idle();
      between.user.stop();
      expect(await problem(between.call, between.user)).toBe("unknown");
      expect(between.clock.pending).toBe(0);
      expect(between.fetch.sent).toHaveLength(1);
      const during = start([pending, hang]);
      await during.clock.idle();
      during.clock.next();
      await during.clock.idle();
      expect(during.fetch.sent).toHaveLength(2);
      during.user.stop();
      expect(await problem(during.call, during.user)).toBe("unknown");
      expect(during.clock.pending).toBe(0);
    }
  });

  test("an abort is neither a timeout nor retried", async () => {
    const clock = new FakeClock();
    const fetch = fakeFetch(hang);
    const user = stopper();
    const call = testClient(clock, { fetch }).models.list({ signal: user.signal });
    await clock.idle();
    user.stop();
    expect(await problem(call, user)).toBe("unknown");
    expect(fetch.sent).toHaveLength(1);
    expect(fetch.sent[0]?.signal.aborted).toBe(true);
  });

  test("a timeout is no abort, and leaves the caller's signal alone", async () => {
    const clock = new FakeClock();
    const user = stopper();
    const call = testClient(clock, { fetch: fakeFetch(hang), maxRetries: 0 }).models.list({
      signal: user.signal,
    });
    expect(await clock.settle(call)).toMatchObject({ name: "APITimeoutError" });
    expect(user.signal.aborted).toBe(false);
    expect(user.listeners()).toBe(0);
  });
});
