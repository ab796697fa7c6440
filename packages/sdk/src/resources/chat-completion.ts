import {
  anything,
  ContractViolation,
  type Extra,
  isNonEmpty,
  listOf,
  type NonEmpty,
  numberOrNull,
  type Reader,
  record,
  shape,
  textOrNull,
} from "../decode.ts";
import type { BodyReader } from "../http/transport.ts";
import { makeReceipt, readMicroUsd, type StreamReceipt } from "../http/receipt.ts";
import {
  decodeAnyMessage,
  emptyMessage,
  finishReasonOrNull,
  indexOrNull,
  type Message,
} from "./chat-message.ts";
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

const decodeFields = shape({
  index: indexOrNull,
  finishReason: finishReasonOrNull,
  message: (value, what) => {
    if ((value ?? null) === null) throw new ContractViolation(`${what} is missing`);
    return decodeAnyMessage(value);
  },
  logprobs: anything,
});

/** Some servers send a whole answer in the shape of a chunk, or as text alone. */
const decodeChoice: Reader<ReturnType<typeof decodeFields>> = (value, what) => {
  const { delta, text, ...fields } = record(value, what);
  return decodeFields(
    (fields["message"] ?? null) === null ? { ...fields, message: delta ?? text } : value,
    what,
  );
};

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
