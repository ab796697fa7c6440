import { describe, expect, test } from "vitest";
import type { ParetaOptions, RequestOptions } from "../http/settings.ts";
import { FakeClock } from "../testing/fake-clock.ts";
import { fakeFetch, json, networkFailure, type Reply, type Sent, sentJson } from "../testing/fake-fetch.ts";
import { sentBytes, sentParts } from "../testing/multipart.ts";
import { testClient } from "../testing/test-client.ts";
import { set } from "../testing/wire-examples.ts";
import type { EvalRunCreateParams } from "./eval-runs.ts";

const roster = json({
  frontier_models: [
    { id: "gpt-5.5", benchmarked: true },
    { id: "claude-sonnet-4-6", benchmarked: false },
    { id: "open-1", benchmarked: true },
  ],
});
const stub = json({ run_id: "run_1", status: "queued" }, 202);
const created = json({ eval_set: set }, 201);
const completed = json({ run: { id: "run_1", status: "completed" } });
const items = [{ input: "a" }, { input: "b" }];

async function create(
  params: EvalRunCreateParams,
  replies: Reply[],
  options?: RequestOptions,
  client?: ParetaOptions,
) {
  const clock = new FakeClock();
  const fetch = fakeFetch(...replies);
  const { evals } = testClient(clock, { fetch, ...client });
  const outcome = await clock.settle(evals.runs.create(params, options));
  return { outcome, sent: fetch.sent, slept: clock.slept };
}

const steps = (sent: readonly Sent[]) =>
  sent.map(({ method, url }) => `${method} ${url.replace("https://api.pareta.ai/v1/", "")}`);
const keys = (sent: readonly Sent[]) => sent.map(({ headers }) => headers.get("idempotency-key"));

describe("frontier (contract 3.7)", () => {
  test.each<[string, Partial<EvalRunCreateParams>, string[], string[]]>([
    ["none", { frontier: "none" }, ["POST eval-runs"], ["open-1", "open-2"]],
    ["null", { frontier: null }, ["POST eval-runs"], ["open-1", "open-2"]],
    ["absent", {}, ["POST eval-runs"], ["open-1", "open-2"]],
    ["an empty list", { frontier: [] }, ["POST eval-runs"], ["open-1", "open-2"]],
    [
      "ids, models first, duplicates dropped",
      { frontier: ["gpt-5.5", "open-2", "gpt-5.5"] },
      ["POST eval-runs"],
      ["open-1", "open-2", "gpt-5.5"],
    ],
    [
      "all, with a task",
      { frontier: "all", task: "t1" },
      ["GET eval/frontier-models?task=t1", "POST eval-runs"],
      ["open-1", "open-2", "gpt-5.5", "claude-sonnet-4-6"],
    ],
    [
      "benchmarked, with a task",
      { frontier: "benchmarked", task: "t1" },
      ["GET eval/frontier-models?task=t1", "POST eval-runs"],
      ["open-1", "open-2", "gpt-5.5"],
    ],
  ])("%s", async (_, params, requests, candidates) => {
    const replies = requests.length > 1 ? [roster, stub] : [stub];
    const { outcome, sent } = await create(
      { evalSet: "es_41", models: ["open-1", "open-2", "open-1"], ...params } as EvalRunCreateParams,
      replies,
    );
    expect(steps(sent)).toEqual(requests);
    expect(sentJson(sent.at(-1))).toEqual({ eval_set_id: "es_41", candidate_model_ids: candidates });
    expect(outcome).toMatchObject({
      id: "run_1",
      status: "queued",
      evalSetId: "es_41",
      candidateModels: candidates,
    });
  });

  test("a keyword without a task asks the set for its own", async () => {
    const { sent } = await create({ evalSet: "es_41", models: ["open-1"], frontier: "benchmarked" }, [
      json({ eval_set: set }),
      roster,
      stub,
    ]);
    expect(steps(sent)).toEqual([
      "GET eval-sets/es_41",
      "GET eval/frontier-models?task=contract-key-fields",
      "POST eval-runs",
    ]);
  });

  test("a keyword that no task resolves, or that resolves to nobody, is an error before anything metered", async () => {
    const taskless = await create({ evalSet: "es_41", models: [], frontier: "all" }, [
      json({ eval_set: { id: "es_41" } }),
      stub,
    ]);
    expect(taskless.outcome).toMatchObject({ name: "ParetaError", outcome: "not-sent" });
    expect(steps(taskless.sent)).toEqual(["GET eval-sets/es_41"]);
    const nobody = await create({ task: "t", items, models: [], frontier: "all" }, [
      json({ frontier_models: [] }),
      stub,
    ]);
    expect(nobody.outcome).toMatchObject({ name: "ParetaError", outcome: "not-sent" });
    expect(steps(nobody.sent)).toEqual(["GET eval/frontier-models?task=t"]);
  });

  test("a keyword that no task resolves is an error also when models are given: no baseline is left out in silence", async () => {
    const { outcome, sent } = await create({ evalSet: "es_41", models: ["open-1"], frontier: "all" }, [
      json({ eval_set: { id: "es_41" } }),
      stub,
    ]);
    expect(outcome).toMatchObject({ name: "ParetaError", outcome: "not-sent" });
    expect(steps(sent)).toEqual(["GET eval-sets/es_41"]);
  });

  test("W23 a roster that fails leaves no inline set behind", async () => {
    const { outcome, sent } = await create({ task: "t", items, models: ["open-1"], frontier: "all" }, [
      json({}, 404),
    ]);
    expect(outcome).toMatchObject({ name: "NotFoundError" });
    expect(steps(sent)).toEqual(["GET eval/frontier-models?task=t"]);
  });
});

