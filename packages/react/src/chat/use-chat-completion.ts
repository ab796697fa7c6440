"use client";

import type { UseMutationResult } from "@tanstack/react-query";
import type { ChatCompletion } from "pareta";
import type { ActOptions } from "../acts/act-options.ts";
import { useAct } from "../acts/use-act.ts";
import { chatMutations } from "./chat-mutations.ts";
import type { ChatCompletionVariables } from "./chat-mutations.ts";

/**
 * One answer, whole, without a thread (contract 3.2). Metered: one `mutate` is one debit.
 *
 * @example
 * ```tsx
 * import { useChatCompletion } from "@pareta/react";
 *
 * export function Summary({ text }: { text: string }) {
 *   const summary = useChatCompletion();
 *   const ask = () =>
 *     summary.mutate({
 *       model: "ep_general_chat_01",
 *       messages: [{ role: "user", content: `Summarize: ${text}` }],
 *     });
 *   return (
 *     <>
 *       <button onClick={ask} disabled={summary.isPending}>
 *         Summarize
 *       </button>
 *       <p>{summary.data?.choices[0].message.content}</p>
 *     </>
 *   );
 * }
 *
 * export const example = <Summary text="A long story." />;
 * ```
 */
export function useChatCompletion<TOnMutateResult = unknown>(
  options?: ActOptions<ChatCompletion, ChatCompletionVariables, TOnMutateResult>,
): UseMutationResult<ChatCompletion, Error, ChatCompletionVariables, TOnMutateResult> {
  return useAct((scope) => chatMutations(scope).completions.create(), options);
}
