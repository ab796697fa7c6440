import type { Pareta } from "pareta";
import type { ReactElement, ReactNode } from "react";
import { ParetaProvider } from "../provider/pareta-provider.tsx";
import { Chat } from "../chat/components/chat.tsx";
import { CompareChat } from "../chat/components/compare-chat.tsx";
import { ErrorState } from "../errors/error-state.tsx";
import { ParetaErrorBoundary } from "../errors/pareta-error-boundary.tsx";
import { Markdown } from "../markdown/markdown.tsx";
import { ModelBadge } from "../models/model-badge.tsx";
import { ModelPicker } from "../models/model-picker.tsx";
import { Button } from "../ui/button.tsx";
import { CodeSnippet } from "../ui/code-snippet.tsx";
import { CopyField } from "../ui/copy-field.tsx";
import { DataTable } from "../ui/data-table.tsx";
import { Duration } from "../ui/duration.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Money } from "../ui/money.tsx";
import { OfflineBar } from "../ui/offline-bar.tsx";
import { Percent } from "../ui/percent.tsx";
import { RelativeTime } from "../ui/relative-time.tsx";
import { RetryCountdown } from "../ui/retry-countdown.tsx";
import { Skeleton, SkeletonGroup } from "../ui/skeleton.tsx";
import { StatusBadge } from "../ui/status-badge.tsx";
import { TruncatedText } from "../ui/truncated-text.tsx";
import { ExampleChat } from "./example-chat.tsx";
import { sampleErrors } from "./sample-errors.ts";
import { sampleColumns, sampleRows } from "./sample-rows.tsx";

const answer =
  "## Yes\n\nSee [the guide](https://example.com/a) and ![a chart](https://example.com/x.png).\n\n" +
  "| a | b |\n| --- | --- |\n| 1 | 2 |\n\n```ts\nconst a = 1;\n```\n\n- [x] done";
const noop = () => {};
const rows = sampleRows(300);

/** One component as a page has it, with all that a strict page could object to in it. */
export interface Sample {
  readonly name: string;
  readonly element: ReactElement;
  /** Buttons to press once the page is alive, in this order, by their names. */
  readonly press?: readonly string[];
  /** A selector, within the sample, of what is there when all that has happened. */
  readonly shows?: string;
}

/** Every component, one line each: tests render them on a server, hydrate them and look for what a host forbids. */
export const everyComponent: readonly Sample[] = [
  { name: "Button", element: <Button variant="primary">Deploy</Button>, press: ["Deploy"] },
  {
    name: "Chat on hooks",
    element: (
      <ExampleChat model="ep_general_chat_01" whenBusy="reject" waitForLive draft="Explain unit tests" />
    ),
    press: ["Send"],
    shows: '[data-role="assistant"][data-state="complete"]',
  },
  {
    name: "Chat",
    element: (
      <Chat
        model="ep_general_chat_01"
        textComponent={Markdown}
        initialMessages={[
          { role: "user", content: "Is a small model enough?" },
          { role: "assistant", content: answer },
          { role: "user", content: "And now?" },
          { role: "assistant", content: "Regenerate me." },
        ]}
      />
    ),
    press: ["Regenerate"],
    shows: '[data-slot="chat-branches"]',
  },
  { name: "CompareChat", element: <CompareChat endpoints={["ep_general_chat_01", "ep_sentiment_01"]} /> },
  { name: "Markdown", element: <Markdown text={answer} />, press: ["Copy ts code"] },
  { name: "ModelPicker", element: <ModelPicker value={null} onChange={noop} /> },
  { name: "ModelBadge", element: <ModelBadge name="contract-kie-1" kind="open" recommended /> },
  ...Object.entries(sampleErrors).map(([kind, error]) => ({
    name: `ErrorState ${kind}`,
    element: <ErrorState error={error} metered onRetry={noop} onStart={noop} topUpHref="https://pareta.ai" />,
  })),
  {
    name: "ParetaErrorBoundary",
    element: <ParetaErrorBoundary>all is well</ParetaErrorBoundary>,
  },
  { name: "EmptyState", element: <EmptyState title="No endpoints yet" description="Deploy one first." /> },
  {
    name: "Skeleton",
    element: (
      <SkeletonGroup>
        <Skeleton />
      </SkeletonGroup>
    ),
  },
  { name: "OfflineBar", element: <OfflineBar /> },
  { name: "RetryCountdown", element: <RetryCountdown until={4_102_444_800_000} onTryNow={noop} /> },
  { name: "CopyField", element: <CopyField value="ep_general_chat_01" label="Endpoint" /> },
  {
    name: "CodeSnippet",
    element: <CodeSnippet samples={[{ label: "curl", language: "sh", code: "curl https://example.com" }]} />,
  },
  { name: "StatusBadge", element: <StatusBadge status="live" /> },
  { name: "TruncatedText", element: <TruncatedText text="a-rather-long-name-for-an-endpoint" /> },
  {
    name: "Numbers",
    element: (
      <>
        <Money value={12_400_000} /> <Percent value={0.912} /> <Duration value={840} />{" "}
        <RelativeTime value="2026-07-01T10:00:00Z" />
      </>
    ),
  },
  {
    name: "DataTable",
    element: <DataTable caption="Endpoints" columns={sampleColumns} rows={rows} rowKey={(row) => row.id} />,
  },
];

/** A page of them all. */
export function EveryComponent({ client }: { client: Pareta }): ReactNode {
  return (
    <ParetaProvider client={client}>
      <main data-pareta-theme="light">
        {everyComponent.map(({ name, element }) => (
          <section key={name} data-sample={name} aria-label={name}>
            {element}
          </section>
        ))}
      </main>
    </ParetaProvider>
  );
}
