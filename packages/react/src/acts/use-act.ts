"use client";

import { useMutation, type UseMutationOptions, type UseMutationResult } from "@tanstack/react-query";
import { usePareta } from "../provider/pareta-context.ts";
import type { ActOptions } from "./act-options.ts";
import { type ParetaMutations, paretaMutations } from "./pareta-mutations.ts";

/** What the kit decides of an act. */
type Decided = "mutationKey" | "mutationFn" | "retry" | "networkMode" | "gcTime";

/** `useMutation` over one of the factories; what the kit decides stays decided. */
export function useAct<TData, TVariables, TOnMutateResult>(
  choose: (mutations: ParetaMutations) => Pick<UseMutationOptions<TData, Error, TVariables>, Decided>,
  options: ActOptions<TData, TVariables, TOnMutateResult> | undefined,
): UseMutationResult<TData, Error, TVariables, TOnMutateResult> {
  const { scope, history } = usePareta();
  const mutation = choose(paretaMutations(scope.client, { scope: scope.name, history }));
  return useMutation<TData, Error, TVariables, TOnMutateResult>({ ...options, ...mutation });
}
