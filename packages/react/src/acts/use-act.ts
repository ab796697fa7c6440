"use client";

import { useMutation, type UseMutationOptions, type UseMutationResult } from "@tanstack/react-query";
import { useEffect } from "react";
import { withoutUndefined } from "../memory/without-undefined.ts";
import { usePareta } from "../provider/pareta-context.ts";
import type { ActOptions } from "./act-options.ts";
import type { ActScope } from "./act-mutation.ts";
import { watchMutations } from "./mutation-observers.ts";

/** What the kit decides of an act. */
type Decided = "mutationKey" | "mutationFn" | "retry" | "networkMode" | "gcTime";

/**
 * `useMutation` over one of a noun's factories; what the kit decides stays decided. It takes the factory itself, so that
 * an app with one act brings no other noun's.
 */
export function useAct<TData, TVariables, TOnMutateResult>(
  mutationOf: (scope: ActScope) => Pick<UseMutationOptions<TData, Error, TVariables>, Decided>,
  options: ActOptions<TData, TVariables, TOnMutateResult> | undefined,
): UseMutationResult<TData, Error, TVariables, TOnMutateResult> {
  const { scope, history } = usePareta();
  const mutation = mutationOf({ ...scope, history });
  useEffect(() => void watchMutations(scope.queryClient), [scope]);
  return useMutation<TData, Error, TVariables, TOnMutateResult>(
    { ...withoutUndefined(options), ...mutation },
    scope.queryClient,
  );
}
