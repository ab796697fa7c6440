"use client";

import type { UseQueryResult } from "@tanstack/react-query";
import type { ModelList } from "pareta";
import type { ReadOptions } from "../queries/read-options.ts";
import { useRead } from "../queries/use-read.ts";

/**
 * The endpoints and models that answer a chat right now, live ones only (contract 3.1).
 *
 * @example
 * ```tsx
 * import { useModels } from "@pareta/react";
 *
 * export function ModelSelect() {
 *   const { data: models = [] } = useModels();
 *   return (
 *     <select>
 *       {models.map((model) => (
 *         <option key={model.id}>{model.id}</option>
 *       ))}
 *     </select>
 *   );
 * }
 * ```
 */
export function useModels<TData = ModelList>(options?: ReadOptions<ModelList, TData>): UseQueryResult<TData> {
  return useRead(({ models }) => models.list(), options);
}
