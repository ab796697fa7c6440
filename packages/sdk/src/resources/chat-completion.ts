import { ContractViolation, type Extra, extra, type NonEmpty, record } from "../decode.ts";
import { makeReceipt, readMicroUsd, type StreamReceipt } from "../http/receipt.ts";
import type { BodyReader } from "../http/transport.ts";
import { type ChatCompletionChunkChoice, decodeChunk } from "./chat-completion-chunk.ts";
import { emptyMessage, type Message } from "./chat-message.ts";
import type { Usage } from "./chat-usage.ts";

/** A whole answer (contract 3.2, 4.1). */
export interface ChatCompletion extends StreamReceipt {
  readonly id: string | null;
  readonly object: string | null;
  /** Unix seconds. */
  readonly created: number | null;
  readonly model: string | null;
  readonly systemFingerprint: string | null;
  /** In the server's order; with `n` above 1 go by `index`. */
  readonly choices: NonEmpty<ChatCompletionChoice>;
  /** Never null; its fields are when the server reported no usage. */
  readonly usage: Usage;
  /** What the server sent beyond these fields, verbatim. */
  readonly extra: Extra;
}

export interface ChatCompletionChoice {
  readonly index: number;
  /** `stop`, `length`, `tool_calls`, `content_filter` or another. */
  readonly finishReason: string | null;
  readonly message: Message;
  /** Always empty; it stands here so that code written for chunks does not crash. */
  readonly delta: Message;
  readonly logprobs: unknown;
  /** What the server sent beyond these fields, verbatim. */
  readonly extra: Extra;
}

/**
 * Read as a stream's only chunk: some servers send a whole answer in that shape, or as text alone.
 * @throws ContractViolation without a choice, or for a choice without a message.
 */
export const decodeChatCompletion: BodyReader<ChatCompletion> = (body, what, headers) => {
  const { isUsageOnly, choices, ...answer } = decodeChunk(record(body, what), new Set());
  if (isUsageOnly) throw new ContractViolation("choices is empty");
  const [first, ...others] = choices;
  return {
    ...answer,
    choices: [wholeChoice(first), ...others.map(wholeChoice)],
    ...makeReceipt(
      readMicroUsd(headers.get("x-pareta-billed")),
      readMicroUsd(headers.get("x-pareta-frontier-would-have-cost")),
    ),
  };
};

function wholeChoice({
  delta: message,
  message: delta,
  ...choice
}: ChatCompletionChunkChoice): ChatCompletionChoice {
  if (message === emptyMessage) throw new ContractViolation("message is missing");
  return {
    ...choice,
    message,
    delta,
    logprobs: choice.extra["logprobs"] ?? null,
    extra: extra(choice.extra, (name) => name === "logprobs"),
  };
}
