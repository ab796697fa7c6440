"use client";

import type { SkipToken, UseQueryResult } from "@tanstack/react-query";
import type { TaskMatch } from "pareta";
import type { ReadOptions } from "../queries/read-options.ts";
import { useRead } from "../queries/use-read.ts";
import type { TaskMatchParams } from "./tasks-queries.ts";

/**
 * The task that fits a description (contract 3.6). Free, but somebody's model reads it: give it a text that was
 * submitted, not one that is being typed. Asked once for a text, and not again on focus or reconnect.
 *
 * @example
 * ```tsx
 * import { useTaskMatch } from "@pareta/react";
 * import { skipToken } from "@tanstack/react-query";
 * import { useState } from "react";
 *
 * export function TaskSearch() {
 *   const [submitted, setSubmitted] = useState<string>();
 *   const { data: match } = useTaskMatch(submitted ?? skipToken, { topK: 3 });
 *   return (
 *     <form action={(form) => setSubmitted(String(form.get("text")))}>
 *       <input name="text" aria-label="What should the model do?" />
 *       <output>{match?.matched ? match.chosen.taskId : match?.type}</output>
 *     </form>
 *   );
 * }
 * ```
 */
export function useTaskMatch<TData = TaskMatch>(
  text: string | SkipToken,
  params?: TaskMatchParams,
  options?: ReadOptions<TaskMatch, TData>,
): UseQueryResult<TData> {
  return useRead(({ tasks }) => tasks.match(text, params), options);
}
