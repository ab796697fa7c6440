import type { ChatWaiting } from "@pareta/react";
import { clock } from "./answer-facts.ts";

/** Title, reason and the running count of a wait; `now` in Unix ms. */
export function waitingWords(waiting: ChatWaiting, endpoint: string, now: number) {
  const waited = `Waiting ${clock(now - waiting.since)}.`;
  if (waiting.reason === "cold") {
    return {
      title: `${endpoint} is waking up`,
      body: "It was asleep to save money. We’ll send your message when it’s ready.",
      count: waited,
    };
  }
  if (waiting.reason === "rate-limited") {
    const seconds = Math.max(0, Math.ceil(((waiting.until ?? now) - now) / 1000));
    return {
      title: "Too many requests",
      body: "Nothing was charged.",
      count: `Trying again in ${seconds} s.`,
    };
  }
  return {
    title: "Waiting for a free connection",
    body: "Other answers are still arriving. This one is sent as soon as one of them has ended.",
    count: waited,
  };
}
