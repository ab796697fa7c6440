import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import { act, waitFor } from "@testing-library/react";
import { createMockPareta } from "@pareta/mock";
import { Pareta } from "pareta";
import { StrictMode } from "react";
import { hydrateRoot } from "react-dom/client";
import { renderToString } from "react-dom/server";
import { expect, it } from "vitest";
import { useChatStream } from "./chat/use-chat-stream.ts";
import { useDeploy } from "./endpoints/use-deploy.ts";
import { useEvalRun } from "./evals/use-eval-run.ts";
import { useModels } from "./models/use-models.ts";
import { ParetaProvider } from "./provider/pareta-provider.tsx";
import { paretaDehydrateOptions } from "./queries/dehydrate-options.ts";
import { paretaQueries } from "./queries/pareta-queries.ts";
import { guardedFetch } from "./testing/hook-guard.ts";

function Page() {
  const models = useModels({ staleTime: 60_000 });
  const run = useEvalRun("run_contracts_01");
  const chat = useChatStream({
    model: "ep_general_chat_01",
    initialMessages: [{ role: "assistant", content: "How can I help?" }],
  });
  const deploy = useDeploy();
  return (
    <p>
      {`${models.data?.length} models, ${run.data?.status}, ${deploy.status}, `}
      {chat.messages.map((message) => (
        <i key={message.id} id={message.id}>
          {JSON.stringify(message.content)}
        </i>
      ))}
    </p>
  );
}

it("R15 a page hydrates without a mismatch, finds what another base URL prefetched, and asks for nothing", async () => {
  const server = createMockPareta();
  const prefetching = new QueryClient();
  const queries = paretaQueries(new Pareta({ baseURL: "https://api.pareta.ai", fetch: server.fetch }));
  await prefetching.prefetchQuery(queries.models.list());
  guardedFetch(server, prefetching);
  await prefetching.prefetchQuery(queries.evals.runs.retrieve("run_contracts_01"));
  const state = JSON.parse(JSON.stringify(dehydrate(prefetching, paretaDehydrateOptions())));
  const page = (client: Pareta, queryClient: QueryClient) => (
    <StrictMode>
      <ParetaProvider client={client} queryClient={queryClient}>
        <HydrationBoundary state={state}>
          <Page />
        </HydrationBoundary>
      </ParetaProvider>
    </StrictMode>
  );
  const rendering = new QueryClient();
  guardedFetch(server, rendering);
  const html = renderToString(page(new Pareta({ fetch: server.fetch }), rendering));
  const serverRequests = server.requests.length;
  expect(serverRequests).toBe(2);

  const browser = createMockPareta();
  const queryClient = new QueryClient();
  const client = new Pareta({ baseURL: "/api/pareta", fetch: guardedFetch(browser, queryClient) });
  const container = document.body.appendChild(document.createElement("div"));
  container.innerHTML = html;
  const before = container.innerHTML;
  const mismatches: unknown[] = [];
  const root = await act(async () =>
    hydrateRoot(container, page(client, queryClient), {
      onRecoverableError: (error) => mismatches.push(error),
    }),
  );
  expect(mismatches).toEqual([]);
  expect(container.innerHTML).toBe(before);
  await waitFor(() => expect(queryClient.isFetching()).toBe(0));
  expect(browser.requests).toEqual([]);
  act(() => root.unmount());
  container.remove();
});
