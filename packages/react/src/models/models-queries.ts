import { queryOptions } from "@tanstack/react-query";
import type { Pareta } from "pareta";
import type { paretaKeys } from "../queries/pareta-keys.ts";

export function modelsQueries(client: Pareta, keys: ReturnType<typeof paretaKeys>["models"]) {
  return {
    /** What can answer a chat right now (contract 3.1). */
    list: () =>
      queryOptions({
        queryKey: keys.list,
        queryFn: ({ signal }) => client.models.list({ signal }),
        retry: false,
      }),
  };
}
