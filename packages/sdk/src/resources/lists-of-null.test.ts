import { expect, test } from "vitest";
import { Pareta } from "../client.ts";
import { fakeFetch, json } from "../testing/fake-fetch.ts";

const lists: [string, string, (client: Pareta) => Promise<unknown>][] = [
  ["models.list", '{"object":"list","data":null}', (client) => client.models.list()],
  ["endpoints.list", "null", (client) => client.endpoints.list()],
  ["tasks.list", '{"tasks":null}', (client) => client.tasks.list()],
  ["evals.frontierModels", '{"frontier_models":null}', (client) => client.evals.frontierModels()],
  ["evals.sets.list", '{"eval_sets":null}', (client) => client.evals.sets.list()],
];

test.each(lists)("%s reads null as an empty list (B19)", async (_, body, list) => {
  const client = new Pareta({ fetch: fakeFetch(json(body)) });
  expect(await list(client)).toEqual([]);
});

test.each(lists)(
  "%s without its list, or with something else there, is still an error",
  async (_, body, list) => {
    const odd =
      body === "null"
        ? ["{}", '"x"', ""]
        : ["{}", "null", "", body.replace("null", "{}"), body.replace("null", '"x"')];
    for (const text of odd) {
      const client = new Pareta({ fetch: fakeFetch(json(text)) });
      await expect(list(client)).rejects.toMatchObject({ name: "APIResponseError" });
    }
  },
);

test("a run's results, a leaderboard's models and a match's candidates of null are empty", async () => {
  const run = { run: { id: "run_1", status: "completed", candidate_model_ids: null }, results: null };
  const client = (body: object) => new Pareta({ fetch: fakeFetch(json(body)) });
  expect(await client(run).evals.runs.retrieve("run_1")).toMatchObject({ results: [], candidateModels: [] });
  expect(await client({ task_id: "t", models: null }).tasks.leaderboard("t")).toMatchObject({ models: [] });
  expect(await client({ candidates: null }).tasks.match("x")).toMatchObject({ candidates: [] });
});