describe("inline rows become a set first", () => {
  test("with keys derived from the call's, and the name on the set alone", async () => {
    const { outcome, sent } = await create(
      { task: "t", items, models: ["m"], name: "mine" },
      [created, stub],
      { idempotencyKey: "k" },
    );
    expect(steps(sent)).toEqual(["POST eval-sets", "POST eval-runs"]);
    expect(keys(sent)).toEqual(["k:set", "k:run"]);
    const form = await sentParts(sent[0]);
    expect(form.find(({ name }) => name === "name")?.bytes.toString()).toBe("mine");
    expect(sentJson(sent[1])).toEqual({ eval_set_id: "es_41", candidate_model_ids: ["m"] });
    expect(outcome).toMatchObject({ id: "run_1", evalSetId: "es_41" });
  });

  test("M3 each POST keeps its key over its retries, and the rows their bytes and boundary", async () => {
    const { sent } = await create({ task: "t", items, models: ["m"] }, [
      networkFailure(),
      created,
      json({}, 500),
      stub,
    ]);
    const [set1, set2, run1, run2] = sent;
    const base = keys(sent)[0]?.replace(/:set$/, "");
    expect(keys(sent)).toEqual([`${base}:set`, `${base}:set`, `${base}:run`, `${base}:run`]);
    expect(await sentBytes(set2)).toEqual(await sentBytes(set1));
    expect(set2?.headers.get("content-type")).toBe(set1?.headers.get("content-type"));
    expect(run2?.body).toBe(run1?.body);
  });

  test("without idempotency there are no keys, and an unknown outcome is not tried again", async () => {
    const { outcome, sent } = await create(
      { task: "t", items, models: ["m"] },
      [created, networkFailure()],
      undefined,
      { idempotency: false },
    );
    expect(keys(sent)).toEqual([null, null]);
    expect(outcome).toMatchObject({ outcome: "unknown", retryable: false });
  });

  test("a run on an existing set has the call's key as it is, and no look carries it", async () => {
    const replies = [json({ eval_set: set }), roster, stub, completed];
    const params = { evalSet: "es_41", models: [], frontier: "all", wait: true } as const;
    const { sent } = await create(params, replies, { idempotencyKey: "k" });
    expect(keys(sent)).toEqual([null, null, "k", null]);
  });

  test("402 for the run: the set stands, the error says so by its class", async () => {
    const { outcome } = await create({ task: "t", items, models: ["m"] }, [
      created,
      json({ detail: "out of credit" }, 402),
    ]);
    expect(outcome).toMatchObject({ name: "InsufficientCreditsError", outcome: "refused" });
  });
});

