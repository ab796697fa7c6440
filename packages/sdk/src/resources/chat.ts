import { demand, requireParams, requireText } from "../http/preflight.ts";
import type { RequestOptions } from "../http/settings.ts";
import type { ParetaStream } from "../http/stream.ts";
import type { Call } from "../http/prepared-call.ts";
import type { Transport } from "../http/transport.ts";
import { type ChatCompletion, decodeChatCompletion } from "./chat-completion.ts";
import type { ChatCompletionChunk } from "./chat-completion-chunk.ts";
import { chatDecoder } from "./chat-decoder.ts";
import { type ChatInput, requireMessages, toWireMessage } from "./chat-input.ts";

/** A function that the model may call; `parameters` is a JSON schema. */
export interface ChatTool {
  readonly type: "function";
  readonly function: {
    readonly name: string;
    readonly description?: string | undefined;
    readonly parameters?: object | undefined;
    readonly strict?: boolean | null | undefined;
  };
}

/** Which tool to call: the model's choice, none, any, or the one that is named. */
export type ChatToolChoice =
  "auto" | "none" | "required" | { readonly type: "function"; readonly function: { readonly name: string } };

/** Plain text, any JSON object, or JSON that follows a schema. */
export type ChatResponseFormat =
  | { readonly type: "text" }
  | { readonly type: "json_object" }
  | {
      readonly type: "json_schema";
      readonly json_schema: {
        readonly name: string;
        readonly description?: string | undefined;
        readonly schema?: object | undefined;
        readonly strict?: boolean | null | undefined;
      };
    };

/** The common fields of the OpenAI chat API, in snake_case. Which of them count is the model's affair. */
export interface ChatCompletionFields {
  /** Endpoint id, an id of `models.list()`, or a per-task alias. */
  readonly model: string;
  readonly messages: readonly ChatInput[];
  /** Stream the answer. Default false. */
  readonly stream?: boolean | null | undefined;
  /** `{ include_usage: true }` adds a last chunk with the usage. */
  readonly stream_options?: { readonly include_usage?: boolean | undefined } | null | undefined;
  /** 0 to 2. */
  readonly temperature?: number | null | undefined;
  /** 0 to 1. */
  readonly top_p?: number | null | undefined;
  /** Tokens of the answer at most; the newer name is `max_completion_tokens`. */
  readonly max_tokens?: number | null | undefined;
  readonly max_completion_tokens?: number | null | undefined;
  /** Text before which the answer ends. */
  readonly stop?: string | readonly string[] | null | undefined;
  /** The same seed gives the same answer, as far as the model can. */
  readonly seed?: number | null | undefined;
  /** Answers to give; each is a choice with its own index. Default 1. */
  readonly n?: number | null | undefined;
  readonly tools?: readonly (ChatTool | { readonly type: string })[] | undefined;
  readonly tool_choice?: ChatToolChoice | { readonly type: string } | undefined;
  readonly parallel_tool_calls?: boolean | undefined;
  readonly response_format?: ChatResponseFormat | undefined;
  /** -2 to 2. */
  readonly presence_penalty?: number | null | undefined;
  /** -2 to 2. */
  readonly frequency_penalty?: number | null | undefined;
  readonly logit_bias?: { readonly [token: string]: number } | null | undefined;
  readonly logprobs?: boolean | null | undefined;
  readonly top_logprobs?: number | null | undefined;
  readonly reasoning_effort?: string | null | undefined;
  readonly metadata?: { readonly [key: string]: string } | null | undefined;
  /** Your own name for who asks. */
  readonly user?: string | undefined;
}

/**
 * Fields of the OpenAI chat API in snake_case; those not named here are sent verbatim too (contract 3.2). An object typed
 * by an interface, such as the `openai` package's parameters, fits as well.
 */
export type ChatCompletionCreateParams =
  ChatCompletionFields | (ChatCompletionFields & { readonly [key: string]: unknown });

export interface ChatCompletions {
  /**
   * Asks a model (contract 3.2); metered. With `stream: true` it gives the stream at once and sends when it is first read.
   * @throws InvalidArgumentError for a blank model or bad messages; at once when streaming, else as a rejection.
   * @throws InsufficientCreditsError, EndpointNotReadyError and the other classes of contract 5.1.
   * @throws StreamInterruptedError while streaming, when the answer is cut short; chunks before it were delivered.
   */
  readonly create: {
    (
      params: ChatCompletionCreateParams & { readonly stream?: false | null | undefined },
      options?: RequestOptions,
    ): Promise<ChatCompletion>;
    (
      params: ChatCompletionCreateParams & { readonly stream: true },
      options?: RequestOptions,
    ): ParetaStream<ChatCompletionChunk>;
    (
      params: ChatCompletionCreateParams,
      options?: RequestOptions,
    ): Promise<ChatCompletion> | ParetaStream<ChatCompletionChunk>;
  };
}

export interface Chat {
  readonly completions: ChatCompletions;
}

/** Milliseconds of silence after which a stream counts as lost. */
const chatIdleTimeout = 60_000;

export function createChat(transport: Transport): Chat {
  async function complete(params: ChatCompletionCreateParams, options: RequestOptions | undefined) {
    return transport.request(completionCall(params, options), decodeChatCompletion);
  }

  function create(
    params: ChatCompletionCreateParams & { readonly stream?: false | null | undefined },
    options?: RequestOptions,
  ): Promise<ChatCompletion>;
  function create(
    params: ChatCompletionCreateParams & { readonly stream: true },
    options?: RequestOptions,
  ): ParetaStream<ChatCompletionChunk>;
  function create(
    params: ChatCompletionCreateParams,
    options?: RequestOptions,
  ): Promise<ChatCompletion> | ParetaStream<ChatCompletionChunk>;
  function create(params: ChatCompletionCreateParams, options?: RequestOptions) {
    if (params?.stream !== true) return complete(params, options);
    return transport.stream(
      { ...completionCall(params, options), idleTimeout: chatIdleTimeout },
      chatDecoder,
    );
  }

  return { completions: { create } };
}

function completionCall(params: ChatCompletionCreateParams, options: RequestOptions | undefined): Call {
  requireParams(params);
  const { stream, messages, ...fields } = params;
  requireText(params.model, "model");
  requireMessages(messages);
  demand(!("timeout" in params), "timeout", "in the last argument");
  const json = { ...fields, messages: messages.map(toWireMessage), ...(stream === true ? { stream } : {}) };
  return { method: "POST", path: "/v1/chat/completions", json, options };
}
