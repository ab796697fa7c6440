import { createMockPareta, type MockPareta, type MockParetaOptions } from "@pareta/mock";
import { QueryClient } from "@tanstack/react-query";
import { Pareta } from "pareta";
import type { ChatEntry } from "../chat/chat-entry.ts";
import type { ActOptions } from "../chat/answer-request.ts";
import { openChat } from "../chat/chat-sessions.ts";
import { openScope } from "../provider/pareta-scope.ts";

export const chatRoute = "POST /v1/chat/completions";
export const question = "Explain unit tests";

/** What a hook would pass along. */
export const asked: ActOptions = {
  model: "ep_general_chat_01",
  system: undefined,
  params: {},
  whenBusy: "reject",
  waitForLive: true,
  maxConcurrentStreams: 4,
};

/** A chat without React, over a mock of its own, with one hook's worth of attention. */
export function openTestChat(options: MockParetaOptions = {}) {
  const mock = createMockPareta(options);
  const scope = openScope(new QueryClient(), "default", new Pareta({ fetch: mock.fetch }));
  const session = openChat(scope, "chat");
  const settled: ChatEntry[] = [];
  const detach = session.attach({ onUnmount: "keep", onSettled: (entry) => settled.push(entry) });
  return { mock, scope, session, store: session.store, settled, detach };
}

export function posts(mock: MockPareta) {
  return mock.requests.filter((request) => request.route === chatRoute);
}

export function keys(mock: MockPareta): (string | null)[] {
  return posts(mock).map((post) => post.key);
}

export function debits(mock: MockPareta): number[] {
  return mock.ledger.flatMap((row) => (row.microUsd > 0 ? [row.microUsd] : []));
}

/** Resolves when the condition holds; looks after every turn of the event loop. */
export async function until(condition: () => boolean): Promise<void> {
  for (let turn = 0; !condition(); turn++) {
    if (turn > 5000) throw new Error("The condition never came true.");
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}
