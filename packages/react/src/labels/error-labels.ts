import type { ErrorKind } from "../errors/error-kind.ts";

export interface ErrorWords {
  /** `subject`: what it is about, an endpoint's name for example; `null` when nobody said. */
  readonly title: (subject: string | null) => string;
  readonly body: string;
}

/** Words of failures. */
export interface ErrorLabels {
  readonly kinds: Readonly<Record<ErrorKind, ErrorWords>>;
  readonly topUp: string;
  readonly opensInNewTab: string;
  readonly tryAgain: string;
  readonly startEndpoint: string;
  /** Stands beside Start. */
  readonly startBilling: string;
  readonly changeKey: string;
  readonly reload: string;
  readonly cancel: string;
  readonly copyRequestId: string;
  /** `clock`: `0:23`. */
  readonly waited: (clock: string) => string;
  readonly mayBeCharged: string;
  readonly notCharged: string;
  readonly details: string;
  readonly status: string;
  readonly noAnswer: string;
  readonly detail: string;
  readonly requestId: string;
  readonly none: string;
  readonly time: string;
}

const plain = (title: string) => () => title;

export const errorLabels: ErrorLabels = {
  kinds: {
    "no-credit": {
      title: plain("Your organisation is out of credit"),
      body: "Nothing was charged for this request. Top up in the Pareta dashboard, then continue here.",
    },
    cold: {
      title: (subject) => `${subject ?? "The endpoint"} is waking up`,
      body: "It was asleep to save money. We’ll send your message when it’s ready.",
    },
    stopped: {
      title: (subject) => (subject === null ? "This endpoint is stopped" : `${subject} is stopped`),
      body: "It never wakes by itself. Nothing was charged for this request.",
    },
    provider: {
      title: plain("The provider isn’t responding"),
      body: "This is on Pareta’s side. Nothing was charged for this request.",
    },
    "rate-limited": { title: plain("Too many requests"), body: "Nothing was charged for this request." },
    unauthenticated: {
      title: plain("This key isn’t accepted"),
      body: "It may have been revoked, or it belongs to another environment.",
    },
    forbidden: {
      title: plain("This key can’t do that"),
      body: "Ask for a key with access to this.",
    },
    "not-found": {
      title: (subject) => (subject === null ? "This doesn’t exist" : `Nothing called ${subject}`),
      body: "It may have been deleted.",
    },
    conflict: {
      title: plain("Something else is changing this"),
      body: "Reload to see how it stands now.",
    },
    invalid: { title: plain("This was refused"), body: "Change what is named below, then send it again." },
    offline: {
      title: plain("You’re offline"),
      body: "Nothing was sent, and nothing will be sent later by itself. Your work is kept.",
    },
    interrupted: {
      title: plain("Connection lost"),
      body: "What had arrived is kept, but it is incomplete.",
    },
    unreachable: { title: plain("Couldn’t reach Pareta"), body: "Your work is kept." },
    unexpected: {
      title: plain("This part of the page stopped working"),
      body: "The rest of the page still works, and nothing was sent to Pareta because of this.",
    },
  },
  topUp: "Top up",
  opensInNewTab: "opens in a new tab",
  tryAgain: "Try again",
  startEndpoint: "Start endpoint",
  startBilling: "Once it’s live, its requests are billed again.",
  changeKey: "Change key",
  reload: "Reload",
  cancel: "Cancel",
  copyRequestId: "Copy request id",
  waited: (clock) => `Waiting ${clock}.`,
  mayBeCharged: "This may have been carried out and charged. Trying again is never billed twice.",
  notCharged: "Nothing was charged.",
  details: "Details",
  status: "Status",
  noAnswer: "no answer",
  detail: "Detail",
  requestId: "Request id",
  none: "none",
  time: "Time",
};
