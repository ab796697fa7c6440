import { createElement, type ReactElement, type ReactNode } from "react";
import { ErrorState } from "../errors/error-state.tsx";
import { ParetaErrorBoundary } from "../errors/pareta-error-boundary.tsx";
import { CodeSnippet } from "../ui/code-snippet.tsx";
import { CopyButton } from "../ui/copy-button.tsx";
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
import { sampleErrors } from "./sample-errors.ts";
import { sampleColumns, sampleRows } from "./sample-rows.tsx";

export interface PartSample {
  readonly name: string;
  /** Also with props that its types refuse. */
  readonly render: (props: Readonly<Record<string, unknown>>) => ReactElement;
  readonly props: Readonly<Record<string, unknown>>;
  /** Props that carry data, which may be anything one day. Of the rest the page's own code decides. */
  readonly data: readonly string[];
  /** Those of them that carry text. */
  readonly texts: readonly string[];
}

function part<Props extends object>(
  name: string,
  Part: (props: Props) => ReactNode,
  props: NoInfer<Props>,
  data: readonly (keyof Props & string)[],
  texts: readonly (keyof Props & string)[] = [],
): PartSample {
  // What a sweep hands in is wrong on purpose.
  const render = (swept: Readonly<Record<string, unknown>>) => createElement(Part, swept as Props);
  return { name, render, props: { ...props } as Record<string, unknown>, data, texts };
}

const noon = Date.UTC(2026, 6, 1, 12);
const nothing = () => {};

/** Every part of the frame with the props of an ordinary day. */
export const partSamples: readonly PartSample[] = [
  part("Money", Money, { value: 420, kind: "rate", per: 1000 }, ["value", "kind", "per"], ["value"]),
  part("Percent", Percent, { value: 0.912, n: 120 }, ["value", "n"], ["value"]),
  part("Duration", Duration, { value: 840, format: "units" }, ["value", "format"], ["value"]),
  part("RelativeTime", RelativeTime, { value: noon }, ["value"], ["value"]),
  part(
    "StatusBadge",
    StatusBadge,
    { status: "live", size: "small", live: true },
    ["status", "size"],
    ["status"],
  ),
  part("Skeleton", Skeleton, { shape: "text", width: "long", lines: 3 }, ["shape", "width", "lines"]),
  part("SkeletonGroup", SkeletonGroup, {}, []),
  part(
    "EmptyState",
    EmptyState,
    { title: "No endpoints yet", description: "Deploy one.", headingLevel: 2 },
    ["headingLevel"],
    ["title", "description"],
  ),
  part("OfflineBar", OfflineBar, { lastUpdatedAt: noon }, ["lastUpdatedAt"], ["lastUpdatedAt"]),
  part(
    "RetryCountdown",
    RetryCountdown,
    { until: noon + 12_000, onTryNow: nothing, onStop: nothing },
    ["until"],
    ["until"],
  ),
  part("CopyButton", CopyButton, { value: "ep_1" }, ["value"], ["value", "children"]),
  part(
    "CopyField",
    CopyField,
    { label: "Address", value: "https://x.example" },
    ["value"],
    ["value", "label"],
  ),
  part("CodeSnippet", CodeSnippet, { samples: [{ label: "curl", language: "bash", code: "curl -d '{}'" }] }, [
    "samples",
    "selectedIndex",
  ]),
  part(
    "TruncatedText",
    TruncatedText,
    { text: "contract-kie-00001", truncate: "middle" },
    ["text"],
    ["text"],
  ),
  part(
    "DataTable",
    DataTable<ReturnType<typeof sampleRows>[number]>,
    { caption: "Endpoints", columns: sampleColumns, rows: sampleRows(3), rowKey: (row) => row.id },
    ["caption", "sort", "selectedKey", "isLoading", "maxBlockSize"],
    ["caption", "selectedKey"],
  ),
  part(
    "ErrorState",
    ErrorState,
    {
      error: sampleErrors.provider,
      subject: "ep_1",
      noun: "endpoint",
      metered: true,
      occurredAt: noon,
      since: noon,
      retryUntil: noon,
      onRetry: nothing,
    },
    ["error", "kind", "subject", "noun", "metered", "occurredAt", "headingLevel", "retryUntil", "since"],
    ["subject", "noun", "kind"],
  ),
  part("ParetaErrorBoundary", ParetaErrorBoundary, { children: "All is well." }, ["resetKeys"]),
];
