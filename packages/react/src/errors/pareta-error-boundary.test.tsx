import { useSuspenseQuery } from "@tanstack/react-query";
import { act, cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { type ReactNode, Suspense } from "react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { useChatCompletion } from "../chat/use-chat-completion.ts";
import { useParetaClient } from "../provider/use-pareta-client.ts";
import { paretaQueries } from "../queries/pareta-queries.ts";
import { allowConsoleErrors } from "../testing/hook-guard.ts";
import { paretaWrapper } from "../testing/pareta-wrapper.tsx";
import { ParetaErrorBoundary } from "./pareta-error-boundary.tsx";

// React reports each error that a boundary caught.
beforeEach(allowConsoleErrors);
afterEach(cleanup);

let isBroken = true;

function Panel({ children }: { children?: ReactNode }) {
  if (isBroken) throw new TypeError("Cannot read properties of undefined\n    at Panel (panel.tsx:1:1)");
  return <button type="button">{children ?? "Whole again"}</button>;
}

/** A panel that throws, in a boundary; gives what the boundary tells. */
function renderBroken() {
  isBroken = true;
  const onError = vi.fn<(error: unknown) => void>();
  render(
    <ParetaErrorBoundary onError={onError}>
      <Panel />
    </ParetaErrorBoundary>,
  );
  return onError;
}

const tryAgain = () => fireEvent.click(screen.getByRole("button", { name: "Try again" }));

describe("ParetaErrorBoundary", () => {
  it("shows what broke without its stack, tells the page once, and renders anew on Try again", () => {
    const onError = renderBroken();
    expect(screen.getByRole("alert")).toHaveTextContent("This panel crashed");
    expect(document.body).not.toHaveTextContent("panel.tsx");
    expect(onError).toHaveBeenCalledTimes(1);
    isBroken = false;
    tryAgain();
    expect(screen.getByRole("button", { name: "Whole again" })).toBeInTheDocument();
    expect(screen.queryByRole("alert")).toBeNull();
  });

  it("what breaks again is caught again", () => {
    const onError = renderBroken();
    tryAgain();
    expect(screen.getByRole("alert")).toBeInTheDocument();
    expect(onError).toHaveBeenCalledTimes(2);
  });

  it("the focus goes to the failure when it was in what broke, and before what is there anew", () => {
    isBroken = false;
    const panel = () => (
      <ParetaErrorBoundary>
        <Panel />
      </ParetaErrorBoundary>
    );
    const { container, rerender } = render(panel());
    act(() => screen.getByRole("button").focus());
    isBroken = true;
    rerender(panel());
    expect(container.querySelector('[data-slot="error-state"]')).toHaveFocus();
    isBroken = false;
    act(() => screen.getByRole("button", { name: "Try again" }).focus());
    tryAgain();
    const place = document.activeElement;
    expect(place).not.toBe(document.body);
    expect(place?.nextElementSibling).toBe(screen.getByRole("button", { name: "Whole again" }));
  });

  it("the focus goes to the failure in a shadow root too (B9)", () => {
    isBroken = false;
    const root = document.body.appendChild(document.createElement("div")).attachShadow({ mode: "open" });
    const container = root.appendChild(document.createElement("div"));
    const panel = () => (
      <ParetaErrorBoundary>
        <Panel />
      </ParetaErrorBoundary>
    );
    const { rerender } = render(panel(), { container });
    act(() => container.querySelector("button")?.focus());
    isBroken = true;
    rerender(panel());
    expect(root.activeElement).toBe(container.querySelector('[data-slot="error-state"]'));
  });

  it("a focus elsewhere on the page stays where it is", () => {
    isBroken = true;
    render(
      <>
        <input aria-label="Draft" />
        <ParetaErrorBoundary>
          <Panel />
        </ParetaErrorBoundary>
      </>,
    );
    const draft = screen.getByLabelText("Draft");
    act(() => draft.focus());
    isBroken = false;
    tryAgain();
    expect(draft).toHaveFocus();
  });

  it("renders anew when a reset key changes, and not before", () => {
    isBroken = true;
    const page = (id: string) => (
      <ParetaErrorBoundary resetKeys={[id]}>
        <Panel />
      </ParetaErrorBoundary>
    );
    const { rerender } = render(page("ep_1"));
    isBroken = false;
    rerender(page("ep_1"));
    expect(screen.getByRole("alert")).toBeInTheDocument();
    rerender(page("ep_2"));
    expect(screen.queryByRole("alert")).toBeNull();
  });

  it("takes a fallback of the page's own", () => {
    isBroken = true;
    render(
      <ParetaErrorBoundary
        fallback={({ error, reset }) => (
          <button type="button" onClick={reset}>
            {error instanceof TypeError ? "Show it again" : "?"}
          </button>
        )}
      >
        <Panel />
      </ParetaErrorBoundary>,
    );
    isBroken = false;
    fireEvent.click(screen.getByRole("button", { name: "Show it again" }));
    expect(screen.getByRole("button", { name: "Whole again" })).toBeInTheDocument();
  });

  it("a read that failed shows as its kind, and Try again reads once more", async () => {
    const { mock, wrapper } = paretaWrapper({ pace: "instant" });
    mock.faults.next("GET /v1/models", { kind: "status", status: 403 });
    function Models() {
      const { data } = useSuspenseQuery({ ...paretaQueries(useParetaClient()).models.list(), retry: false });
      return <p>{`${data.length} models`}</p>;
    }
    render(
      <ParetaErrorBoundary>
        <Suspense fallback="Loading">
          <Models />
        </Suspense>
      </ParetaErrorBoundary>,
      { wrapper },
    );
    await waitFor(() => expect(screen.getByRole("alert")).toHaveTextContent("This key doesn’t have access"));
    const before = mock.requests.length;
    await act(async () => void tryAgain());
    await waitFor(() => expect(screen.getByText(/^\d+ models$/)).toBeInTheDocument());
    expect(mock.requests).toHaveLength(before + 1);
  });

  it("R8 Try again sends nothing that costs money", async () => {
    const { mock, wrapper } = paretaWrapper({ pace: "instant" });
    isBroken = true;
    function Chat() {
      const { mutate, isIdle, data } = useChatCompletion();
      if (data && isBroken) throw new TypeError("The page cannot show this answer.");
      const ask = () => mutate({ model: "ep_general_chat_01", messages: [{ role: "user", content: "Hi" }] });
      return (
        <button type="button" onClick={ask}>
          {isIdle ? "Ask" : "Asking"}
        </button>
      );
    }
    render(
      <ParetaErrorBoundary>
        <Chat />
      </ParetaErrorBoundary>,
      { wrapper },
    );
    const posts = () => mock.requests.filter((request) => request.method === "POST");
    fireEvent.click(screen.getByRole("button", { name: "Ask" }));
    await screen.findByRole("alert");
    expect(posts()).toHaveLength(1);
    isBroken = false;
    await act(async () => void tryAgain());
    expect(screen.getByRole("button", { name: "Ask" })).toBeInTheDocument();
    expect(posts()).toHaveLength(1);
  });
});
