import type { MockPareta } from "@pareta/mock";
import type { Meta, StoryObj } from "@storybook/react-vite";
import { useSuspenseQuery } from "@tanstack/react-query";
import { Suspense, useState } from "react";
import { expect, fn, userEvent, waitFor } from "storybook/test";
import { useParetaClient } from "../provider/use-pareta-client.ts";
import { paretaQueries } from "../queries/pareta-queries.ts";
import { Button } from "../ui/button.tsx";
import { Skeleton, SkeletonGroup } from "../ui/skeleton.tsx";
import { ParetaErrorBoundary } from "./pareta-error-boundary.tsx";

const guide = {
  purpose: "Keeps a failure where it happened: the rest of the page goes on.",
  anatomy: `<ParetaErrorBoundary resetKeys={[endpointId]}>
  <Suspense fallback={…}>
    <YourPanel />
  </Suspense>
</ParetaErrorBoundary>`,
  dos: [
    { do: "Put one around each panel of a page.", dont: "Put the only one around the whole app." },
    { do: "Give `resetKeys` what the panel is about.", dont: "Leave an old failure on a new page." },
  ],
  keyboard: [{ keys: "Enter", does: "On Try again: renders the children anew." }],
  accessibility: [
    "Takes the focus when it was in what broke; after Try again it stands before what is there anew.",
    "The failure is spoken as `ErrorState` does.",
  ],
  content: "The words of `ErrorState`, or a `fallback` of your own.",
  hooks:
    "`useSuspenseQuery` over `paretaQueries`: Try again reads once more. Nothing that costs money is sent.",
  maturity: "beta",
};

function Models() {
  const { data } = useSuspenseQuery(paretaQueries(useParetaClient()).models.list());
  return <p>{`${data.length} models`}</p>;
}

function Fragile() {
  const [isBroken, setIsBroken] = useState(false);
  if (isBroken) throw new TypeError("Cannot read properties of undefined");
  return <Button onClick={() => setIsBroken(true)}>Break this panel</Button>;
}

const meta = {
  title: "Frame/ParetaErrorBoundary",
  component: ParetaErrorBoundary,
  args: { onError: fn() },
  parameters: { guide },
} satisfies Meta<typeof ParetaErrorBoundary>;

export default meta;
type Story = StoryObj<typeof meta>;

export const Intact: Story = { args: { children: <p>All is well here.</p> } };

/** What broke had the focus: the failure takes it. After Try again it is one Tab before what is there anew. */
export const RenderError: Story = {
  tags: ["logs-errors"],
  args: { children: <Fragile /> },
  play: async ({ canvas, args, canvasElement }) => {
    await userEvent.tab();
    await userEvent.keyboard("{Enter}");
    await expect(await canvas.findByRole("alert")).toHaveTextContent("This panel crashed");
    await expect(args.onError).toHaveBeenCalledOnce();
    await expect(canvasElement.querySelector('[data-slot="error-state"]')).toHaveFocus();
    await userEvent.tab();
    await expect(canvas.getByRole("button", { name: "Try again" })).toHaveFocus();
    await userEvent.keyboard("{Enter}");
    await userEvent.tab();
    await expect(canvas.getByRole("button", { name: "Break this panel" })).toHaveFocus();
  },
};

/** A read that failed in a Suspense query shows as its kind; Try again reads once more. */
export const FailedRead: Story = {
  tags: ["logs-errors"],
  args: {
    children: (
      <Suspense
        fallback={
          <SkeletonGroup>
            <Skeleton lines={2} />
          </SkeletonGroup>
        }
      >
        <Models />
      </Suspense>
    ),
  },
  parameters: { pareta: { scenario: "forbidden", pace: "instant" } },
  play: async ({ canvas, loaded }) => {
    await expect(await canvas.findByRole("alert")).toHaveTextContent("This key doesn’t have access");
    // Made by the loader in .storybook, which types what it gives as unknown.
    const { mock } = loaded["pareta"] as { mock: MockPareta };
    const before = mock.requests.length;
    await userEvent.click(canvas.getByRole("button", { name: "Try again" }));
    await waitFor(() => expect(mock.requests.length).toBe(before + 1));
  },
};

export const OwnFallback: Story = {
  tags: ["logs-errors"],
  args: {
    children: <Fragile />,
    fallback: ({ reset }) => <Button onClick={reset}>Show it again</Button>,
  },
  play: async ({ canvas }) => {
    await userEvent.click(canvas.getByRole("button", { name: "Break this panel" }));
    await userEvent.click(await canvas.findByRole("button", { name: "Show it again" }));
    await expect(canvas.getByRole("button", { name: "Break this panel" })).toBeVisible();
  },
};
