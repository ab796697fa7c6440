export { Pareta } from "./client.ts";
export { VERSION } from "./version.ts";
export { microUsdToDollars } from "./money.ts";
export {
  APIConnectionError,
  APIResponseError,
  APIStatusError,
  APITimeoutError,
  APIUserAbortError,
  AuthenticationError,
  BadRequestError,
  ConflictError,
  DeployFailedError,
  EndpointNotReadyError,
  InsufficientCreditsError,
  InvalidArgumentError,
  NotFoundError,
  ParetaError,
  PermissionDeniedError,
  RateLimitError,
  StreamInterruptedError,
  WaitTimeoutError,
} from "./errors.ts";
export type { ErrorDetail, Outcome, ValidationItem } from "./errors.ts";
export type { Extra, NonEmpty } from "./decode.ts";
export type { ParetaOptions, RequestOptions } from "./http/settings.ts";
export type { ParetaStream } from "./http/stream.ts";
export type { StreamReceipt } from "./http/receipt.ts";
export type {
  Chat,
  ChatCompletionCreateParams,
  ChatCompletionFields,
  ChatCompletions,
  ChatResponseFormat,
  ChatTool,
  ChatToolChoice,
} from "./resources/chat.ts";
export type { ChatCompletion, ChatCompletionChoice } from "./resources/chat-completion.ts";
export type { ChatCompletionChunk, ChatCompletionChunkChoice } from "./resources/chat-completion-chunk.ts";
export type { ChatInput, ChatMessageParam, ContentBlock } from "./resources/chat-input.ts";
export type { Message, ToolCall, ToolCallFunction } from "./resources/chat-message.ts";
export type { Usage } from "./resources/chat-usage.ts";
export type { DeployEvent, DeployProgress } from "./resources/deploy-events.ts";
export type { EndpointDeployParams, Endpoints } from "./resources/endpoints.ts";
export type {
  ActivityMetric,
  CostMetric,
  EndpointMetrics,
  MetricQuery,
  PerformanceMetric,
  QualityMetric,
  UptimeMetric,
} from "./resources/endpoint-metrics.ts";
export type { Endpoint, EndpointStatus } from "./resources/endpoint-record.ts";
export type { EvalItemResult, EvalResult, EvalRun, EvalRunStatus } from "./resources/eval-run-record.ts";
export type { EvalRunCreateParams, EvalRuns, FrontierSpec } from "./resources/eval-runs.ts";
export type { FileInput } from "./resources/eval-set-file.ts";
export type {
  UploadDocument,
  UploadDocumentOptions,
  UploadDocumentParams,
  UploadStage,
} from "./resources/eval-set-upload.ts";
export type { EvalSet, EvalSetCreateParams, EvalSets } from "./resources/eval-sets.ts";
export type { Evals } from "./resources/evals.ts";
export type { FrontierModel } from "./resources/frontier-models.ts";
export type { Leaderboard, LeaderboardEntry } from "./resources/leaderboard.ts";
export type { Model, ModelList, Models } from "./resources/models.ts";
export type { Capability, TaskMatch, TaskMatchCandidate } from "./resources/task-match.ts";
export type { Task, Tasks } from "./resources/tasks.ts";
export type { WaitParams } from "./resources/wait.ts";
