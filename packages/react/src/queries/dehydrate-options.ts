import { defaultShouldDehydrateQuery, type Mutation, type Query } from "@tanstack/react-query";

/**
 * For `dehydrate` and persisters: what may leave this page. Reads may; chats, deploys, the history and acts may not,
 * nor what was typed into them: chats have `storage` of their own, and an act that wakes up elsewhere would be charged.
 *
 * A broadcast plugin takes no such options: it sends every change of every entry to every tab, which for a chat is the
 * answer so far, up to 30 times a second. Give the chats' provider a QueryClient of its own where you use one.
 *
 * @example
 * ```ts
 * import { paretaDehydrateOptions } from "@pareta/react";
 * import { dehydrate, QueryClient } from "@tanstack/react-query";
 *
 * const state = dehydrate(new QueryClient(), paretaDehydrateOptions());
 * console.log(state.queries.length);
 * ```
 */
export function paretaDehydrateOptions() {
  return {
    shouldDehydrateQuery: (query: Query): boolean => {
      const [owner, , part] = query.queryKey;
      const isOwn = owner === "pareta" && ["chat", "deploys", "history"].includes(String(part));
      return !isOwn && defaultShouldDehydrateQuery(query);
    },
    shouldDehydrateMutation: ({ state, options }: Mutation): boolean =>
      options.mutationKey?.[0] !== "pareta" && state.isPaused,
  };
}
