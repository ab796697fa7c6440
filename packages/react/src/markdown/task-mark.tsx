"use client";

import { type ReactNode, use } from "react";
import { MarkdownSettingsContext } from "./markdown-context.ts";

/** The box before an item of a task list, to be read and not to be ticked. */
export function TaskMark({ task }: { readonly task: "open" | "done" }): ReactNode {
  const { labels } = use(MarkdownSettingsContext);
  const isDone = task === "done";
  return (
    <input
      type="checkbox"
      disabled
      checked={isDone}
      aria-label={isDone ? labels.taskDone : labels.taskOpen}
    />
  );
}
