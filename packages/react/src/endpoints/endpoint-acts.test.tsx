import { act, renderHook, waitFor } from "@testing-library/react";
import { ConflictError, InsufficientCreditsError } from "pareta";
import { describe, expect, it } from "vitest";
import { paretaWrapper } from "../testing/pareta-wrapper.tsx";
import { useDeleteEndpoint } from "./use-delete-endpoint.ts";
import { useEndpoint } from "./use-endpoint.ts";
import { useEndpoints } from "./use-endpoints.ts";
import { useStartEndpoint } from "./use-start-endpoint.ts";
import { useStopEndpoint } from "./use-stop-endpoint.ts";

/** A page that shows one endpoint and the list, with every button. */
async function page(id: string, setup = paretaWrapper()) {
  const hook = renderHook(
    () => ({
      one: useEndpoint(id),
      all: useEndpoints(),
      start: useStartEndpoint(),
      stop: useStopEndpoint(),
      remove: useDeleteEndpoint(),
    }),
    { wrapper: setup.wrapper },
  );
  await waitFor(() => expect(hook.result.current.one.data && hook.result.current.all.data).toBeTruthy());
  const shown = () => [
    hook.result.current.one.data?.status,
    hook.result.current.all.data?.find((endpoint) => endpoint.id === id)?.status,
  ];
  const posts = () => setup.mock.requests.filter((row) => row.method === "POST");
  return { ...setup, ...hook, shown, posts };
}

describe("useStartEndpoint", () => {
  it("shows starting at once, follows it, and then it is live", async () => {
    const setup = paretaWrapper({ pace: { latencyMs: 150, wakeMs: 10 } });
    const { result, shown, posts } = await page("ep_sentiment_01", setup);
    expect(shown()).toEqual(["stopped", "stopped"]);
    act(() => result.current.start.mutate("ep_sentiment_01"));
    await waitFor(() => expect(shown()).toEqual(["starting", "starting"]));
    expect(result.current.start.isPending).toBe(true);
    await waitFor(() => expect(shown()).toEqual(["live", "live"]), { timeout: 8000 });
    expect(posts()).toHaveLength(1);
  }, 10_000);

  it("is set back when it is refused", async () => {
    const { result, shown } = await page("ep_sentiment_01", paretaWrapper({ scenario: "no-credit" }));
    await act(() => result.current.start.mutateAsync("ep_sentiment_01").catch(() => {}));
    await waitFor(() => expect(result.current.start.error).toBeInstanceOf(InsufficientCreditsError));
    expect(shown()).toEqual(["stopped", "stopped"]);
  });

  it("is not repeated under the key of one that was lost before a stop", async () => {
    const { result, mock, posts } = await page("ep_sentiment_01");
    for (let attempt = 0; attempt < 3; attempt++) {
      mock.faults.next("POST /v1/endpoints/{id}/start", { kind: "drop" });
    }
    await act(() => result.current.start.mutateAsync("ep_sentiment_01").catch(() => {}));
    await act(() => result.current.stop.mutateAsync("ep_sentiment_01"));
    await act(() => result.current.start.mutateAsync("ep_sentiment_01"));
    const keys = posts().map((row) => row.key);
    expect(new Set(keys.slice(0, 3)).size).toBe(1);
    expect(keys.at(-1)).not.toBe(keys[0]);
    await waitFor(() => expect(result.current.one.data?.status).toBe("live"));
  }, 10_000);
});

describe("useStopEndpoint", () => {
  it("shows stopped at once; two presses are one", async () => {
    const { result, shown, posts } = await page("ep_general_chat_01");
    act(() => {
      result.current.stop.mutate("ep_general_chat_01");
      result.current.stop.mutate("ep_general_chat_01");
    });
    await waitFor(() => expect(shown()).toEqual(["stopped", "stopped"]));
    await waitFor(() => expect(result.current.stop.status).toBe("success"));
    expect(posts()).toHaveLength(1);
  });

  it("is set back when the endpoint may not be changed", async () => {
    const { result, shown } = await page("pareta-prod-9");
    await act(() => result.current.stop.mutateAsync("pareta-prod-9").catch(() => {}));
    await waitFor(() => expect(result.current.stop.error).toBeInstanceOf(ConflictError));
    expect(shown()).toEqual(["live", "live"]);
  }, 10_000);
});

describe("useDeleteEndpoint", () => {
  it("takes it off the list; the page that shows it asks for it no more", async () => {
    const { result, mock, shown } = await page("ep_sentiment_01");
    const looks = () => mock.requests.filter((row) => row.route === "GET /v1/endpoints/{id}").length;
    const before = looks();
    await act(() => result.current.remove.mutateAsync("ep_sentiment_01"));
    await waitFor(() => expect(shown()).toEqual(["stopped", undefined]));
    expect(looks()).toBe(before);
  });
});
