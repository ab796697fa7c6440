import type { ChatCompletionChunk, ChatCompletionCreateParams, ChatCompletionFields } from "pareta";
import type { ParetaScope } from "../provider/pareta-scope.ts";
import type { ChatWaiting } from "./chat-entry.ts";

/**
 * OpenAI fields in snake_case, sent as they are (contract 3.2); model, messages and streaming are the chat's own.
 * `stream_options` is `{ include_usage: true }` by default.
 */
export type ChatParams = Partial<Omit<ChatCompletionFields, "model" | "messages" | "stream">> & {
  readonly model?: undefined;
  readonly messages?: undefined;
  readonly stream?: undefined;
  readonly [field: string]: unknown;
};

/** What one answer is asked with. */
export interface AnswerOptions {
  readonly model: string;
  readonly system: string | undefined;
  readonly params: ChatParams;
  /** Wait for an endpoint that is asleep. */
  readonly waitForLive: boolean;
  readonly maxConcurrentStreams: number;
}

/** What a hook passes along with an act. */
export interface ActOptions extends AnswerOptions {
  readonly whenBusy: "reject" | "queue";
}

/** What one message may decide for itself; `params` are laid over the chat's. */
export interface SendOptions {
  readonly model?: string | undefined;
  readonly params?: ChatParams | undefined;
}

/** The chat's options with the message's own over them. */
export function withOwn(options: ActOptions, own: SendOptions = {}): ActOptions {
  return { ...options, model: own.model ?? options.model, params: { ...options.params, ...own.params } };
}

/** Everything that sending and reading one answer needs; where it reports to, it reports in order. */
export interface AnswerRequest {
  readonly scope: ParetaScope;
  readonly options: AnswerOptions;
  readonly params: ChatCompletionCreateParams & { readonly stream: true };
  /** The act's idempotency key: every attempt carries it. */
  readonly key: string;
  readonly signal: AbortSignal;
  /** Calls back once when somebody is looking: a hook is mounted and the page visible. Returns how to cancel. */
  readonly whenPresent: (listener: () => void) => () => void;
  /** Calls back once when a hook is mounted. Returns how to cancel. */
  readonly whenMounted: (listener: () => void) => () => void;
  /** Calls back when somebody will not wait out a countdown. Returns how to cancel. */
  readonly whenSkipped: (listener: () => void) => () => void;
  /** `seconds`: until when, where that is known. */
  readonly onWaiting: (reason: ChatWaiting["reason"] | null, seconds?: number) => void;
  /** The server's progress before the first chunk. */
  readonly onStage: (stage: string) => void;
  readonly onChunk: (chunk: ChatCompletionChunk) => void;
}
