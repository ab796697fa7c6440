import type { ChatCompletionCreateParams } from "pareta";
import { actMutation, type ActScope } from "../acts/act-mutation.ts";

/** The SDK's parameters, without streaming (contract 3.2). */
export type ChatCompletionVariables = ChatCompletionCreateParams & { readonly stream?: false | null };

export function chatMutations(scope: ActScope) {
  return {
    completions: {
      /** One answer, whole. Metered. */
      create: () =>
        actMutation(scope, ["chat", "completions", "create"], (params: ChatCompletionVariables, request) =>
          scope.client.chat.completions.create({ ...params, stream: false }, request),
        ),
    },
  };
}
