import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, renderHook, waitFor } from "@testing-library/react";
import type { ReactNode } from "react";
import { describe, expect, it } from "vitest";
import { useChatCompletion } from "../chat/use-chat-completion.ts";
import { useChatMessage } from "../chat/use-chat-message.ts";
import { useChatStream } from "../chat/use-chat-stream.ts";
import { useDeploy } from "../endpoints/use-deploy.ts";
import { useEndpoints } from "../endpoints/use-endpoints.ts";
import { useStopEndpoint } from "../endpoints/use-stop-endpoint.ts";
import { useEvalRun } from "../evals/use-eval-run.ts";
import { useStartEvalRun } from "../evals/use-start-eval-run.ts";
import { useRunHistory } from "../history/use-run-history.ts";
import { memoryHistory } from "../testing/memory-history.ts";
import { question } from "../testing/open-test-chat.ts";
import { paretaWrapper } from "../testing/pareta-wrapper.tsx";

const model = "ep_general_chat_01";

/** A provider with a QueryClient of its own, and the host's QueryClientProvider between it and the hooks. */
function setup() {
  const below = new QueryClient();
  const errors: string[] = [];
  const pareta = paretaWrapper(
    {},
    {
      history: memoryHistory(),
      onError: (error, { noun, act }) => errors.push(`${noun}.${act}: ${error.name}`),
    },
  );
  const wrapper = ({ children }: { children: ReactNode }) => (
    <pareta.wrapper>
      <QueryClientProvider client={below}>{children}</QueryClientProvider>
    </pareta.wrapper>
  );
  const isUntouched = () =>
    below.getQueryCache().getAll().length === 0 && below.getMutationCache().getAll().length === 0;
  return { ...pareta, below, errors, wrapper, isUntouched };
}

describe("a QueryClientProvider below the ParetaProvider", () => {
  it("does not hide a deploy: it is shown, in the history, and on the list of endpoints (A8)", async () => {
    const { mock, wrapper, isUntouched } = setup();
    const { result } = renderHook(
      () => ({ deploy: useDeploy({ id: "mine" }), history: useRunHistory(), endpoints: useEndpoints() }),
      { wrapper },
    );
    await waitFor(() => expect(result.current.endpoints.isSuccess).toBe(true));
    const endpoint = await act(() => result.current.deploy.deployAsync({ task: "invoice-extraction" }));
    await waitFor(() => expect(result.current.deploy).toMatchObject({ status: "live", endpoint }));
    await waitFor(() => expect(result.current.history.deploys).toMatchObject([{ endpointId: endpoint.id }]));
    await waitFor(() => expect(result.current.endpoints.data?.map(({ id }) => id)).toContain(endpoint.id));
    expect(mock.ledger).toHaveLength(1);
    expect(isUntouched()).toBe(true);
  });

  it("does not hide a run, a chat or a completion, and takes no part in them (A8)", async () => {
    const { wrapper, isUntouched } = setup();
    const { result } = renderHook(
      () => {
        const start = useStartEvalRun();
        const chat = useChatStream({ model });
        return {
          start,
          run: useEvalRun(start.data?.id ?? "run_contracts_01"),
          history: useRunHistory(),
          completion: useChatCompletion(),
          chat,
          row: useChatMessage(chat.chatId, chat.messageIds[1] ?? ""),
        };
      },
      { wrapper },
    );
    const run = await act(() =>
      result.current.start.mutateAsync({
        evalSet: "es_contracts_120",
        models: ["contract-key-fields-open-1"],
      }),
    );
    await waitFor(() => expect(result.current.run.data?.id).toBe(run.id));
    await waitFor(() => expect(result.current.history.runs).toMatchObject([{ id: run.id }]));
    await act(() => result.current.chat.sendMessage(question));
    await waitFor(() => expect(result.current.row?.status).toBe("complete"));
    await act(() =>
      result.current.completion.mutateAsync({ model, messages: [{ role: "user", content: question }] }),
    );
    await waitFor(() => expect(result.current.completion.isSuccess).toBe(true));
    expect(isUntouched()).toBe(true);
  });

  it("does not silence onError, for reads, mutations and deploys (A8)", async () => {
    const { mock, wrapper, errors } = setup();
    mock.setScenario("forbidden");
    const { result } = renderHook(
      () => ({ deploy: useDeploy(), stop: useStopEndpoint(), endpoints: useEndpoints() }),
      { wrapper },
    );
    await waitFor(() => expect(result.current.endpoints.isError).toBe(true));
    await act(() => result.current.stop.mutateAsync(model).catch(() => {}));
    await act(async () => void (await result.current.deploy.deployAsync({ task: "t" }).catch(() => {})));
    expect([...new Set(errors)].toSorted()).toEqual([
      "endpoints.deploy: PermissionDeniedError",
      "endpoints.list: PermissionDeniedError",
      "endpoints.stop: PermissionDeniedError",
    ]);
  });
});
