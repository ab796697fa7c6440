export { ParetaProvider } from "./provider/pareta-provider.tsx";
export type { ParetaProviderProps } from "./provider/pareta-provider.tsx";
export { useParetaClient } from "./provider/use-pareta-client.ts";
export type { FailedAct, FailureListener } from "./provider/pareta-scope.ts";
export { paretaKeys } from "./queries/pareta-keys.ts";
export { paretaDehydrateOptions } from "./queries/dehydrate-options.ts";
export { paretaMutations } from "./acts/pareta-mutations.ts";
export type { ActOptions } from "./acts/act-options.ts";
export { useRunHistory } from "./history/use-run-history.ts";
export type { RunHistory } from "./history/use-run-history.ts";
export type { DeployRecord, HistoryRecord, HistoryStore, RunRecord } from "./history/history-store.ts";
export { paretaQueries } from "./queries/pareta-queries.ts";
export type { ReadOptions } from "./queries/read-options.ts";
export { useModels } from "./models/use-models.ts";
export { useEndpoints } from "./endpoints/use-endpoints.ts";
export { useEndpoint } from "./endpoints/use-endpoint.ts";
export { useEndpointMetric } from "./endpoints/use-endpoint-metric.ts";
export { useDeploy } from "./endpoints/use-deploy.ts";
export type { UseDeployOptions, UseDeployResult } from "./endpoints/use-deploy.ts";
export type { DeployVariables } from "./endpoints/deploy-follower.ts";
export type { DeployStage, DeployState, DeployStatus } from "./endpoints/deploy-state.ts";
export { useStartEndpoint } from "./endpoints/use-start-endpoint.ts";
export { useStopEndpoint } from "./endpoints/use-stop-endpoint.ts";
export { useDeleteEndpoint } from "./endpoints/use-delete-endpoint.ts";
export type { MetricDimension, MetricOf } from "./endpoints/endpoints-queries.ts";
export { useTasks } from "./tasks/use-tasks.ts";
export { useTask } from "./tasks/use-task.ts";
export { useTaskMatch } from "./tasks/use-task-match.ts";
export { useLeaderboard } from "./tasks/use-leaderboard.ts";
export type { TaskMatchParams, TaskParams } from "./tasks/tasks-queries.ts";
export { useFrontierModels } from "./evals/use-frontier-models.ts";
export { useEvalSets } from "./evals/use-eval-sets.ts";
export { useEvalSet } from "./evals/use-eval-set.ts";
export { useEvalRun } from "./evals/use-eval-run.ts";
export { useCreateEvalSet } from "./evals/use-create-eval-set.ts";
export { useDeleteEvalSet } from "./evals/use-delete-eval-set.ts";
export { useUploadDocument } from "./evals/use-upload-document.ts";
export { useStartEvalRun } from "./evals/use-start-eval-run.ts";
export type { EvalRunVariables, UploadDocumentVariables } from "./evals/evals-mutations.ts";
export type { UploadProgress } from "./evals/upload-progress.ts";
export type { EvalRunParams } from "./evals/evals-queries.ts";
export { useChatStream } from "./chat/use-chat-stream.ts";
export type {
  ChatActs,
  ChatStructure,
  UseChatStreamOptions,
  UseChatStreamResult,
} from "./chat/use-chat-stream.ts";
export { useChatCompletion } from "./chat/use-chat-completion.ts";
export type { ChatCompletionVariables } from "./chat/chat-mutations.ts";
export { useChatMessage } from "./chat/use-chat-message.ts";
export { useChatBranches } from "./chat/use-chat-branches.ts";
export { EndpointStoppedError } from "./chat/endpoint-stopped-error.ts";
export type { Billed, ChatEntry, ChatEntryStatus, ChatStatus, ChatWaiting } from "./chat/chat-entry.ts";
export type { ChatStorage } from "./chat/chat-storage.ts";
export type { SendOptions } from "./chat/chat-session.ts";
export type { ChatParams } from "./chat/answer-request.ts";
