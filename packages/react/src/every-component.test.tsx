import { createMockPareta } from "@pareta/mock";
import { QueryClient } from "@tanstack/react-query";
import { act, render, waitFor } from "@testing-library/react";
import { Pareta } from "pareta";
import { StrictMode } from "react";
import { hydrateRoot } from "react-dom/client";
import { renderToString } from "react-dom/server";
import { describe, expect, it, vi } from "vitest";
import { ParetaProvider } from "./provider/pareta-provider.tsx";
import { EveryComponent, everyComponent } from "./testing/every-component.tsx";
import { guardedFetch } from "./testing/hook-guard.ts";
import { paretaWrapper } from "./testing/pareta-wrapper.tsx";

function open() {
  const mock = createMockPareta();
  const queryClient = new QueryClient();
  const client = new Pareta({ fetch: guardedFetch(mock, queryClient) });
  const page = (
    <StrictMode>
      <ParetaProvider client={client} queryClient={queryClient}>
        <EveryComponent client={client} />
      </ParetaProvider>
    </StrictMode>
  );
  return { mock, client, page };
}

describe("every component", () => {
  it("M20 renders on a server, asks for nothing there, and brings no style attribute", () => {
    const { mock, page } = open();
    const html = renderToString(page);
    expect(mock.requests).toEqual([]);
    expect(html).not.toMatch(/\sstyle=/);
    for (const { name } of everyComponent) expect(html).toContain(`data-sample="${name}"`);
  });

  it("R15 hydrates without a mismatch", async () => {
    const error = vi.spyOn(console, "error");
    const { page } = open();
    const container = document.createElement("div");
    container.innerHTML = renderToString(page);
    document.body.append(container);
    const recovered: unknown[] = [];
    const root = await act(async () =>
      hydrateRoot(container, page, { onRecoverableError: (failure) => recovered.push(failure) }),
    );
    expect(recovered).toEqual([]);
    expect(error.mock.calls).toEqual([]);
    await act(async () => root.unmount());
    container.remove();
    error.mockRestore();
  });

  it("M1 mounts twice under StrictMode and posts nothing", async () => {
    const { mock, client, wrapper } = paretaWrapper();
    const { unmount } = render(<EveryComponent client={client} />, { wrapper });
    await waitFor(() => expect(mock.requests.length).toBeGreaterThan(0));
    expect(mock.requests.filter(({ method }) => method !== "GET")).toEqual([]);
    expect(mock.ledger).toEqual([]);
    unmount();
  });
});
