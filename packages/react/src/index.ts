export { ParetaProvider } from "./provider/pareta-provider.tsx";
export type { ParetaProviderProps } from "./provider/pareta-provider.tsx";
export { useParetaClient } from "./provider/use-pareta-client.ts";
export type { FailedAct, FailureListener } from "./provider/pareta-scope.ts";
export { paretaKeys } from "./queries/pareta-keys.ts";
export { paretaDehydrateOptions } from "./queries/dehydrate-options.ts";
export { paretaMutations } from "./acts/pareta-mutations.ts";
export type { ActOptions } from "./acts/act-options.ts";
export { useRunHistory } from "./history/use-run-history.ts";
export type { PastRun, RunHistory } from "./history/use-run-history.ts";
export type { HistoryStore } from "./history/history-store.ts";
export type { DeployRecord, HistoryRecord, RunRecord, RunState } from "./history/history-record.ts";
export { paretaQueries } from "./queries/pareta-queries.ts";
export type { ReadOptions } from "./queries/read-options.ts";
export { useModels } from "./models/use-models.ts";
export { useEndpoints } from "./endpoints/use-endpoints.ts";
export { useEndpoint } from "./endpoints/use-endpoint.ts";
export { useEndpointMetric } from "./endpoints/use-endpoint-metric.ts";
export { useDeploy } from "./endpoints/use-deploy.ts";
export type { UseDeployOptions, UseDeployResult } from "./endpoints/use-deploy.ts";
export type { DeployVariables } from "./endpoints/deploy-attempt.ts";
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
export type { EvalRunVariables } from "./evals/start-eval-run.ts";
export type { UploadDocumentVariables } from "./evals/evals-mutations.ts";
export type { UploadProgress } from "./evals/upload-progress.ts";
export type { EvalRunParams } from "./evals/evals-queries.ts";
export { useChatStream } from "./chat/use-chat-stream.ts";
export type {
  ChatActs,
  ChatOptions,
  ChatStructure,
  UseChatStreamOptions,
  UseChatStreamResult,
} from "./chat/use-chat-stream.ts";
export { useChatCompletion } from "./chat/use-chat-completion.ts";
export type { ChatCompletionVariables } from "./chat/chat-mutations.ts";
export { useChatMessage } from "./chat/use-chat-message.ts";
export { useChatBranches } from "./chat/use-chat-branches.ts";
export { messageText } from "./chat/message-text.ts";
export { EndpointStoppedError } from "./errors/endpoint-stopped-error.ts";
export type {
  AnswerTiming,
  Billed,
  ChatEntry,
  ChatEntryStatus,
  ChatStatus,
  ChatWaiting,
} from "./chat/chat-entry.ts";
export type { ChatStorage } from "./chat/chat-storage.ts";
export type { MessagesUpdate } from "./chat/chat-session.ts";
export type { ChatParams, SendOptions } from "./chat/answer-request.ts";
export { errorKind } from "./errors/error-kind.ts";
export type { ErrorKind } from "./errors/error-kind.ts";
export { ErrorState } from "./errors/error-state.tsx";
export type { ErrorStateProps } from "./errors/error-state.tsx";
export type { ErrorHandlers } from "./errors/error-actions.tsx";
export { ParetaErrorBoundary } from "./errors/pareta-error-boundary.tsx";
export type { CaughtError, ParetaErrorBoundaryProps } from "./errors/pareta-error-boundary.tsx";
export { Money } from "./ui/money.tsx";
export type { MoneyProps } from "./ui/money.tsx";
export { Percent } from "./ui/percent.tsx";
export type { PercentProps } from "./ui/percent.tsx";
export { Duration } from "./ui/duration.tsx";
export type { DurationProps } from "./ui/duration.tsx";
export { RelativeTime } from "./ui/relative-time.tsx";
export type { RelativeTimeProps } from "./ui/relative-time.tsx";
export { StatusBadge } from "./ui/status-badge.tsx";
export type { StatusBadgeProps } from "./ui/status-badge.tsx";
export { Skeleton, SkeletonGroup } from "./ui/skeleton.tsx";
export type { SkeletonGroupProps, SkeletonProps } from "./ui/skeleton.tsx";
export { EmptyState } from "./ui/empty-state.tsx";
export type { EmptyStateProps } from "./ui/empty-state.tsx";
export { CopyButton } from "./ui/copy-button.tsx";
export type { CopyButtonProps } from "./ui/copy-button.tsx";
export { CopyField } from "./ui/copy-field.tsx";
export type { CopyFieldProps } from "./ui/copy-field.tsx";
export { CodeSnippet } from "./ui/code-snippet.tsx";
export type { CodeSample, CodeSnippetProps } from "./ui/code-snippet.tsx";
export { TruncatedText } from "./ui/truncated-text.tsx";
export type { TruncatedTextProps } from "./ui/truncated-text.tsx";
export { DataTable } from "./ui/data-table.tsx";
export type { DataTableProps } from "./ui/data-table.tsx";
export type { DataTableColumn } from "./ui/data-table-column.ts";
export type { DataTableSort, SortValue } from "./ui/sort-rows.ts";
export { OfflineBar } from "./ui/offline-bar.tsx";
export type { OfflineBarProps } from "./ui/offline-bar.tsx";
export { RetryCountdown } from "./ui/retry-countdown.tsx";
export type { RetryCountdownProps } from "./ui/retry-countdown.tsx";
export type { HeadingLevel } from "./ui/heading.tsx";
export type { Instant } from "./format/format-time.ts";
export { Chat } from "./chat/components/chat.tsx";
export type { ChatProps } from "./chat/components/chat.tsx";
export { ChatMessages } from "./chat/components/chat-messages.tsx";
export type { ChatMessagesProps } from "./chat/components/chat-messages.tsx";
export { ChatMessage } from "./chat/components/chat-message.tsx";
export type { ChatMessageProps } from "./chat/components/chat-message.tsx";
export { ChatComposer } from "./chat/components/chat-composer.tsx";
export type { ChatComposerProps } from "./chat/components/chat-composer.tsx";
export { ChatStopButton } from "./chat/components/chat-stop-button.tsx";
export { ChatUsage } from "./chat/components/chat-usage.tsx";
export type { ChatUsageProps } from "./chat/components/chat-usage.tsx";
export { ChatScrollToLatest } from "./chat/components/chat-scroll-to-latest.tsx";
export { ChatAnnouncer } from "./chat/components/chat-announcer.tsx";
export type { ChatAnnouncerProps } from "./chat/components/chat-announcer.tsx";
export type { Announce } from "./chat/components/chat-speech.ts";
export { PlainText } from "./chat/components/plain-text.tsx";
export type { ChatTextProps } from "./chat/components/plain-text.tsx";
export { CompareChat } from "./chat/components/compare-chat.tsx";
export type { CompareChatProps } from "./chat/components/compare-chat.tsx";
export { ModelBadge } from "./models/model-badge.tsx";
export type { ModelBadgeProps } from "./models/model-badge.tsx";
export { ModelPicker } from "./models/model-picker.tsx";
export type { ModelPickerProps } from "./models/model-picker.tsx";
export type { ModelChoice } from "./models/model-choices.ts";
export type { ChatLabels } from "./labels/chat-labels.ts";
export type { ModelLabels } from "./labels/model-labels.ts";
export type { ParetaLabels, PartialLabels } from "./labels/pareta-labels.ts";
export { Button } from "./ui/button.tsx";
export type { ButtonProps } from "./ui/button.tsx";
