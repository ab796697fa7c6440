import type { ReactNode } from "react";
import type { UseChatStreamOptions, UseChatStreamResult } from "../chat/use-chat-stream.ts";
import type { UseDeployOptions, UseDeployResult } from "../endpoints/use-deploy.ts";
import type { EvalRunParams } from "../evals/evals-queries.ts";
import type { UploadDocumentVariables } from "../evals/evals-mutations.ts";
import type { UploadProgress } from "../evals/upload-progress.ts";
import type { RunHistory } from "../history/use-run-history.ts";
import type { TaskMatchParams, TaskParams } from "../tasks/tasks-queries.ts";

// Docs tables are made of components' props; these have a hook's types for props, and are never rendered.

export function UseChatStreamOptionsTable(_: UseChatStreamOptions): ReactNode {
  return <div />;
}

export function UseChatStreamResultTable(_: UseChatStreamResult): ReactNode {
  return <div />;
}

export function UseDeployOptionsTable(_: UseDeployOptions): ReactNode {
  return <div />;
}

export function UseDeployResultTable(_: UseDeployResult): ReactNode {
  return <div />;
}

export function UseRunHistoryResultTable(_: RunHistory): ReactNode {
  return <div />;
}

export function EvalRunParamsTable(_: EvalRunParams): ReactNode {
  return <div />;
}

export function UploadDocumentVariablesTable(_: UploadDocumentVariables): ReactNode {
  return <div />;
}

export function UploadProgressTable(_: UploadProgress): ReactNode {
  return <div />;
}

export function TaskParamsTable(_: TaskParams): ReactNode {
  return <div />;
}

export function TaskMatchParamsTable(_: TaskMatchParams): ReactNode {
  return <div />;
}
