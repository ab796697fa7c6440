import {
  ContractViolation,
  type Extra,
  extra,
  type NonEmpty,
  numberOrNull,
  record,
  textOrNull,
} from "../decode.ts";
import { makeReceipt, readMicroUsd, type StreamReceipt } from "../http/receipt.ts";
import { decodeIndex, decodeMessage, emptyMessage, type Message } from "./chat-message.ts";
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

const completionFields = new Set([
  "id",
  "object",
  "created",
  "model",
  "system_fingerprint",
  "choices",
  "usage",
]);
const choiceFields = new Set(["index", "finish_reason", "message", "logprobs"]);

/** @throws ContractViolation without a choice, or for a choice without a message. */
export function decodeChatCompletion(body: unknown, _what: string, headers: Headers): ChatCompletion {
  const source = record(body, "the answer");
  const choices = Array.isArray(source["choices"]) ? source["choices"].map(decodeChoice) : [];
  const [first, ...others] = choices;
  if (!first) throw new ContractViolation("the answer has no choices");
  return {
    id: textOrNull(source["id"]),
    object: textOrNull(source["object"]),
    created: numberOrNull(source["created"]),
    model: textOrNull(source["model"]),
    systemFingerprint: textOrNull(source["system_fingerprint"]),
    choices: [first, ...others],
    usage: decodeUsage(source["usage"]),
    ...makeReceipt(
      readMicroUsd(headers.get("x-pareta-billed")),
      readMicroUsd(headers.get("x-pareta-frontier-would-have-cost")),
    ),
    extra: extra(source, completionFields),
  };
}

function decodeChoice(value: unknown, position: number): ChatCompletionChoice {
  const source = record(value, "a choice");
  return {
    index: decodeIndex(source["index"], position, "a choice's"),
    finishReason: textOrNull(source["finish_reason"]),
    message: decodeMessage(record(source["message"], "a choice's message")),
    delta: emptyMessage,
    logprobs: source["logprobs"] ?? null,
    extra: extra(source, choiceFields),
  };
}
