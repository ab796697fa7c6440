import { afterEach, describe, expect, test, vi } from "vitest";
import { FakeClock } from "../testing/fake-clock.ts";
import { fakeFetch, hang, json, networkFailure, type Reply } from "../testing/fake-fetch.ts";
import { completion, question, testClient } from "../testing/test-client.ts";
import type { RequestOptions } from "./settings.ts";

function setUp(...replies: Reply[]) {
  const clock = new FakeClock();
  const fetch = fakeFetch(...replies);
  const client = testClient(clock, { fetch, maxRetries: 4 });
  const ask = (options?: RequestOptions) => clock.settle(client.chat.completions.create(question, options));
  return { clock, fetch, client, ask };
}

const goOffline = () => vi.stubGlobal("navigator", { onLine: false });
const goOnline = () => vi.stubGlobal("navigator", { onLine: true });

afterEach(() => void vi.unstubAllGlobals());

describe("without a network (A14, B6)", () => {
  test("an attempt that fails while the runtime is offline is the last one, and nothing was sent", async () => {
    goOffline();
    const { clock, fetch, ask } = setUp(networkFailure(), json(completion));
    expect(await ask()).toMatchObject({ name: "APIConnectionError", outcome: "not-sent" });
    expect(fetch.sent).toHaveLength(1);
    expect(clock.slept).toEqual([]);
  });

  test.each([["a JSON answer"], ["a stream"]])("%s that goes offline is not sent again", async (kind) => {
    const drop = () => {
      goOffline();
      throw new TypeError("Failed to fetch");
    };
    const { clock, fetch, client, ask } = setUp(drop, json(completion));
    const stream = client.chat.completions.create({ ...question, stream: true })[Symbol.asyncIterator]();
    const error = kind === "a stream" ? await clock.settle(stream.next()) : await ask();
    expect(error).toMatchObject({ name: "APIConnectionError", outcome: "unknown" });
    expect(fetch.sent).toHaveLength(1);
  });

  test("going offline after an unknown attempt leaves the call unknown", async () => {
    const { fetch, ask } = setUp(
      json({}, 502),
      () => {
        goOffline();
        throw new TypeError("Failed to fetch");
      },
      json(completion),
    );
    expect(await ask()).toMatchObject({ name: "APIConnectionError", outcome: "unknown" });
    expect(fetch.sent).toHaveLength(2);
  });

  test.each([[false], [undefined]])("onLine of %s never refuses the first attempt", async (onLine) => {
    vi.stubGlobal("navigator", { onLine });
    const { fetch, ask } = setUp(json(completion));
    expect(await ask()).toMatchObject({ id: "cmpl_1" });
    expect(fetch.sent).toHaveLength(1);
  });

  test("a server that answers is reached, whatever onLine says: its 503 is retried", async () => {
    goOffline();
    const { fetch, ask } = setUp(json({}, 503), json(completion));
    expect(await ask()).toMatchObject({ id: "cmpl_1" });
    expect(fetch.sent).toHaveLength(2);
  });

  test.each([
    ["hung until the timeout", hang, "APITimeoutError"],
    [
      "began to answer",
      () => new Response(new ReadableStream({ pull: (body) => body.error(new TypeError("terminated")) })),
      "APIConnectionError",
    ],
  ] as const)("an attempt that %s had a network, so its outcome is unknown", async (_, reply, name) => {
    goOffline();
    const { fetch, ask } = setUp(reply);
    expect(await ask()).toMatchObject({ name, outcome: "unknown" });
    expect(fetch.sent).toHaveLength(1);
  });

  test("a network that comes back lets the next call be retried again", async () => {
    goOffline();
    const { fetch, ask } = setUp(networkFailure(), json({}, 502), json(completion));
    await ask();
    goOnline();
    expect(await ask()).toMatchObject({ id: "cmpl_1" });
    expect(fetch.sent).toHaveLength(3);
  });
});

describe("canRetry (A14)", () => {
  test("it is not asked for the first attempt, and twice for each further one: around the wait", async () => {
    const canRetry = vi.fn(() => true);
    const { ask } = setUp(json({}, 503), json({}, 503), json(completion));
    expect(await ask({ canRetry })).toMatchObject({ id: "cmpl_1" });
    expect(canRetry).toHaveBeenCalledTimes(4);
    canRetry.mockClear();
    await ask({ canRetry });
    expect(canRetry).not.toHaveBeenCalled();
  });

  test("false ends the call at once with the last error, without a wait", async () => {
    const { clock, fetch, ask } = setUp(json({ detail: "cold" }, 503));
    const error = await ask({ canRetry: () => false });
    expect(error).toMatchObject({ status: 503, message: "cold", outcome: "refused" });
    expect(fetch.sent).toHaveLength(1);
    expect(clock.slept).toEqual([]);
  });

  test("false after the wait ends the call before anything is sent", async () => {
    const answers = [true, true, true, false];
    const { clock, fetch, ask } = setUp(json({}, 502), json({ detail: "busy" }, 429));
    const error = await ask({ canRetry: () => answers.shift() ?? false });
    // The attempt before the last may have been charged.
    expect(error).toMatchObject({ status: 429, message: "busy", outcome: "unknown" });
    expect(fetch.sent).toHaveLength(2);
    expect(clock.slept).toHaveLength(2);
  });

  test("it is not asked for an error that is never retried, nor past the last attempt", async () => {
    const canRetry = vi.fn(() => true);
    const { ask } = setUp(json({}, 402));
    await ask({ canRetry });
    expect(canRetry).not.toHaveBeenCalled();
    const spent = setUp(json({}, 503));
    await spent.ask({ canRetry, maxRetries: 1 });
    expect(canRetry).toHaveBeenCalledTimes(2);
  });

  test("a signal that fires during the wait comes first", async () => {
    const controller = new AbortController();
    const { fetch, ask } = setUp(json({}, 503));
    const canRetry = () => {
      controller.abort();
      return true;
    };
    expect(await ask({ canRetry, signal: controller.signal })).toMatchObject({ name: "AbortError" });
    expect(fetch.sent).toHaveLength(1);
  });

  test("a stream asks too, and only until its answer begins", async () => {
    const { clock, fetch, client } = setUp(json({}, 503));
    const stream = client.chat.completions.create({ ...question, stream: true }, { canRetry: () => false });
    expect(await clock.settle(stream[Symbol.asyncIterator]().next())).toMatchObject({ status: 503 });
    expect(fetch.sent).toHaveLength(1);
  });

  test.each([[true], ["no"], [{}]])(
    "%j in its place is refused before anything is sent",
    async (canRetry) => {
      const { fetch, ask } = setUp(json(completion));
      const options = { canRetry } as unknown as RequestOptions;
      expect(await ask(options)).toMatchObject({ name: "InvalidArgumentError", param: "canRetry" });
      expect(fetch.sent).toHaveLength(0);
    },
  );

  test("in the fields of the wire it is refused: it would be dropped there without a word", async () => {
    const { client } = setUp(json(completion));
    const call = client.chat.completions.create({ ...question, canRetry: () => false });
    await expect(call).rejects.toMatchObject({ param: "canRetry" });
  });
});
