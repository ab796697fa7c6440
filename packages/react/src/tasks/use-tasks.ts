"use client";

import type { UseQueryResult } from "@tanstack/react-query";
import type { Task } from "pareta";
import type { ReadOptions } from "../queries/read-options.ts";
import { useRead } from "../queries/use-read.ts";

/**
 * The catalogue of tasks (contract 3.6).
 *
 * @example
 * ```tsx
 * import { useTasks } from "@pareta/react";
 *
 * export function TaskCount() {
 *   const { data: count } = useTasks({ select: (tasks) => tasks.length });
 *   return <p>{`${count ?? "…"} tasks`}</p>;
 * }
 * ```
 */
export function useTasks<TData = Task[]>(options?: ReadOptions<Task[], TData>): UseQueryResult<TData> {
  return useRead(({ tasks }) => tasks.list(), options);
}
