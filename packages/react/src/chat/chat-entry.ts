import type { ChatInput, ContentBlock, ParetaError, ToolCall, Usage } from "pareta";
import { wellFormed } from "./well-formed.ts";

/** `yes`: a normal end or a receipt. `no`: refused before it was accepted. `unknown`: everything else. */
export type Billed = "yes" | "no" | "unknown";

/**
 * - `pending`: not answered yet: queued, sent, or waiting for its endpoint.
 * - `streaming`: text is arriving.
 * - `complete`: ended normally; see `finishReason`.
 * - `stopped`: the user stopped it; what had arrived is kept.
 * - `incomplete`: the connection or the server broke off; what had arrived is kept, `error` is the cause.
 * - `failed`: nothing was answered; `error` is the cause.
 */
export type ChatEntryStatus = "pending" | "streaming" | "complete" | "stopped" | "incomplete" | "failed";

/** Milliseconds from when the request went out; what it waited for before is not counted. */
export interface AnswerTiming {
  /** Until the first text, reasoning or tool call; `null` when none came. */
  readonly firstTokenMs: number | null;
  readonly totalMs: number;
}

/** One message of a chat: plain data, replaced as a whole when it changes. */
export interface ChatEntry {
  readonly id: string;
  /** The message it answers or follows; several with the same parent are branches. `null` for a first message. */
  readonly parentId: string | null;
  /** `system`, `user`, `assistant`, `tool`, or what else the app seeded. */
  readonly role: string;
  /** `""` while nothing has arrived; `null` for an answer that only calls tools or refuses. */
  readonly content: string | readonly ContentBlock[] | null;
  /** What the model said in place of an answer; `null` when it did not refuse. It can follow some `content`. */
  readonly refusal: string | null;
  /** What the model thought before it answered; `null` when it reported nothing. It is not sent again. */
  readonly reasoning: string | null;
  readonly toolCalls: readonly ToolCall[];
  /** On a seeded `tool` message: the call it answers. */
  readonly toolCallId: string | null;
  readonly status: ChatEntryStatus;
  /** The server's latest word on its progress, as it sent it; `null` before the first one and once anything has arrived. */
  readonly stage: string | null;
  /** `stop`, `length`, `tool_calls`, `content_filter` or another; `null` without a normal end. */
  readonly finishReason: string | null;
  /** Tokens of this answer; `null` when the server reported none. */
  readonly usage: Usage | null;
  readonly billed: Billed;
  /** Micro-USD of the receipt (1,000,000 = $1.00); `null` when there was none, which does not mean free. */
  readonly billedMicroUsd: number | null;
  readonly error: ParetaError | null;
  /** How long this answer took; `null` until it has ended, and for what is no answer of this session. */
  readonly timing: AnswerTiming | null;
  /** Unix ms; `null` for a message the app seeded. */
  readonly createdAt: number | null;
}

/** Why an answer does not come yet. Times are Unix ms; `until` is `null` where nobody knows. */
export interface ChatWaiting {
  /** `queued`: for a free connection. `cold`: for the endpoint to wake. `rate-limited`: for the server's countdown. */
  readonly reason: "queued" | "cold" | "rate-limited";
  readonly since: number;
  readonly until: number | null;
}

export type ChatStatus = "ready" | "submitted" | "streaming" | "error";

const blank = {
  toolCalls: [],
  toolCallId: null,
  refusal: null,
  reasoning: null,
  stage: null,
  finishReason: null,
  usage: null,
  billed: "no",
  billedMicroUsd: null,
  error: null,
  timing: null,
} as const;

export function userEntry(
  id: string,
  parentId: string | null,
  content: string | readonly ContentBlock[],
): ChatEntry {
  return { ...blank, id, parentId, role: "user", content, status: "complete", createdAt: Date.now() };
}

export function pendingAnswer(id: string, parentId: string | null): ChatEntry {
  return { ...blank, id, parentId, role: "assistant", content: "", status: "pending", createdAt: Date.now() };
}

/** The app's own messages as entries, one after the other. Ids follow from the chat's, so that SSR and client agree. */
export function seededEntries(chatId: string, messages: readonly ChatInput[]): ChatEntry[] {
  return messages.map((message, index) =>
    seededEntry(message, `${chatId}:seed-${index}`, index === 0 ? null : `${chatId}:seed-${index - 1}`),
  );
}

/** A message that the app wrote as an entry. */
export function seededEntry(message: ChatInput, id: string, parentId: string | null): ChatEntry {
  return wellFormed<ChatEntry>({
    ...blank,
    id,
    parentId,
    role: message.role ?? "assistant",
    // Blocks a model takes beyond ours pass through to the wire as they are.
    content: (message.content ?? null) as ChatEntry["content"],
    toolCalls: "toolCalls" in message ? message.toolCalls : seededToolCalls(message.tool_calls ?? []),
    toolCallId: "toolCalls" in message ? null : (message.tool_call_id ?? null),
    refusal: "refusal" in message ? message.refusal : null,
    reasoning: "reasoningContent" in message ? message.reasoningContent : null,
    status: "complete",
    createdAt: null,
  });
}

/** Whether an answer is on its way, by its entry. */
export function isOpen(entry: ChatEntry | undefined): boolean {
  return entry?.status === "pending" || entry?.status === "streaming";
}

/**
 * An entry that comes from elsewhere, another page or an earlier version: with every field, well-formed, and without an
 * answer on its way, for nothing here brings it. Such an answer may have been charged.
 */
export function foreignEntry(entry: ChatEntry): ChatEntry {
  // What a database hands back as null, or not at all.
  const given: Partial<ChatEntry> = entry;
  const toolCalls = Array.isArray(given.toolCalls) ? entry.toolCalls : [];
  const whole = wellFormed<ChatEntry>({ ...blank, ...entry, content: given.content ?? null, toolCalls });
  if (!isOpen(whole)) return whole;
  const { content, refusal, reasoning } = whole;
  const hasBegun = Boolean(content?.length || refusal || reasoning || toolCalls.length > 0);
  return { ...whole, status: hasBegun ? "incomplete" : "failed", stage: null, billed: "unknown" };
}

/** What the app wrote of each call; the fields it left out are empty. */
function seededToolCalls(calls: readonly { readonly function?: object }[]): ToolCall[] {
  return calls.map((call) => ({
    index: null,
    id: null,
    type: null,
    extra: {},
    ...call,
    function: { name: null, arguments: "", extra: {}, ...call.function },
  }));
}
