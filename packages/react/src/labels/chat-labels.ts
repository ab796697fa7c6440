import type { ChatEntryStatus } from "../chat/chat-entry.ts";
import type { CountLabel } from "./count-label.ts";

/** Words of the chat, the spoken ones included. */
export interface ChatLabels {
  readonly chat: string;
  /** What sort of thing a model that was not found is. */
  readonly endpoint: string;
  /** Refuses a press while an answer arrives. */
  readonly busy: string;
  readonly compare: string;
  /** Stands under the composer: what one press costs. */
  readonly compareNotice: CountLabel;
  readonly compareEmpty: string;
  readonly messages: string;
  readonly you: string;
  /** Names who answered, where no model is known. */
  readonly answer: string;
  readonly system: string;
  readonly tool: string;
  readonly yourMessage: string;
  /** `model`: who is asked; `null` for several. */
  readonly placeholder: (model: string | null) => string;
  readonly send: string;
  readonly stop: string;
  readonly keys: string;
  readonly jumpToLatest: string;
  readonly earlier: CountLabel;
  readonly emptyTitle: string;
  readonly emptyBody: string;
  /** Names the texts to start from. */
  readonly starters: string;
  readonly copy: string;
  /** Names of the buttons that say `copy`, for assistive technology. */
  readonly copyAnswer: string;
  readonly copyMessage: string;
  readonly regenerate: string;
  readonly edit: string;
  readonly saveEdit: string;
  readonly cancelEdit: string;
  readonly retry: string;
  readonly continueAsNew: string;
  readonly continueCost: string;
  readonly previousBranch: string;
  readonly nextBranch: string;
  /** Both ready to show. */
  readonly branch: (position: string, count: string) => string;
  readonly emptyAnswer: string;
  readonly cutAtLimit: string;
  /** What ended an answer before its end, by `finish_reason`; `length` is `cutAtLimit`. */
  readonly earlyEnds: Readonly<Record<"content_filter" | "error", string>>;
  /** Any other `finish_reason`, as the server wrote it. */
  readonly endedEarly: (reason: string) => string;
  /** Stands over what a model said in place of an answer. */
  readonly refusal: string;
  /** What the model thought before it answered, closed at first. */
  readonly reasoning: string;
  readonly toolCall: (name: string) => string;
  readonly image: string;
  readonly statuses: Readonly<Record<ChatEntryStatus, string>>;
  /** Other answers are still arriving. What is waking up or rate-limited has the words of errors. */
  readonly queuedTitle: string;
  readonly queuedBody: string;
  readonly cancel: string;
  readonly lostAfter: CountLabel;
  readonly incompleteBody: string;
  readonly tokens: CountLabel;
  readonly billedAs: (amount: string) => string;
  readonly billedUnknown: string;
  readonly notBilled: string;
  readonly billedUnreported: string;
  readonly firstToken: (duration: string) => string;
  readonly took: (duration: string) => string;
  readonly announceSent: string;
  readonly announceAnswering: string;
  /** Without a count, where nobody counted: `announceCompleteUncounted`. */
  readonly announceComplete: CountLabel;
  readonly announceCompleteUncounted: string;
  readonly announceStopped: string;
}

const tokenLabel: CountLabel = (count, text) => `${text} ${count === 1 ? "token" : "tokens"}`;

export const chatLabels: ChatLabels = {
  chat: "Chat",
  endpoint: "endpoint",
  busy: "Still answering. Stop it first, or wait for it to finish.",
  compare: "Comparison",
  compareNotice: (_count, text) => `Sends ${text} requests, one per endpoint.`,
  compareEmpty: "The answer will appear here.",
  messages: "Messages",
  you: "You",
  answer: "Assistant",
  system: "System",
  tool: "Tool result",
  yourMessage: "Your message",
  placeholder: (model) => (model === null ? "Message…" : `Message ${model}…`),
  send: "Send",
  stop: "Stop",
  keys: "Press Enter to send, Shift+Enter for a new line, Escape to stop.",
  jumpToLatest: "Jump to latest",
  earlier: (_count, text) => `Show ${text} earlier`,
  emptyTitle: "Try this endpoint",
  emptyBody: "Start with an example or write your own. Nothing is sent until you press Send.",
  starters: "Examples",
  copy: "Copy",
  copyAnswer: "Copy answer",
  copyMessage: "Copy message",
  regenerate: "Regenerate",
  edit: "Edit",
  saveEdit: "Send",
  cancelEdit: "Cancel",
  retry: "Try again",
  continueAsNew: "Ask again (billed again)",
  continueCost: "Sends a new request. You pay for it again.",
  previousBranch: "Previous version",
  nextBranch: "Next version",
  branch: (position, count) => `${position}/${count}`,
  emptyAnswer: "The model returned nothing.",
  cutAtLimit: "Stopped at the token limit",
  earlyEnds: {
    content_filter: "Stopped by a content filter",
    error: "Stopped by an error of the model",
  },
  endedEarly: (reason) => `Ended early: ${reason}`,
  refusal: "The model declined to answer",
  reasoning: "Reasoning",
  toolCall: (name) => `Called ${name}`,
  image: "[image]",
  statuses: {
    pending: "Waiting for the first token",
    streaming: "Writing",
    complete: "Complete",
    stopped: "Stopped",
    incomplete: "Incomplete",
    failed: "Failed",
  },
  queuedTitle: "Waiting its turn",
  queuedBody: "Other answers are still coming in. This one is sent when one finishes.",
  cancel: "Cancel",
  lostAfter: (count, text) => `Connection lost after ${tokenLabel(count, text)}`,
  incompleteBody: "The answer above is cut short. Trying again won’t charge you twice.",
  tokens: tokenLabel,
  billedAs: (amount) => `Billed ${amount}`,
  billedUnknown: "May have been billed",
  notBilled: "Not billed",
  billedUnreported: "Billed, amount unknown",
  firstToken: (duration) => `${duration} to first token`,
  took: (duration) => `${duration} total`,
  announceSent: "Message sent.",
  announceAnswering: "Writing.",
  announceComplete: (count, text) => `Answer complete, ${tokenLabel(count, text)}.`,
  announceCompleteUncounted: "Answer complete.",
  announceStopped: "Stopped. The partial answer is kept.",
};
