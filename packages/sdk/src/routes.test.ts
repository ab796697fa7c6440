import { expect, test } from "vitest";
import { Pareta } from "./client.ts";
import { fakeFetch, json, noContent } from "./testing/fake-fetch.ts";

const raw = json({});
const place = { idx: 0, fieldName: "document" };

/** Section 3.0 of the contract: the call, its request line, and an answer that it takes. */
const routes: [string, (client: Pareta) => Promise<unknown>, string, Response?][] = [
  ["models.list", ({ models }) => models.list(), "GET /v1/models", json({ data: [] })],
  [
    "chat.completions.create",
    ({ chat }) => chat.completions.create({ model: "m", messages: [{ role: "user", content: "x" }] }),
    "POST /v1/chat/completions",
    json({ choices: [{ message: {} }] }),
  ],
  ["endpoints.list", ({ endpoints }) => endpoints.list(), "GET /v1/endpoints", json([])],
  [
    "endpoints.retrieve",
    ({ endpoints }) => endpoints.retrieve("e 1"),
    "GET /v1/endpoints/e%201",
    json({ id: "e" }),
  ],
  ["endpoints.start", ({ endpoints }) => endpoints.start("e"), "POST /v1/endpoints/e/start"],
  ["endpoints.stop", ({ endpoints }) => endpoints.stop("e"), "POST /v1/endpoints/e/stop"],
  ["endpoints.delete", ({ endpoints }) => endpoints.delete("e"), "DELETE /v1/endpoints/e", noContent()],
  [
    "metrics.performance",
    ({ endpoints }) => endpoints.metrics("e").performance({ window: "24h" }),
    "GET /v1/endpoints/e/performance?window=24h",
  ],
  ["metrics.uptime", ({ endpoints }) => endpoints.metrics("e").uptime(), "GET /v1/endpoints/e/uptime"],
  [
    "metrics.cost",
    ({ endpoints }) => endpoints.metrics("e").cost({ group_by: "day" }),
    "GET /v1/endpoints/e/cost?group_by=day",
  ],
  [
    "metrics.quality",
    ({ endpoints }) => endpoints.metrics("e").quality({ since_hours: 24 }),
    "GET /v1/endpoints/e/quality?since_hours=24",
  ],
  [
    "metrics.activity",
    ({ endpoints }) => endpoints.metrics("e").activity({ since: "30d" }),
    "GET /v1/endpoints/e/activity?since=30d",
  ],
  ["tasks.list", ({ tasks }) => tasks.list(), "GET /v1/tasks", json({ tasks: [] })],
  ["tasks.retrieve", ({ tasks }) => tasks.retrieve("t"), "GET /v1/tasks/t", json({ id: "t" })],
  [
    "tasks.retrieve with examples",
    ({ tasks }) => tasks.retrieve("t", { examplesN: 3 }),
    "GET /v1/tasks/t?examples_n=3",
    json({ id: "t" }),
  ],
  ["tasks.match", ({ tasks }) => tasks.match("q"), "POST /v1/tasks/match"],
  [
    "tasks.leaderboard",
    ({ tasks }) => tasks.leaderboard("t"),
    "GET /v1/tasks/t/leaderboard",
    json({ task_id: "t" }),
  ],
  [
    "tasks.recommended",
    ({ tasks }) => tasks.recommended("t"),
    "GET /v1/tasks/t/leaderboard",
    json({ task_id: "t" }),
  ],
  [
    "evals.frontierModels",
    ({ evals }) => evals.frontierModels(),
    "GET /v1/eval/frontier-models",
    json({ frontier_models: [] }),
  ],
  [
    "evals.frontierModels of a task",
    ({ evals }) => evals.frontierModels("t"),
    "GET /v1/eval/frontier-models?task=t",
    json({ frontier_models: [] }),
  ],
  [
    "evals.sets.create",
    ({ evals }) => evals.sets.create({ task: "t", items: [{}] }),
    "POST /v1/eval-sets",
    json({ eval_set: { id: "s" } }, 201),
  ],
  ["evals.sets.list", ({ evals }) => evals.sets.list(), "GET /v1/eval-sets", json({ eval_sets: [] })],
  [
    "evals.sets.retrieve",
    ({ evals }) => evals.sets.retrieve("s"),
    "GET /v1/eval-sets/s",
    json({ eval_set: { id: "s" } }),
  ],
  ["evals.sets.delete", ({ evals }) => evals.sets.delete("s"), "DELETE /v1/eval-sets/s", noContent()],
  [
    "evals.sets.uploadDocument",
    ({ evals }) => evals.sets.uploadDocument("s", new Blob(["x"]), place),
    "POST /v1/eval-sets/s/attach-blob",
  ],
  [
    "evals.runs.create",
    ({ evals }) => evals.runs.create({ evalSet: "s", models: ["m"] }),
    "POST /v1/eval-runs",
    json({ run_id: "r" }, 202),
  ],
  [
    "evals.runs.retrieve",
    ({ evals }) => evals.runs.retrieve("r"),
    "GET /v1/eval-runs/r",
    json({ run: { id: "r", status: "queued" } }),
  ],
  [
    "evals.runs.wait",
    ({ evals }) => evals.runs.wait("r"),
    "GET /v1/eval-runs/r",
    json({ run: { id: "r", status: "failed" } }),
  ],
];

