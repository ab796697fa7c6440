import { createMockPareta } from "@pareta/mock";
import { QueryClient } from "@tanstack/react-query";
import { act, render } from "@testing-library/react";
import { Pareta } from "pareta";
import { type ReactNode, StrictMode } from "react";
import { renderToString } from "react-dom/server";
import { prerender } from "react-dom/static";
import { afterEach, describe, expect, it, vi } from "vitest";
import * as door from "./index.ts";

/** Every hook that is not a chat's: a new one must be added. */
type HookName = Exclude<Extract<keyof typeof door, `use${string}`>, `useChat${string}`>;
const hooks: Record<HookName, () => unknown> = {
  useCreateEvalSet: () => door.useCreateEvalSet(),
  useDeleteEndpoint: () => door.useDeleteEndpoint(),
  useDeleteEvalSet: () => door.useDeleteEvalSet(),
  useDeploy: () => [door.useDeploy(), door.useDeploy({ id: "mine" })],
  useEndpoint: () => door.useEndpoint("ep_general_chat_01"),
  useEndpointMetric: () => door.useEndpointMetric("ep_general_chat_01", "cost"),
  useEndpoints: () => door.useEndpoints(),
  useEvalRun: () => door.useEvalRun("run_contracts_01"),
  useEvalSet: () => door.useEvalSet("es_contracts_120"),
  useEvalSets: () => door.useEvalSets(),
  useFrontierModels: () => door.useFrontierModels(),
  useLeaderboard: () => door.useLeaderboard("contract-key-fields"),
  useModels: () => door.useModels(),
  useParetaClient: () => door.useParetaClient(),
  useRunHistory: () => door.useRunHistory(),
  useStartEndpoint: () => door.useStartEndpoint(),
  useStartEvalRun: () => door.useStartEvalRun(),
  useStopEndpoint: () => door.useStopEndpoint(),
  useTask: () => door.useTask("contract-key-fields"),
  useTaskMatch: () => door.useTaskMatch("invoices"),
  useTasks: () => door.useTasks(),
  useUploadDocument: () => door.useUploadDocument(),
};

const forbidden: string[] = [];
let isRendering = false;

/** React and the page have the clock; what runs while a component renders has not. */
function withoutChance(): void {
  const guard = (owner: object, name: string) => {
    const real: (...values: unknown[]) => unknown = Reflect.get(owner, name);
    vi.spyOn(owner as Record<string, () => unknown>, name).mockImplementation((...values: unknown[]) => {
      if (isRendering) forbidden.push(name);
      return real.apply(owner, values);
    });
  };
  guard(Date, "now");
  guard(Math, "random");
  guard(crypto, "randomUUID");
  guard(crypto, "getRandomValues");
}

function Rendering({ callHooks }: { callHooks: () => unknown }): ReactNode {
  isRendering = true;
  try {
    callHooks();
  } finally {
    isRendering = false;
  }
  return "rendered";
}

function page(use: () => unknown) {
  const client = new Pareta({ fetch: createMockPareta().fetch });
  const queryClient = new QueryClient();
  const tree = (
    <StrictMode>
      <door.ParetaProvider client={client} queryClient={queryClient}>
        <Rendering callHooks={use} />
      </door.ParetaProvider>
    </StrictMode>
  );
  return { tree, queryClient };
}

afterEach(() => {
  vi.restoreAllMocks();
  forbidden.length = 0;
});

describe("rendering knows no clock and no chance (B15)", () => {
  it.each(Object.entries(hooks))("%s, on a server and prerendered", async (_, use) => {
    withoutChance();
    expect(renderToString(page(use).tree)).toBe("rendered");
    await prerender(page(use).tree);
    expect(forbidden).toEqual([]);
  });

  it.each(Object.entries(hooks))("%s, in the first render of a page", async (_, use) => {
    withoutChance();
    const { tree, queryClient } = page(use);
    const { unmount } = render(tree);
    expect(forbidden).toEqual([]);
    await act(() => Promise.resolve());
    unmount();
    queryClient.clear();
  });

  it("the provider makes its own QueryClient without either", () => {
    withoutChance();
    const client = new Pareta({ fetch: createMockPareta().fetch });
    const provider = () => door.ParetaProvider({ client });
    expect(renderToString(<Rendering callHooks={() => renderToString(<Nested of={provider} />)} />)).toBe(
      "rendered",
    );
    expect(forbidden).toEqual([]);
  });
});

function Nested({ of }: { of: () => ReactNode }): ReactNode {
  return of();
}
