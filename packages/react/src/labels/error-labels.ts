import type { ErrorKind } from "../errors/error-kind.ts";

export interface ErrorWords {
  /**
   * `subject`: what it is about, such as an endpoint's id; `noun`: what sort of thing that is, such as "endpoint". Each is
   * `null` when nobody said.
   */
  readonly title: (subject: string | null, noun: string | null) => string;
  readonly body: string;
}

/** Words of failures. */
export interface ErrorLabels {
  readonly kinds: Readonly<Record<ErrorKind, ErrorWords>>;
  readonly topUp: string;
  readonly opensInNewTab: string;
  /** Spoken when the page is looked at again after "Top up". */
  readonly toppedUp: string;
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
  /** The wait that the server asked for, when nobody waits for it; ready to show. */
  readonly askedToWait: (duration: string) => string;
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
      title: (subject, noun) => `${subject ?? `The ${noun ?? "endpoint"}`} is waking up`,
      body: "It was asleep to save money. We’ll send your message when it’s ready.",
    },
    stopped: {
      title: (subject, noun) => `${subject ?? `This ${noun ?? "endpoint"}`} is stopped`,
      body: "Requests fail until it’s started again. Its address stays the same.",
    },
    provider: { title: plain("The provider isn’t responding"), body: "This is on Pareta’s side." },
    "rate-limited": { title: plain("Too many requests"), body: "Your work is kept." },
    unauthenticated: {
      title: plain("This key isn’t accepted"),
      body: "It may have been revoked, or it belongs to another environment.",
    },
    forbidden: { title: plain("This key can’t do that"), body: "Ask for a key with access to this." },
    "not-found": {
      title: (subject, noun) => {
        if (subject === null) return noun === null ? "This doesn’t exist" : `This ${noun} doesn’t exist`;
        return noun === null ? `Nothing called ${subject}` : `No ${noun} called ${subject}`;
      },
      body: "It may have been deleted.",
    },
    conflict: {
      title: plain("Something else is changing this"),
      body: "Reload to see how it stands now.",
    },
    invalid: { title: plain("This wasn’t accepted"), body: "Change it, then send it again." },
    offline: {
      title: plain("You’re offline"),
      body: "Nothing was sent, and nothing will be sent later by itself. Your work is kept.",
    },
    interrupted: {
      title: plain("Connection lost"),
      body: "What had arrived is kept, but it is incomplete.",
    },
    unreachable: { title: plain("Couldn’t reach Pareta"), body: "Your work is kept." },
    server: {
      title: plain("Pareta answered with an error"),
      body: "What it said is under Details. Your work is kept.",
    },
    slow: {
      title: plain("Taking longer than usual"),
      body: "It goes on at Pareta, also when you leave this page.",
    },
    failed: { title: plain("This didn’t work"), body: "Your work is kept." },
    unexpected: {
      title: plain("This part of the page stopped working"),
      body: "The rest of the page still works. Nothing is sent again by itself.",
    },
  },
  topUp: "Top up",
  opensInNewTab: "opens in a new tab",
  toppedUp: "Topped up? Try again continues here.",
  tryAgain: "Try again",
  startEndpoint: "Start endpoint",
  startBilling: "Once it’s live, its requests are billed again.",
  changeKey: "Change key",
  reload: "Reload",
  cancel: "Cancel",
  copyRequestId: "Copy request id",
  waited: (clock) => `Waiting ${clock}.`,
  askedToWait: (duration) => `The server asked for a pause of ${duration}.`,
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
