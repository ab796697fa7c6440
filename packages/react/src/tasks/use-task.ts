"use client";

import type { SkipToken, UseQueryResult } from "@tanstack/react-query";
import type { Task } from "pareta";
import type { ReadOptions } from "../queries/read-options.ts";
import { useRead } from "../queries/use-read.ts";
import type { TaskParams } from "./tasks-queries.ts";

/**
 * One task, with `examplesN` sample rows in its own shape (contract 3.6).
 *
 * @example
 * ```tsx
 * import { useTask } from "@pareta/react";
 *
 * export function SampleRows({ taskId }: { taskId: string }) {
 *   const { data: task } = useTask(taskId, { examplesN: 2 });
 *   return <pre>{JSON.stringify(task?.examples, null, 2)}</pre>;
 * }
 *
 * export const example = <SampleRows taskId="contract-key-fields" />;
 * ```
 */
export function useTask<TData = Task>(
  id: string | SkipToken,
  params?: TaskParams,
  options?: ReadOptions<Task, TData>,
): UseQueryResult<TData> {
  return useRead(({ tasks }) => tasks.retrieve(id, params), options);
}
