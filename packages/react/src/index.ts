export { ParetaProvider } from "./provider/pareta-provider.tsx";
export type { ParetaProviderProps } from "./provider/pareta-provider.tsx";
export { useParetaClient } from "./provider/use-pareta-client.ts";
export type { FailedAct, FailureListener } from "./provider/pareta-scope.ts";
export { paretaKeys } from "./queries/pareta-keys.ts";
export { paretaQueries } from "./queries/pareta-queries.ts";
export type { ReadOptions } from "./queries/read-options.ts";
export { useModels } from "./models/use-models.ts";
export { useChatStream } from "./chat/use-chat-stream.ts";
export type {
  ChatActs,
  ChatStructure,
  UseChatStreamOptions,
  UseChatStreamResult,
} from "./chat/use-chat-stream.ts";
export { useChatMessage } from "./chat/use-chat-message.ts";
export { useChatBranches } from "./chat/use-chat-branches.ts";
export { EndpointStoppedError } from "./chat/endpoint-stopped-error.ts";
export type { Billed, ChatEntry, ChatEntryStatus, ChatStatus, ChatWaiting } from "./chat/chat-entry.ts";
export type { SendOptions } from "./chat/chat-session.ts";
export type { ChatParams } from "./chat/live-answer.ts";
