import type { Pareta } from "pareta";
import { chatMutations } from "../chat/chat-mutations.ts";
import { endpointsMutations } from "../endpoints/endpoints-mutations.ts";
import { evalsMutations } from "../evals/evals-mutations.ts";
import { type HistoryStore, localHistory } from "../history/history-store.ts";
import type { ActScope } from "./act-mutation.ts";

/**
 * Real `mutationOptions()` for every act, under the SDK's paths; for `useMutation`. One press is one idempotency key and
 * one debit (contract 3.0): a repeat while it is pending joins it, after an unknown outcome the same input goes out
 * under the same key, and anything else is a new act.
 *
 * @example
 * ```tsx
 * import { paretaMutations, useParetaClient } from "@pareta/react";
 * import { useMutation } from "@tanstack/react-query";
 *
 * export function StopButton({ id }: { id: string }) {
 *   const stop = useMutation(paretaMutations(useParetaClient()).endpoints.stop());
 *   return <button onClick={() => stop.mutate(id)}>Stop</button>;
 * }
 *
 * export const example = <StopButton id="ep_general_chat_01" />;
 * ```
 */
export function paretaMutations(
  client: Pareta,
  options: {
    scope?: string | undefined;
    /** Default: this browser's localStorage. */ history?: HistoryStore | undefined;
  } = {},
) {
  const { scope: name = "default", history = localHistory(name) } = options;
  const scope: ActScope = { client, name, history };
  return {
    chat: chatMutations(scope),
    endpoints: endpointsMutations(scope),
    evals: evalsMutations(scope),
  };
}

export type ParetaMutations = ReturnType<typeof paretaMutations>;
