import type { ChatEntryStatus } from "../chat/chat-entry.ts";

/** Words of the chat, the spoken ones included. */
export interface ChatLabels {
  readonly chat: string;
  /** What sort of thing a model that was not found is. */
  readonly endpoint: string;
  /** Nothing can begin now. */
  readonly busy: string;
  readonly compare: string;
  /** Stands under the composer: what one press costs. */
  readonly compareNotice: (endpoints: number) => string;
  readonly compareEmpty: string;
  readonly messages: string;
  readonly you: string;
  readonly answer: string;
  readonly system: string;
  readonly tool: string;
  readonly yourMessage: string;
  readonly placeholder: string;
  readonly send: string;
  readonly stop: string;
  readonly keys: string;
  readonly billedNotice: string;
  readonly jumpToLatest: string;
  readonly earlier: (count: number) => string;
  readonly emptyTitle: string;
  readonly emptyBody: string;
  readonly copy: string;
  readonly regenerate: string;
  readonly edit: string;
  readonly saveEdit: string;
  readonly cancelEdit: string;
  readonly retry: string;
  readonly continueAsNew: string;
  readonly continueCost: string;
  readonly previousBranch: string;
  readonly nextBranch: string;
  readonly branch: (position: number, count: number) => string;
  readonly emptyAnswer: string;
  readonly cutAtLimit: string;
  readonly toolCall: (name: string) => string;
  readonly image: string;
  readonly statuses: Readonly<Record<ChatEntryStatus, string>>;
  /** Other answers are still arriving. What is waking up or rate-limited has the words of errors. */
  readonly queuedTitle: string;
  readonly queuedBody: string;
  readonly cancel: string;
  readonly lostAfter: (tokens: number) => string;
  readonly incompleteBody: string;
  readonly tokens: (tokens: number) => string;
  readonly billedAs: (amount: string) => string;
  readonly billedUnknown: string;
  readonly notBilled: string;
  readonly billedUnreported: string;
  readonly firstToken: (duration: string) => string;
  readonly took: (duration: string) => string;
  readonly announceSent: string;
  readonly announceAnswering: string;
  readonly announceComplete: (tokens: number | null) => string;
  readonly announceStopped: string;
}

const tokenWords = (tokens: number) => `${tokens.toLocaleString("en")} ${tokens === 1 ? "token" : "tokens"}`;

export const chatLabels: ChatLabels = {
  chat: "Chat",
  endpoint: "endpoint",
  busy: "An answer is on its way. Stop it, or wait until it has ended.",
  compare: "Comparison",
  compareNotice: (endpoints) => `Send asks ${endpoints} endpoints: ${endpoints} requests, each billed`,
  compareEmpty: "The answer comes here.",
  messages: "Messages",
  you: "You",
  answer: "Answer",
  system: "System",
  tool: "Tool result",
  yourMessage: "Your message",
  placeholder: "Ask something…",
  send: "Send",
  stop: "Stop",
  keys: "Enter sends, Shift+Enter starts a new line, Escape stops",
  billedNotice: "Requests here are real and billed",
  jumpToLatest: "Jump to latest",
  earlier: (count) => `Show ${count.toLocaleString("en")} earlier`,
  emptyTitle: "Ask this endpoint something",
  emptyBody: "Pick a starting point, or write your own. Nothing is sent until you press Send.",
  copy: "Copy",
  regenerate: "Regenerate",
  edit: "Edit",
  saveEdit: "Send again",
  cancelEdit: "Cancel",
  retry: "Try again",
  continueAsNew: "Continue as new request",
  continueCost: "A new request is billed again.",
  previousBranch: "Previous version",
  nextBranch: "Next version",
  branch: (position, count) => `${position}/${count}`,
  emptyAnswer: "The model returned nothing.",
  cutAtLimit: "Cut at the token limit",
  toolCall: (name) => `Asked for the tool ${name}`,
  image: "[image]",
  statuses: {
    pending: "Waiting",
    streaming: "Answering",
    complete: "Complete",
    stopped: "Stopped",
    incomplete: "Incomplete",
    failed: "Failed",
  },
  queuedTitle: "Waiting for a free connection",
  queuedBody: "Other answers are still arriving. This one is sent as soon as one of them has ended.",
  cancel: "Cancel",
  lostAfter: (tokens) => `Connection lost after ${tokenWords(tokens)}`,
  incompleteBody: "The text above is incomplete. Trying again uses the same key and is never billed twice.",
  tokens: tokenWords,
  billedAs: (amount) => `Billed ${amount}`,
  billedUnknown: "Billed: unknown",
  notBilled: "Not billed",
  billedUnreported: "Billed, amount not reported",
  firstToken: (duration) => `First token ${duration}`,
  took: (duration) => `${duration} in all`,
  announceSent: "Message sent.",
  announceAnswering: "Answering.",
  announceComplete: (tokens) =>
    tokens === null ? "Answer complete." : `Answer complete, ${tokenWords(tokens)}.`,
  announceStopped: "Answer stopped. What had arrived is kept.",
};
