// oxlint-disable-next-line eslint/no-restricted-imports -- this is @pareta/react/testing, the one door that knows the mock
import { createMockPareta, type MockPareta, type MockParetaOptions } from "@pareta/mock";
import { QueryClient } from "@tanstack/react-query";
import { render, type RenderResult } from "@testing-library/react";
import { Pareta } from "pareta";
import { type ReactNode, StrictMode } from "react";
import type { HistoryRecord } from "./history/history-record.ts";
import type { HistoryStore } from "./history/history-store.ts";
import { withoutUndefined } from "./memory/without-undefined.ts";
import { ParetaProvider, type ParetaProviderProps } from "./provider/pareta-provider.tsx";

type ProviderOptions = Omit<ParetaProviderProps, "client" | "children">;

/** The provider's options, with those of the mock that is made where none is given. */
export interface RenderWithParetaOptions extends MockParetaOptions, ProviderOptions {
  /** A backend of the test's own, for a fault that the first render meets; the mock's options are its own then. */
  mock?: MockPareta | undefined;
  /** Render in React's StrictMode. Default true. */
  strict?: boolean | undefined;
}

export interface RenderWithParetaResult extends RenderResult {
  /** The backend: its `ledger`, its `requests`, and `faults` to script. */
  readonly mock: MockPareta;
  readonly client: Pareta;
  readonly queryClient: QueryClient;
}

/** A history of this test's own: nothing is left in localStorage. */
function testHistory(): HistoryStore {
  const records = new Map<string, HistoryRecord>();
  return {
    list: async () => [...records.values()],
    put: async (record) => void records.set(record.attemptId, record),
    remove: async (id) => void records.delete(id),
  };
}

/**
 * Renders under a provider over a whole Pareta in memory (`@pareta/mock`), with a QueryClient and a history of its own.
 * Nothing leaves the page, and the same seed and scenario give the same answers.
 *
 * @example
 * ```tsx
 * import { useModels } from "@pareta/react";
 * import { renderWithPareta } from "@pareta/react/testing";
 *
 * function Count() {
 *   return <p>{`${useModels().data?.length ?? "…"} models`}</p>;
 * }
 *
 * const { findByText, mock } = renderWithPareta(<Count />, { scenario: "empty", seed: 7 });
 * await findByText("0 models");
 * console.log(mock.requests.length, mock.ledger.length);
 * ```
 */
export function renderWithPareta(
  ui: ReactNode,
  options: RenderWithParetaOptions = {},
): RenderWithParetaResult {
  const { strict = true, mock: given, queryClient = new QueryClient(), ...rest } = options;
  const {
    scope,
    onError,
    maxConcurrentStreams,
    history = testHistory(),
    locale,
    labels,
    ...mockOptions
  } = rest;
  const ignored = Object.keys(withoutUndefined(mockOptions));
  if (given && ignored.length > 0) {
    throw new Error(`renderWithPareta: \`mock\` brings its own ${ignored.join(", ")}.`);
  }
  const mock = given ?? createMockPareta(mockOptions);
  const client = new Pareta({ fetch: mock.fetch });
  // All of them by name: what is added to the provider must be added here.
  const provided: Required<ProviderOptions> = {
    scope,
    queryClient,
    onError,
    maxConcurrentStreams,
    history,
    locale,
    labels,
  };
  function Wrapper({ children }: { children: ReactNode }) {
    const tree = (
      <ParetaProvider {...provided} client={client}>
        {children}
      </ParetaProvider>
    );
    return strict ? <StrictMode>{tree}</StrictMode> : tree;
  }
  const rendered: RenderResult = render(ui, { wrapper: Wrapper });
  return { ...rendered, mock, client, queryClient };
}
