import { hashKey, type Mutation, type QueryClient } from "@tanstack/react-query";
import { memo } from "../memory/memo.ts";

/** Of a mutation, the one who last stopped looking at it. */
type Leavers = WeakMap<object, { hasListeners(): boolean }>;

const leaversOf = new WeakMap<QueryClient, Leavers>();

/**
 * Begins to note which components leave the mutations they started: React Query tells it once and keeps no list that can
 * be read. For as long as the QueryClient lives.
 */
export function watchMutations(queryClient: QueryClient): Leavers {
  return memo(leaversOf, queryClient, () => {
    const leavers: Leavers = new WeakMap();
    queryClient.getMutationCache().subscribe((event) => {
      if (event.type === "observerRemoved") leavers.set(event.mutation, event.observer);
    });
    return leavers;
  });
}

/**
 * Whether the component that started the mutation is still there; asked later, it tells of then. `true` for a mutation
 * that no component started.
 */
export function isMutationWanted(
  queryClient: QueryClient,
  mutationKey: readonly unknown[] | undefined,
  variables: unknown,
): () => boolean {
  const leavers = watchMutations(queryClient);
  const isThis = ({ state, options }: Mutation) =>
    state.status === "pending" &&
    Object.is(state.variables, variables) &&
    hashKey(options.mutationKey ?? []) === hashKey(mutationKey ?? []);
  const mutation = queryClient.getMutationCache().getAll().findLast(isThis);
  return () => (mutation && leavers.get(mutation)?.hasListeners()) ?? true;
}
