import type { QueryClient } from "@tanstack/react-query";
import { paretaKeys } from "./pareta-keys.ts";
import { refresh } from "./refresh.ts";

/** Reads again what shows endpoints: one of them has changed, and so has what can answer a chat. */
export function refreshEndpoints(scope: { readonly name: string; readonly queryClient: QueryClient }): void {
  const { models, endpoints } = paretaKeys(scope.name);
  refresh(scope.queryClient, models.all, endpoints.all);
}
