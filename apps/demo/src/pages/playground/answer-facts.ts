import type { ChatEntry } from "@pareta/react";

/** An answer's status in a word, shown below it. */
export function statusWord(entry: ChatEntry): string {
  if (entry.status === "complete" && entry.finishReason === "length") return "Cut at the token limit";
  const words = {
    pending: "Waiting",
    streaming: "Answering",
    complete: "Complete",
    stopped: "Stopped",
    incomplete: "Incomplete",
    failed: "Not sent",
  } as const;
  return words[entry.status];
}

export function tokenCount(entry: ChatEntry): string | null {
  const tokens = entry.usage?.completionTokens ?? null;
  return tokens === null ? null : `${tokens.toLocaleString("en")} tokens`;
}

/** An unknown bill is said to be unknown: a zero would be a promise. */
export function billedText(entry: ChatEntry): string {
  if (entry.billed === "unknown") return "Billed: unknown";
  if (entry.billed === "no") return "Not billed";
  return entry.billedMicroUsd === null
    ? "Billed, amount not reported"
    : `Billed ${unitPrice(entry.billedMicroUsd)}`;
}

/** A single price with two or three significant digits; never rounded down to nothing. */
export function unitPrice(microUsd: number): string {
  const dollars = microUsd / 1_000_000;
  const digits = dollars >= 0.1 ? { maximumFractionDigits: 2 } : { maximumSignificantDigits: 2 };
  return dollars.toLocaleString("en", {
    style: "currency",
    currency: "USD",
    minimumFractionDigits: 2,
    ...digits,
  });
}

/** What the announcer says when an answer has ended. */
export function announcementOf(entry: ChatEntry): string {
  const tokens = tokenCount(entry);
  if (entry.status === "stopped") return "Answer stopped. What had arrived is kept.";
  return `Answer complete${tokens === null ? "" : `, ${tokens}`}.`;
}

/** `0:23`, or `12:05`. */
export function clock(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** Extraction endpoints answer in JSON, which reads better with letters of one width. */
export function looksLikeJson(text: string): boolean {
  return /^\s*[[{]/.test(text);
}

/** A message's text; images are named, not shown. */
export function plainText(content: ChatEntry["content"]): string {
  if (content === null || typeof content === "string") return content ?? "";
  return content.map((block) => (block.type === "text" ? block.text : "[image]")).join("\n");
}
