import { createMockPareta } from "@pareta/mock";
import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import { Pareta } from "pareta";
import { createElement } from "react";
import { renderToString } from "react-dom/server";
import { expect, it } from "vitest";
import * as door from "./index.ts";

// This file runs in Node, without a DOM: a reference to `window` at import or while rendering fails it.

function Page() {
  const models = door.useModels();
  const run = door.useEvalRun("run_contracts_01");
  const chat = door.useChatStream({
    model: "ep_general_chat_01",
    initialMessages: [{ role: "user", content: "Hi" }],
  });
  const deploy = door.useDeploy({ id: "mine" });
  const { runs } = door.useRunHistory();
  const start = door.useStartEvalRun();
  const upload = door.useUploadDocument();
  const parts = [
    `${models.data?.length ?? "no"} models`,
    run.data?.status ?? "no run",
    chat.messages.length,
    deploy.status,
    runs.length,
    start.status,
    upload.progress.total,
  ];
  return createElement("p", null, parts.join(", "));
}

it("R15 M20 every hook renders on a server, and nothing is sent", () => {
  const mock = createMockPareta();
  const client = new Pareta({ fetch: mock.fetch });
  const html = renderToString(createElement(door.ParetaProvider, { client }, createElement(Page)));
  expect(html).toBe("<p>no models, no run, 1, idle, 0, idle, 0</p>");
  expect(mock.requests).toEqual([]);
});

it("what was prefetched through the factories is in the page", async () => {
  const mock = createMockPareta();
  const client = new Pareta({ baseURL: "https://api.pareta.ai", fetch: mock.fetch });
  const queryClient = new QueryClient();
  const queries = door.paretaQueries(client);
  await Promise.all([
    queryClient.prefetchQuery(queries.models.list()),
    queryClient.prefetchQuery(queries.evals.runs.retrieve("run_contracts_01")),
  ]);
  const count = mock.requests.length;
  const state = dehydrate(queryClient, door.paretaDehydrateOptions());
  const page = createElement(HydrationBoundary, { state }, createElement(Page));
  const html = renderToString(
    createElement(door.ParetaProvider, { client, queryClient: new QueryClient() }, page),
  );
  expect(html).toMatch(/^<p>\d models, completed, 1, idle/);
  expect(mock.requests).toHaveLength(count);
});
