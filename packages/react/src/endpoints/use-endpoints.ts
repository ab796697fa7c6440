"use client";

import type { UseQueryResult } from "@tanstack/react-query";
import type { Endpoint } from "pareta";
import type { ReadOptions } from "../queries/read-options.ts";
import { useRead } from "../queries/use-read.ts";

/**
 * Every endpoint, whatever its status (contract 3.4). Looks again every 3 to 15 seconds while one of them is in
 * transition, for at most 900 seconds; `dataUpdatedAt` is when it looked last.
 *
 * @example
 * ```tsx
 * import { useEndpoints } from "@pareta/react";
 *
 * export function EndpointList() {
 *   const { data: endpoints = [], dataUpdatedAt } = useEndpoints();
 *   return (
 *     <ul title={`checked ${new Date(dataUpdatedAt).toLocaleTimeString()}`}>
 *       {endpoints.map(({ id, status }) => (
 *         <li key={id}>{`${id}: ${status}`}</li>
 *       ))}
 *     </ul>
 *   );
 * }
 * ```
 */
export function useEndpoints<TData = Endpoint[]>(
  options?: ReadOptions<Endpoint[], TData>,
): UseQueryResult<TData> {
  return useRead(({ endpoints }) => endpoints.list(), options);
}
