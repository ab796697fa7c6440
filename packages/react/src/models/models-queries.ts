import type { Pareta } from "pareta";
import type { ParetaKeys } from "../queries/pareta-keys.ts";
import { readQuery } from "../queries/read-query.ts";

export function modelsQueries({ models }: Pareta, keys: ParetaKeys["models"]) {
  return {
    /** What can answer a chat right now (contract 3.1). */
    list: () => readQuery(keys.list, models.list),
  };
}