test.each(routes)(
  "%s is one request, its promise resolves, and its options reach it",
  async (_, call, line, reply = raw) => {
    const fetch = fakeFetch(reply);
    await call(new Pareta({ fetch }));
    expect(
      fetch.sent.map(({ method, url }) => `${method} ${url.replace("https://api.pareta.ai", "")}`),
    ).toEqual([line]);
    expect(fetch.sent[0]?.redirect).toBe("manual");
  },
);

test("tasks.recommended is the leaderboard's, null without one", async () => {
  const of = (body: object) =>
    new Pareta({ fetch: fakeFetch(json({ task_id: "t", ...body })) }).tasks.recommended("t");
  expect(await of({ recommended: "qwen-1" })).toBe("qwen-1");
  expect(await of({})).toBeNull();
});

/** Every method, taken off its object. */
function methodsOf(value: object, path: string): [string, (...values: unknown[]) => unknown][] {
  return Object.entries(value).flatMap(([name, member]: [string, unknown]) => {
    if (typeof member === "function") return [[`${path}.${name}`, member as () => unknown]];
    return typeof member === "object" && member !== null ? methodsOf(member, `${path}.${name}`) : [];
  });
}

const { chat, models, endpoints, tasks, evals } = new Pareta({ fetch: fakeFetch(json({})) });
const all = methodsOf(
  { chat, models, endpoints, tasks, evals, metrics: endpoints.metrics("ep_1") },
  "client",
);

test.each(all)("B14 %s works without its object", async (_, method) => {
  const argument = {
    task: "t",
    model: "m",
    messages: [{ role: "user", content: "x" }],
    items: [{}],
    evalSet: "s",
    models: ["m"],
  };
  let result: unknown;
  try {
    result = await method(argument, { idx: 0, fieldName: "f" });
  } catch (error) {
    result = error;
  }
  expect(result).not.toBeInstanceOf(TypeError);
});

test("B14 there are as many methods as the contract's section 4 lists", () => {
  expect(all.map(([name]) => name.replace("client.", "")).toSorted()).toEqual([
    "chat.completions.create",
    "endpoints.delete",
    "endpoints.deploy",
    "endpoints.list",
    "endpoints.metrics",
    "endpoints.retrieve",
    "endpoints.start",
    "endpoints.stop",
    "endpoints.waitUntilLive",
    "evals.frontierModels",
    "evals.runs.create",
    "evals.runs.retrieve",
    "evals.runs.wait",
    "evals.sets.create",
    "evals.sets.delete",
    "evals.sets.list",
    "evals.sets.retrieve",
    "evals.sets.uploadDocument",
    "metrics.activity",
    "metrics.cost",
    "metrics.performance",
    "metrics.quality",
    "metrics.uptime",
    "models.list",
    "tasks.leaderboard",
    "tasks.list",
    "tasks.match",
    "tasks.recommended",
    "tasks.retrieve",
  ]);
});
