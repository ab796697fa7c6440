import {
  anything,
  ContractViolation,
  type Extra,
  isNonEmpty,
  listOf,
  type NonEmpty,
  numberOrNull,
  record,
  shape,
  textOrNull,
} from "../decode.ts";
import type { BodyReader } from "../http/transport.ts";
import { makeReceipt, readMicroUsd, type StreamReceipt } from "../http/receipt.ts";
import { decodeMessage, emptyMessage, indexOrNull, type Message } from "./chat-message.ts";
import { decodeUsage, type Usage } from "./chat-usage.ts";

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
  /** What the server sent beyond these fields, verbatim. */
  readonly extra: Extra;
}

const decodeChoice = shape({
  index: indexOrNull,
  finishReason: textOrNull,
  message: (value, what) => decodeMessage(record(value, what)),
  logprobs: anything,
});

const decodeAnswer = shape({
  id: textOrNull,
  object: textOrNull,
  created: numberOrNull,
  model: textOrNull,
  systemFingerprint: textOrNull,
  choices: listOf(decodeChoice),
  usage: decodeUsage,
});

/** @throws ContractViolation without a choice, or for a choice without a message. */
export const decodeChatCompletion: BodyReader<ChatCompletion> = (body, what, headers) => {
  const answer = decodeAnswer(body, what);
  const choices = answer.choices.map((choice, position) => ({
    ...choice,
    index: choice.index ?? position,
    delta: emptyMessage,
  }));
  if (!isNonEmpty(choices)) throw new ContractViolation("choices is empty");
  return {
    ...answer,
    choices,
    ...makeReceipt(
      readMicroUsd(headers.get("x-pareta-billed")),
      readMicroUsd(headers.get("x-pareta-frontier-would-have-cost")),
    ),
  };
};
