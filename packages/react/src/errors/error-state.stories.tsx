import type { Meta, StoryObj } from "@storybook/react-vite";
import { BadRequestError } from "pareta";
import { expect, fn, userEvent, waitFor, within } from "storybook/test";
import { failedAnswer, sampleErrors } from "../testing/sample-errors.ts";
import { ErrorState } from "./error-state.tsx";

const guide = {
  purpose: "Says what failed, what can be done about it and what it cost, in the place where it failed.",
  anatomy: [
    "Icon, title and sentence: by the kind of failure, which the error’s class decides.",
    "Fields: what a 400 or 422 refused, one line each.",
    "Clock or countdown, for what waits.",
    "The kind’s own buttons; each is there when its handler is. `actions` come after them.",
    "Details: status, detail, request id, time.",
  ],
  dos: [
    {
      do: "Put it where the thing failed and keep what the person typed.",
      dont: "Show a toast that takes the reason away with it.",
    },
    {
      do: "Say `metered` for an act that costs money: the sentence comes from what is known.",
      dont: "Write “nothing was charged” by hand: after a lost connection nobody knows.",
    },
  ],
  keyboard: [
    { keys: "Tab", does: "Goes through the buttons, then Details." },
    { keys: "Enter", does: "Presses a button; opens Details." },
  ],
  accessibility: [
    "The sentence is an `alert`; what is waking up is a `status`, for it is no failure.",
    "What ticks stands outside of both: a countdown is spoken once, a clock never.",
    "The title is a heading; `headingLevel` fits it into the page.",
  ],
  content: [
    "What happened, why it matters, what to do. No “Oops”, no stack trace, no HTML of a gateway.",
    "A 402 is never called temporary, and never retried by itself.",
  ],
  hooks: "Any: `error` of a read or an act, and `refetch`, `retry` or `reset` as `onRetry`.",
  maturity: "beta",
};

const meta = {
  title: "Frame/ErrorState",
  component: ErrorState,
  args: { headingLevel: 3, metered: false, occurredAt: "2026-07-01T12:00:00Z" },
  parameters: { guide },
} satisfies Meta<typeof ErrorState>;

export default meta;
type Story = StoryObj<typeof meta>;

/** Credit is bought elsewhere; back in this window, Try again comes to the front. It is never pressed for anybody. */
export const NoCredit: Story = {
  args: {
    error: sampleErrors["no-credit"],
    topUpHref: "https://pareta.example/billing",
    metered: true,
    onRetry: fn(),
  },
  play: async ({ canvas, args }) => {
    const topUp = canvas.getByRole("link", { name: "Top up (opens in a new tab)" });
    const retry = canvas.getByRole("button", { name: "Try again" });
    topUp.addEventListener("click", (event) => event.preventDefault(), { once: true });
    await userEvent.tab();
    await expect(topUp).toHaveFocus();
    await userEvent.keyboard("{Enter}");
    window.dispatchEvent(new Event("focus"));
    await waitFor(() => expect(retry).toHaveAttribute("data-variant", "primary"));
    await expect(args.onRetry).not.toHaveBeenCalled();
    await userEvent.tab();
    await userEvent.keyboard("{Enter}");
    await expect(args.onRetry).toHaveBeenCalledOnce();
  },
};

export const Cold: Story = {
  args: { kind: "cold", subject: "contract-kie", since: Date.now() - 23_000, onCancel: fn() },
  play: async ({ canvas, args }) => {
    await expect(canvas.queryByRole("alert")).toBeNull();
    await expect(canvas.getByRole("timer")).toHaveTextContent(/Waiting \d+:\d\d\./);
    await userEvent.click(canvas.getByRole("button", { name: "Cancel" }));
    await expect(args.onCancel).toHaveBeenCalledOnce();
  },
};

export const Stopped: Story = { args: { error: sampleErrors.stopped, onStart: fn(), metered: true } };

export const Provider: Story = { args: { error: sampleErrors.provider, onRetry: fn(), metered: true } };

