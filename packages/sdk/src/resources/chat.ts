import { demand, requireParams, requireText } from "../http/preflight.ts";
import type { RequestOptions } from "../http/settings.ts";
import type { ParetaStream } from "../http/stream.ts";
import type { Call } from "../http/prepared-call.ts";
import type { Transport } from "../http/transport.ts";
import { type ChatCompletion, decodeChatCompletion } from "./chat-completion.ts";
import type { ChatCompletionChunk } from "./chat-completion-chunk.ts";
import { chatDecoder } from "./chat-decoder.ts";
import { type ChatInput, requireMessages, toWireMessage } from "./chat-input.ts";

/** Fields of the OpenAI chat API in snake_case; those not named here are sent verbatim too (contract 3.2). */
export interface ChatCompletionCreateParams {
  /** Endpoint id, an id of `models.list()`, or a per-task alias. */
  readonly model: string;
  readonly messages: readonly ChatInput[];
  /** Stream the answer. Default false. */
  readonly stream?: boolean | null | undefined;
  /** `{ include_usage: true }` adds a last chunk with the usage. */
  readonly stream_options?: { readonly include_usage?: boolean } | null | undefined;
  readonly temperature?: number | null | undefined;
  readonly max_tokens?: number | null | undefined;
  readonly [key: string]: unknown;
}

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
