"use client";

import type { ComponentProps, ReactNode } from "react";
import { formatCount } from "../../format/format-count.ts";
import { formatDuration } from "../../format/format-duration.ts";
import { formatMoney } from "../../format/format-money.ts";
import { type ChatLabels, chatLabels } from "../../labels/chat-labels.ts";
import type { SomeLabels } from "../../labels/some-labels.ts";
import { useLabels, useLocale } from "../../labels/language-context.ts";
import { classNames } from "../../ui/class-names.ts";
import type { ChatEntry } from "../chat-entry.ts";
import { earlyEnd } from "./finish-reason.ts";

export interface ChatUsageProps extends Omit<ComponentProps<"ul">, "children"> {
  /** An answer: how it ended, what it took, what it cost. */
  entry: ChatEntry;
  /** Words in place of the provider's `labels`, one by one. Default: those, then English. */
  labels?: SomeLabels<ChatLabels> | undefined;
}

/** The facts of one answer. A bill that nobody knows is said to be unknown: a zero would be a promise. */
export function ChatUsage({ entry, labels: ownLabels, className, ...props }: ChatUsageProps): ReactNode {
  const labels = useLabels("chat", chatLabels, ownLabels);
  const locale = useLocale();
  const facts = factsOf(entry, labels, locale);
  return (
    <ul data-slot="chat-usage" className={classNames("pareta-chat-usage", className)} {...props}>
      {facts.map((fact) => (
        <li key={fact} dir="auto">
          {fact}
        </li>
      ))}
    </ul>
  );
}

function factsOf(entry: ChatEntry, labels: ChatLabels, locale: string): string[] {
  if (entry.status === "streaming" || entry.status === "pending") return [labels.statuses[entry.status]];
  const tokens = entry.usage?.completionTokens ?? null;
  const first = formatDuration(entry.timing?.firstTokenMs, { locale });
  const whole = formatDuration(entry.timing?.totalMs, { locale });
  return [
    earlyEnd(entry, labels) ?? statusWord(entry.status, labels),
    Number.isFinite(tokens) ? labels.tokens(Number(tokens), formatCount(Number(tokens), { locale })) : null,
    first === null ? null : labels.firstToken(first),
    whole === null ? null : labels.took(whole),
    billOf(entry, labels, locale),
  ].filter((fact) => fact !== null);
}

function billOf(entry: ChatEntry, labels: ChatLabels, locale: string): string {
  if (entry.billed === "unknown") return labels.billedUnknown;
  if (entry.billed === "no") return labels.notBilled;
  const amount = formatMoney(entry.billedMicroUsd, { kind: "rate", locale });
  return amount === null ? labels.billedUnreported : labels.billedAs(amount);
}

/** `null` for what is no status: a message may come from a host's own storage. */
function statusWord(status: ChatEntry["status"], labels: ChatLabels): string | null {
  return Object.hasOwn(labels.statuses, status) ? labels.statuses[status] : null;
}