describe("wait (contract 5.5, W24)", () => {
  const status = (value: string) => json({ run: { id: "run_1", status: value } });

  async function wait(params: object, replies: Reply[], advance = 0) {
    const clock = new FakeClock();
    const slow = replies.map((reply): Reply => (sent) => {
      clock.pass(advance);
      if (typeof reply === "function") return reply(sent);
      if (reply instanceof Error) throw reply;
      return reply.clone();
    });
    const fetch = fakeFetch(...slow);
    const outcome = await clock.settle(testClient(clock, { fetch }).evals.runs.wait("run_1", params));
    return { outcome, slept: clock.slept, looks: fetch.sent.length };
  }

  test("it looks before it sleeps, and sleeps 3 s by default", async () => {
    expect(await wait({}, [completed])).toMatchObject({
      slept: [],
      looks: 1,
      outcome: { status: "completed" },
    });
    const { slept, looks } = await wait({}, [
      status("queued"),
      status("running"),
      status("evaluating"),
      completed,
    ]);
    expect(slept).toEqual([3000, 3000, 3000]);
    expect(looks).toBe(4);
  });

  test("a failed run is data", async () => {
    const failed = json({ run: { id: "run_1", status: "failed", error_detail: "no rows" } });
    expect(await wait({}, [failed])).toMatchObject({
      outcome: { status: "failed", errorDetail: "no rows", isTerminal: true },
    });
  });

  test("the last sleep is what remains, and the deadline is checked after a look", async () => {
    const { outcome, slept, looks } = await wait({ pollInterval: 4, timeout: 10 }, [status("running")]);
    expect(slept).toEqual([4000, 4000, 2000]);
    expect(looks).toBe(4);
    expect(outcome).toMatchObject({
      name: "WaitTimeoutError",
      id: "run_1",
      timeout: 10,
      lastStatus: "running",
      outcome: "unknown",
      status: null,
      runId: "run_1",
    });
    expect((outcome as Error).message).toMatch(/run_1.*10 s/);
  });

  test("a timeout shorter than a second is told as it is, not as 0 s", async () => {
    const { outcome, slept } = await wait({ timeout: 0.1 }, [status("queued")]);
    expect(slept).toEqual([100]);
    expect((outcome as Error).message).toContain("0.1 s");
  });

  test("timeout 0 is one look", async () => {
    expect(await wait({ timeout: 0 }, [completed])).toMatchObject({ outcome: { status: "completed" } });
    expect(await wait({ timeout: 0 }, [status("queued")])).toMatchObject({
      slept: [],
      looks: 1,
      outcome: { name: "WaitTimeoutError" },
    });
  });

  test("looks that take longer than the wait end it after one", async () => {
    expect(await wait({ timeout: 5 }, [status("running")], 6000)).toMatchObject({
      slept: [],
      looks: 1,
      outcome: { lastStatus: "running" },
    });
  });

  test("pollInterval 0 is allowed and gives other work its turn", async () => {
    const { slept, looks } = await wait({ pollInterval: 0 }, [status("queued"), status("queued"), completed]);
    expect(slept).toEqual([0, 0]);
    expect(looks).toBe(3);
  });

  test("a look is retried by the transport; the error in the end carries runId", async () => {
    const recovered = await wait({}, [status("queued"), networkFailure(), json({}, 503), completed]);
    expect(recovered).toMatchObject({ outcome: { status: "completed" }, slept: [3000, 500, 1000] });
    const revoked = await wait({}, [status("queued"), json({ detail: "key revoked" }, 401)]);
    expect(revoked).toMatchObject({ outcome: { name: "AuthenticationError", runId: "run_1" }, looks: 2 });
  });

  test("create with wait: the errors after the start carry runId, those before it do not", async () => {
    const params = { evalSet: "es_41", models: ["m"], wait: true, timeout: 3, pollInterval: 2 } as const;
    const done = await create(params, [stub, status("running"), completed]);
    expect(done).toMatchObject({ outcome: { status: "completed" }, slept: [2000] });
    const late = await create(params, [stub, status("running")]);
    expect(late).toMatchObject({
      outcome: { name: "WaitTimeoutError", runId: "run_1" },
      slept: [2000, 1000],
    });
    const before = await create(params, [json({ detail: "out of credit" }, 402)]);
    expect(before.outcome).not.toHaveProperty("runId");
  });

  test("create with wait: a refused look does not say that the run was refused", async () => {
    const params = { evalSet: "es_41", models: ["m"], wait: true } as const;
    const { outcome } = await create(params, [stub, json({ detail: "key revoked" }, 401)]);
    expect(outcome).toMatchObject({ name: "AuthenticationError", outcome: "unknown", runId: "run_1" });
  });
});
