import type { QueryClient } from "@tanstack/react-query";
import type { Pareta } from "pareta";
import { memo, perOwner } from "../memory/memo.ts";

/** What failed: `chat` and `send`, or `models` and `list`. */
export interface FailedAct {
  readonly noun: string;
  readonly act: string;
}

/** Called once for each settled failure, never for an abort. */
export type FailureListener = (error: Error, failed: FailedAct) => void;

/** One client under one scope name in one QueryClient: everything that hooks of a provider share. */
export interface ParetaScope {
  readonly name: string;
  readonly client: Pareta;
  readonly queryClient: QueryClient;
  readonly failureListeners: Set<FailureListener>;
  /** Aborts when the provider gets another client for the same scope. */
  readonly closed: AbortSignal;
  close(): void;
}

const scopesOf = perOwner<WeakMap<Pareta, ParetaScope>>();

/** The scope of these three; the same object for as long as it is open. Safe to call while rendering. */
export function openScope(queryClient: QueryClient, name: string, client: Pareta): ParetaScope {
  const byClient = memo(scopesOf(queryClient), name, () => new WeakMap<Pareta, ParetaScope>());
  return memo(byClient, client, () => {
    const closing = new AbortController();
    return {
      name,
      client,
      queryClient,
      failureListeners: new Set(),
      closed: closing.signal,
      close() {
        byClient.delete(client);
        closing.abort();
        queryClient.removeQueries({ queryKey: ["pareta", name] });
      },
    };
  });
}

/** Tells every provider of this scope. What a listener throws is its own error: it surfaces and stops nothing. */
export function reportFailure(scope: ParetaScope, error: Error, failed: FailedAct): void {
  for (const listener of scope.failureListeners) callSafely(() => listener(error, failed));
}

/** Calls the host's code; what it throws reaches the host's own error reporting and nothing else. */
export function callSafely(callback: () => void): void {
  try {
    callback();
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}
