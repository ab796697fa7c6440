"use client";

import type { Pareta } from "pareta";
import { usePareta } from "./pareta-context.ts";

/**
 * The client of the nearest `ParetaProvider`, for what no hook does. Throws outside one.
 *
 * @example
 * ```tsx
 * import { useParetaClient } from "@pareta/react";
 *
 * export function CopyRecommended({ taskId }: { taskId: string }) {
 *   const client = useParetaClient();
 *   const copy = async () => console.log(await client.tasks.recommended(taskId));
 *   return <button onClick={() => void copy()}>Log the recommended model</button>;
 * }
 *
 * export const example = <CopyRecommended taskId="contract-key-fields" />;
 * ```
 */
export function useParetaClient(): Pareta {
  return usePareta().scope.client;
}
