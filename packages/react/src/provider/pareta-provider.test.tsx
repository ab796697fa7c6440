import { createMockPareta } from "@pareta/mock";
import { QueryClient, QueryClientProvider, useQueryClient } from "@tanstack/react-query";
import { act, render, renderHook, screen, waitFor } from "@testing-library/react";
import { Pareta } from "pareta";
import type { ReactNode } from "react";
import { describe, expect, it, vi } from "vitest";
import { useChatStream } from "../chat/use-chat-stream.ts";
import { useModels } from "../models/use-models.ts";
import { allowConsoleErrors, guardedFetch } from "../testing/hook-guard.ts";
import { posts, question } from "../testing/open-test-chat.ts";
import { ParetaProvider } from "./pareta-provider.tsx";
import { useParetaClient } from "./use-pareta-client.ts";

function newClient(queryClient: QueryClient, scenario: "happy" | "empty" = "happy") {
  const mock = createMockPareta({ scenario, pace: { tokensPerSecond: 500 } });
  return { mock, client: new Pareta({ fetch: guardedFetch(mock, queryClient) }) };
}

describe("ParetaProvider", () => {
  it("R7 a hook outside of it names it", () => {
    allowConsoleErrors();
    expect(() => renderHook(() => useParetaClient())).toThrow(/<ParetaProvider client=\{client\}>/);
  });

  it("without a client says so", () => {
    allowConsoleErrors();
    // A module that failed to load, or a test's forgotten mock.
    const missing = {} as { client: Pareta };
    expect(() => render(<ParetaProvider {...missing} />)).toThrow(/needs a `client`/);
  });

  it("gives its client, and the QueryClient it was given, the nearest, or one of its own", () => {
    const given = new QueryClient();
    const { client } = newClient(given);
    const nearest = new QueryClient();
    const read = (wrapper: (props: { children: ReactNode }) => ReactNode) =>
      renderHook(() => ({ client: useParetaClient(), queryClient: useQueryClient() }), { wrapper }).result
        .current;

    const own = read(({ children }) => <ParetaProvider client={client}>{children}</ParetaProvider>);
    expect(own.client).toBe(client);
    expect(own.queryClient).toBeInstanceOf(QueryClient);
    const inherited = read(({ children }) => (
      <QueryClientProvider client={nearest}>
        <ParetaProvider client={client}>{children}</ParetaProvider>
      </QueryClientProvider>
    ));
    expect(inherited.queryClient).toBe(nearest);
    const explicit = read(({ children }) => (
      <QueryClientProvider client={nearest}>
        <ParetaProvider client={client} queryClient={given}>
          {children}
        </ParetaProvider>
      </QueryClientProvider>
    ));
    expect(explicit.queryClient).toBe(given);
  });

  it("scopes share a QueryClient and no data", async () => {
    const queryClient = new QueryClient();
    const full = newClient(queryClient);
    const empty = newClient(queryClient, "empty");
    function Count({ name }: { name: string }) {
      return <p>{`${name}: ${useModels().data?.length ?? "…"}`}</p>;
    }
    render(
      <QueryClientProvider client={queryClient}>
        <ParetaProvider client={full.client} scope="one">
          <Count name="one" />
        </ParetaProvider>
        <ParetaProvider client={empty.client} scope="two">
          <Count name="two" />
        </ParetaProvider>
      </QueryClientProvider>,
    );
    expect(await screen.findByText("one: 4")).toBeVisible();
    expect(await screen.findByText("two: 0")).toBeVisible();
  });

  it("R5 another client for the same scope: the old one's chat stops, its data goes, the new one is asked", async () => {
    // A removed query that is still shown keeps a timer of React Query's own for its gcTime.
    const queryClient = new QueryClient({ defaultOptions: { queries: { gcTime: 100 } } });
    const before = newClient(queryClient);
    const after = newClient(queryClient, "empty");
    let chat: ReturnType<typeof useChatStream> | undefined;
    function Page() {
      chat = useChatStream({ model: "ep_general_chat_01", chatId: "kept" });
      return <p>{`${useModels().data?.length ?? "…"} models, ${chat.messageIds.length} messages`}</p>;
    }
    const tree = (client: Pareta) => (
      <ParetaProvider client={client} queryClient={queryClient}>
        <Page />
      </ParetaProvider>
    );
    const { rerender } = render(tree(before.client));
    await screen.findByText("4 models, 0 messages");
    act(() => void chat?.sendMessage(question));
    await waitFor(() => expect(chat?.status).toBe("streaming"));
    rerender(tree(after.client));
    await screen.findByText("0 models, 0 messages");
    await waitFor(() => expect(posts(before.mock)[0]?.abortedAt).not.toBeNull());
    expect(posts(after.mock)).toEqual([]);
  });

  it("a client made inline in render is warned of by name, once", () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    const { mock } = newClient(new QueryClient());
    function App() {
      // The React Compiler would make it once.
      "use no memo";
      return <ParetaProvider client={new Pareta({ fetch: mock.fetch })} />;
    }
    const { rerender } = render(<App />);
    for (let render = 0; render < 6; render++) rerender(<App />);
    expect(warn.mock.calls).toEqual([
      [expect.stringMatching(/^ParetaProvider: `client` was another Pareta/)],
    ]);
    vi.restoreAllMocks();
  });
});
