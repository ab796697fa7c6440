import type { QueryClient, QueryKey } from "@tanstack/react-query";

/** Reads again what shows these; nothing waits for it. */
export function refresh(queryClient: QueryClient, ...queryKeys: readonly QueryKey[]): void {
  for (const queryKey of queryKeys) void queryClient.invalidateQueries({ queryKey });
}