/** The seconds tick for the eye; what is spoken stays as it was. */
export const RateLimited: Story = {
  args: {
    error: sampleErrors["rate-limited"],
    retryUntil: Date.now() + 600_000,
    onRetry: fn(),
    onCancel: fn(),
  },
  play: async ({ canvas }) => {
    await waitFor(() => expect(canvas.getByRole("status")).toHaveTextContent(/Trying again in \d+:\d\d\./));
    const spoken = canvas.getByRole("status").textContent;
    const shown = canvas.getByRole("timer").textContent;
    await waitFor(() => expect(canvas.getByRole("timer").textContent).not.toBe(shown), { timeout: 3000 });
    await expect(canvas.getByRole("status")).toHaveTextContent(spoken);
  },
};

export const RateLimitedWithoutCountdown: Story = {
  args: { error: sampleErrors["rate-limited"], onRetry: fn() },
};

export const Unauthenticated: Story = { args: { error: sampleErrors.unauthenticated, onChangeKey: fn() } };

export const Forbidden: Story = { args: { error: sampleErrors.forbidden } };

export const NotFound: Story = {
  args: {
    error: sampleErrors["not-found"],
    noun: "endpoint",
    subject: "ep_contract_kie_01",
    actions: (
      <a className="pareta-button" href="#endpoints">
        All endpoints
      </a>
    ),
  },
};

export const Conflict: Story = { args: { error: sampleErrors.conflict, onReload: fn() } };

export const WithFields: Story = { args: { error: sampleErrors.invalid, metered: true } };

export const InvalidSentence: Story = {
  args: {
    error: new BadRequestError(
      "temperature must be between 0 and 2",
      failedAnswer(400, { detail: "temperature must be between 0 and 2" }),
    ),
  },
};

export const Offline: Story = { args: { error: sampleErrors.offline, onRetry: fn(), metered: true } };

export const Interrupted: Story = { args: { error: sampleErrors.interrupted, onRetry: fn(), metered: true } };

export const Unreachable: Story = { args: { error: sampleErrors.unreachable, onRetry: fn(), metered: true } };

/** A gateway’s page of HTML stays out of sight. */
export const Server: Story = {
  args: { error: sampleErrors.server, onRetry: fn(), metered: true },
  play: async ({ canvas, canvasElement }) => {
    await userEvent.click(canvas.getByText("Details"));
    await expect(canvas.getByText("HTTP 502")).toBeVisible();
    await expect(canvas.getByText("req_8c1f02b7")).toBeVisible();
    await expect(canvasElement).not.toHaveTextContent("Bad Gateway");
  },
};

export const Slow: Story = { args: { error: sampleErrors.slow, onRetry: fn() } };

export const Failed: Story = { args: { error: sampleErrors.failed, onRetry: fn(), metered: true } };

export const Unexpected: Story = { args: { error: sampleErrors.unexpected, onRetry: fn() } };

const long = "a very long name that somebody gave to an endpoint without a thought for the width of a page ";

export const LongText: Story = {
  args: {
    error: new BadRequestError("HTTP 422", {
      ...failedAnswer(422, {
        detail: [
          {
            loc: ["body", "messages", 12, "content", 3, "image_url", "url"],
            msg: long.repeat(3),
            type: "value",
          },
          { loc: ["body", "x".repeat(300)], msg: "Extra inputs are not permitted", type: "extra" },
        ],
      }),
      requestId: "r".repeat(180),
    }),
  },
};

export const LongSubject: Story = {
  args: { error: sampleErrors["not-found"], noun: "endpoint", subject: `ep_${"x".repeat(180)}` },
};

/** 390 px, as on a phone. */
export const Narrow: Story = {
  args: { ...Provider.args, error: sampleErrors.provider },
  parameters: { frame: { width: 390 } },
  play: async ({ canvasElement }) => {
    const part = canvasElement.querySelector('[data-slot="error-state"]');
    await userEvent.click(within(canvasElement).getByText("Details"));
    await expect(part?.scrollWidth).toBeLessThanOrEqual(390);
  },
};
