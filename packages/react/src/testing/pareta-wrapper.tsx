import { createMockPareta, type MockParetaOptions } from "@pareta/mock";
import { QueryClient } from "@tanstack/react-query";
import { Pareta } from "pareta";
import { type ReactNode, StrictMode } from "react";
import { ParetaProvider, type ParetaProviderProps } from "../provider/pareta-provider.tsx";
import { guardedFetch } from "./hook-guard.ts";

/** A StrictMode tree under a provider over a mock of its own; what a test leaves behind is checked at its end. */
export function paretaWrapper(
  options: MockParetaOptions = {},
  providerProps: Omit<ParetaProviderProps, "client" | "children"> = {},
) {
  const mock = createMockPareta(options);
  const queryClient = providerProps.queryClient ?? new QueryClient();
  const client = new Pareta({ fetch: guardedFetch(mock, queryClient) });
  function Wrapper({ children }: { children: ReactNode }) {
    return (
      <StrictMode>
        <ParetaProvider client={client} {...providerProps} queryClient={queryClient}>
          {children}
        </ParetaProvider>
      </StrictMode>
    );
  }
  return { mock, client, queryClient, wrapper: Wrapper };
}
