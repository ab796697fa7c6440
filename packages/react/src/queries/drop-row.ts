import type { QueryClient, QueryKey } from "@tanstack/react-query";
import { refresh } from "./refresh.ts";

/** Takes what was deleted off its list, and out of the reads that nobody shows. */
export function dropRow(
  queryClient: QueryClient,
  id: string,
  list: QueryKey,
  details: readonly QueryKey[],
): void {
  queryClient.setQueryData<{ id: string }[]>(list, (rows) => rows?.filter((row) => row.id !== id));
  for (const path of details) queryClient.removeQueries({ queryKey: [...path, id], type: "inactive" });
  refresh(queryClient, list);
}
