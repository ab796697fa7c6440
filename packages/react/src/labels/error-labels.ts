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
  /** An `invalid` that names no field. */
  readonly rejected: ErrorWords;
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
      title: plain("Your organization is out of credit"),
      body: "Nothing was charged for this request. Top up in the Pareta dashboard, then continue here.",
    },
    cold: {
      title: (subject, noun) => `${subject ?? `The ${noun ?? "endpoint"}`} is waking up`,
      body: "It sleeps when idle so you don’t pay for it. Your message is sent when it’s ready.",
    },
    stopped: {
      title: (subject, noun) => `${subject ?? `This ${noun ?? "endpoint"}`} is stopped`,
      body: "Requests fail until you start it again. The address stays the same.",
    },
    provider: { title: plain("The provider isn’t responding"), body: "The problem is on Pareta’s side." },
    "rate-limited": { title: plain("Too many requests"), body: "Nothing is lost." },
    unauthenticated: {
      title: plain("This key isn’t accepted"),
      body: "The key may be revoked or belong to another environment. Use another one.",
    },
    forbidden: { title: plain("This key doesn’t have access"), body: "Ask your admin for a key that does." },
    "not-found": {
      title: (subject, noun) => {
        if (subject === null) return noun === null ? "Not found" : `This ${noun} doesn’t exist`;
        return noun === null ? `Nothing called ${subject}` : `No ${noun} called ${subject}`;
      },
      body: "It may have been deleted.",
    },
    conflict: {
      title: plain("Someone else changed this"),
      body: "Reload to see the latest version.",
    },
    invalid: { title: plain("Check the highlighted fields"), body: "Fix them and send again." },
    offline: {
      title: plain("You’re offline"),
      body: "Nothing was sent. Reconnect, then try again.",
    },
    interrupted: {
      title: plain("Connection lost"),
      body: "The partial answer is kept.",
    },
    unreachable: { title: plain("Couldn’t reach Pareta"), body: "Nothing is lost." },
    server: {
      title: plain("Pareta returned an error"),
      body: "See Details. Nothing is lost.",
    },
    slow: {
      title: plain("Taking longer than usual"),
      body: "It keeps running on Pareta, even if you leave this page.",
    },
    failed: { title: plain("Request failed"), body: "Nothing is lost." },
    unexpected: {
      title: plain("This panel crashed"),
      body: "The rest of the page still works. Nothing is resent.",
    },
  },
  rejected: {
    title: plain("Check your request"),
    body: "The request was rejected. Change it and send again.",
  },
  topUp: "Top up",
  opensInNewTab: "opens in a new tab",
  toppedUp: "Topped up? Press Try again to continue.",
  tryAgain: "Try again",
  startEndpoint: "Start endpoint",
  startBilling: "Billing starts again once it’s live.",
  changeKey: "Change key",
  reload: "Reload",
  cancel: "Cancel",
  copyRequestId: "Copy request id",
  waited: (clock) => `Waiting ${clock}.`,
  askedToWait: (duration) => `Wait ${duration} before trying again.`,
  mayBeCharged: "You may have been charged. Trying again won’t charge you twice.",
  notCharged: "Nothing was charged.",
  details: "Details",
  status: "Status",
  noAnswer: "No response",
  detail: "Detail",
  requestId: "Request id",
  none: "—",
  time: "Time",
};
