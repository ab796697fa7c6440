import { act, cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import {
  APIConnectionError,
  APIStatusError,
  BadRequestError,
  EndpointNotReadyError,
  InsufficientCreditsError,
  NotFoundError,
  RateLimitError,
} from "pareta";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { errorLabels } from "../labels/error-labels.ts";
import { failedAnswer, sampleErrors } from "../testing/sample-errors.ts";
import { type ErrorKind, errorKind } from "./error-kind.ts";
import { errorSentence } from "./error-sentence.ts";
import { ErrorState } from "./error-state.tsx";

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 6, 1, 12) });
});

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

describe("ErrorState", () => {
  it("402 offers Top up in a new tab and Try again, which comes to the front when the person is back", () => {
    const onRetry = vi.fn<() => void>();
    const error = new InsufficientCreditsError("HTTP 402", failedAnswer(402));
    render(<ErrorState error={error} onRetry={onRetry} topUpHref="https://pareta.example/billing" metered />);
    expect(screen.getByRole("alert")).toHaveTextContent(
      "Your organization is out of credit" +
        "Nothing was charged for this request. Top up in the Pareta dashboard, then continue here.",
    );
    const topUp = screen.getByRole("link", { name: "Top up (opens in a new tab)" });
    expect(topUp).toHaveAttribute("target", "_blank");
    expect(topUp).toHaveAttribute("rel", "noopener noreferrer");
    const retry = screen.getByRole("button", { name: "Try again" });
    fireEvent.focus(window);
    expect(retry).toHaveAttribute("data-variant", "plain");
    topUp.addEventListener("click", (event) => event.preventDefault());
    fireEvent.click(topUp);
    fireEvent.focus(window);
    expect(retry).toHaveAttribute("data-variant", "primary");
    act(() => void vi.advanceTimersByTime(200));
    expect(screen.getByRole("status")).toHaveTextContent("Topped up? Press Try again to continue.");
    expect(onRetry).not.toHaveBeenCalled();
    fireEvent.click(retry);
    expect(onRetry).toHaveBeenCalledTimes(1);
  });

  it("429 counts down for the eye and speaks once", () => {
    const error = new RateLimitError("HTTP 429", failedAnswer(429));
    const stop = vi.fn<() => void>();
    render(<ErrorState error={error} retryUntil={Date.now() + 12_000} onRetry={() => {}} onCancel={stop} />);
    expect(screen.getByRole("alert")).toHaveTextContent(/^Too many requests$/);
    act(() => void vi.advanceTimersByTime(200));
    const timer = screen.getByRole("timer");
    const status = screen.getByRole("status");
    expect(timer).toHaveTextContent("Trying again in 12 s.");
    expect(status).toHaveTextContent("Trying again in 12 s.");
    act(() => void vi.advanceTimersByTime(3_000));
    expect(timer).toHaveTextContent("Trying again in 9 s.");
    expect(status).toHaveTextContent("Trying again in 12 s.");
    expect(screen.getAllByRole("button").map((button) => button.textContent)).toEqual(["Try now", "Stop"]);
    fireEvent.click(screen.getByRole("button", { name: "Stop" }));
    expect(stop).toHaveBeenCalledTimes(1);
  });

  it("429 that nobody tries again by itself says what the server asked for, and does not promise", () => {
    render(<ErrorState error={new RateLimitError("HTTP 429", failedAnswer(429, { retryAfter: 90 }))} />);
    expect(screen.getByRole("alert")).toHaveTextContent("Wait 1 min 30 s before trying again.");
    expect(screen.queryByRole("timer")).toBeNull();
  });

  it("cold is no alert, has a clock that runs, and can be cancelled", () => {
    const cancel = vi.fn<() => void>();
    render(<ErrorState kind="cold" subject="contract-kie" since={Date.now() - 23_000} onCancel={cancel} />);
    expect(screen.queryByRole("alert")).toBeNull();
    expect(screen.getByRole("status")).toHaveTextContent("contract-kie is waking up");
    expect(screen.getByRole("timer")).toHaveTextContent("Waiting 0:23.");
    act(() => void vi.advanceTimersByTime(42_000));
    expect(screen.getByRole("timer")).toHaveTextContent("Waiting 1:05.");
    fireEvent.click(screen.getByRole("button", { name: "Cancel" }));
    expect(cancel).toHaveBeenCalledTimes(1);
  });

  it("404 names the thing, isolated from the sentence around it", () => {
    const error = new NotFoundError("HTTP 404", failedAnswer(404));
    render(<ErrorState error={error} noun="endpoint" subject={"ep_\u202Eשלום"} />);
    const heading = screen.getByRole("heading", { level: 3 });
    expect(heading).toHaveTextContent("No endpoint called ep_שלום");
    expect(within(heading).getByText("ep_שלום").tagName).toBe("BDI");
  });

  it("422 shows each field with its problems, outside of the alert", () => {
    const detail = [
      { loc: ["body", "messages", 0, "content"], msg: "field required", type: "missing" },
      { loc: ["body", "model"], msg: "unknown", type: "value_error" },
      { loc: ["body", "model"], msg: "too long", type: "value_error" },
    ];
    render(<ErrorState error={new BadRequestError("HTTP 422", failedAnswer(422, { detail }))} />);
    expect(screen.getAllByRole("listitem").map((item) => item.textContent)).toEqual([
      "messages.0.content field required",
      "model unknown; too long",
    ]);
    expect(screen.getByRole("alert")).not.toHaveTextContent("field required");
  });

  it("400 with a sentence shows it above", () => {
    const error = new BadRequestError(
      "max_tokens is too large",
      failedAnswer(400, { detail: "max_tokens is too large" }),
    );
    render(<ErrorState error={error} />);
    expect(screen.getByRole("alert")).toHaveTextContent("max_tokens is too large");
  });

  it("502 shows no HTML of the gateway, and no stack", () => {
    const html = "<html><body><h1>502 Bad Gateway</h1><script>alert(1)</script></body></html>";
    const error = new APIStatusError("HTTP 502", {
      ...failedAnswer(502, { detail: html }),
      outcome: "unknown",
    });
    render(<ErrorState error={error} metered onRetry={() => {}} />);
    expect(screen.getByRole("alert")).toHaveTextContent("Pareta returned an error");
    expect(screen.getByRole("alert")).toHaveTextContent("may have been charged");
    const { textContent } = document.body;
    expect(textContent).not.toMatch(/Bad Gateway|script|at .*\.tsx?:/);
    expect(screen.getByText("HTTP 502")).toBeInTheDocument();
  });

  it.each([
    ["refused", "Nothing was charged."],
    ["not-sent", "Nothing was charged."],
    ["unknown", "You may have been charged. Trying again won’t charge you twice."],
  ] as const)("what is metered and %s reads: %s", (outcome, sentence) => {
    render(<ErrorState error={new APIConnectionError("Connection error.", { outcome })} metered />);
    expect(screen.getByRole("alert")).toHaveTextContent(sentence);
  });

  it("details hold status, detail, request id and time", () => {
    const error = new EndpointNotReadyError("provider timed out", {
      ...failedAnswer(503, { detail: "provider timed out" }),
      requestId: "req_7",
    });
    render(<ErrorState error={error} onRetry={() => {}} />);
    act(() => void vi.advanceTimersByTime(10));
    const details = screen.getByText("Details").closest("details");
    expect(details).not.toHaveAttribute("open");
    const facts = [...(details?.querySelectorAll("dl > div") ?? [])].map((row) =>
      [...row.children].map((cell) => cell.textContent),
    );
    expect(facts.slice(0, 3)).toEqual([
      ["Status", "503"],
      ["Detail", "provider timed out"],
      ["Request id", "req_7"],
    ]);
    expect(details?.querySelector("time")).toHaveAttribute("datetime", "2026-07-01T12:00:00.000Z");
    expect(screen.getByRole("button", { name: "Copy request id" })).toBeInTheDocument();
  });

  it.each(Object.entries(sampleErrors))("decides by class that this is %s, and says so", (kind, error) => {
    expect(errorKind(error)).toBe(kind);
    const { container } = render(<ErrorState error={error} />);
    expect(container.querySelector('[data-slot="error-state"]')).toHaveAttribute("data-state", kind);
    const { title, body } = errorLabels.kinds[kind as ErrorKind];
    expect(screen.getByRole("alert")).toHaveTextContent(title(null, null));
    // What the server said stands in place of it.
    expect(
      [body, "Wait 12 s before trying again."].some((text) => container.textContent.includes(text)),
    ).toBe(true);
  });

  it("asks nobody to look for a field where none is named", () => {
    render(<ErrorState error={new BadRequestError("HTTP 400", failedAnswer(400))} />);
    expect(screen.getByRole("alert")).toHaveTextContent("Check your request");
    expect(document.body).not.toHaveTextContent(/field/);
  });

  it("says a refused user action in one line, by its kind", () => {
    expect(errorSentence(sampleErrors.forbidden, errorLabels)).toBe(
      "This key doesn’t have access. Ask your admin for a key that does.",
    );
    const about = { subject: "support-bot", noun: "endpoint" };
    expect(errorSentence(sampleErrors["not-found"], errorLabels, about)).toBe(
      "No endpoint called support-bot. It may have been deleted.",
    );
    expect(errorSentence(sampleErrors.invalid, errorLabels)).toBe(
      "Check your request. The request was rejected. Change it and send again.",
    );
  });

  it("knows the errors of another copy of the SDK", async () => {
    vi.resetModules();
    const other = await import("pareta");
    expect(other.InsufficientCreditsError).not.toBe(InsufficientCreditsError);
    const error = new other.InsufficientCreditsError("HTTP 402", failedAnswer(402));
    render(<ErrorState error={error} metered />);
    expect(screen.getByRole("alert")).toHaveTextContent("Your organization is out of credit");
    expect(screen.getByText("req_8c1f02b7")).toBeInTheDocument();
  });

  it("out of credit says once that nothing was charged", () => {
    render(<ErrorState error={sampleErrors["no-credit"]} metered />);
    expect(screen.getByRole("alert").textContent.match(/charged/g)).toHaveLength(1);
  });

  it.each([
    null,
    undefined,
    "text",
    5,
    {},
    { status: 402, name: "InsufficientCreditsError" },
    new Proxy({}, {}),
  ])("D2 %s is not one of Pareta's errors", (error) => {
    render(<ErrorState error={error} onRetry={() => {}} />);
    expect(screen.getByRole("alert")).toHaveTextContent("This panel crashed");
  });

  it("D2 an error whose fields are not what they should be shows what is left", () => {
    const error = new APIStatusError("HTTP 500", failedAnswer(500));
    const fields = {
      status: "500",
      detail: { deep: { er: [] } },
      requestId: 7n,
      retryAfter: "soon",
      outcome: "maybe",
    };
    for (const [name, value] of Object.entries(fields)) Object.defineProperty(error, name, { value });
    render(<ErrorState error={error} metered />);
    expect(screen.getByRole("alert")).toHaveTextContent("may have been charged");
    expect(screen.getByText("No response")).toBeInTheDocument();
    expect(document.body).not.toHaveTextContent(/\[object|maybe|soon/);
  });

  it("its parts are one element: ref, class and attributes of the page come last", () => {
    const { container } = render(
      <ErrorState
        error={sampleErrors.forbidden}
        className="mine"
        id="failure"
        data-slot="own"
        density="compact"
      />,
    );
    const element = container.querySelector("#failure");
    expect(element).toHaveClass("pareta-error", "mine");
    expect(element).toHaveAttribute("data-slot", "own");
    expect(element).toHaveAttribute("data-pareta-density", "compact");
  });
});
