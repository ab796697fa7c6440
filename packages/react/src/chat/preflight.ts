import type { ContentBlock, Pareta } from "pareta";
import { invalidArgument } from "../acts/invalid-argument.ts";
import type { AnswerOptions } from "./answer-request.ts";
import { wellFormed } from "./well-formed.ts";

/** @throws InvalidArgumentError for what no request could be made of. */
export function requireContent(content: string | readonly ContentBlock[]): void {
  const given = typeof content === "string" ? content.trim() : content;
  if (!given?.length) throw invalidArgument("content", "A message needs text, or a content block.");
}

/** @throws InvalidArgumentError for a blank model, for `n` above 1, and for params that are no JSON. */
export function requireOptions({ model, params }: AnswerOptions): void {
  if (typeof model !== "string" || !model.trim()) {
    throw invalidArgument("model", "Choose a model: the id of an endpoint, or of models.list().");
  }
  if (Number(params["n"]) > 1) throw invalidArgument("params.n", "A chat shows one answer at a time.");
  requireJson("params", params);
}

/**
 * Lets the SDK check the message and the params before anything is shown; a stream sends nothing before it is read.
 * @throws InvalidArgumentError that names what cannot be sent.
 */
export function requireSendable(
  client: Pareta,
  content: string | readonly ContentBlock[],
  { model, params }: AnswerOptions,
): void {
  const messages = [{ role: "user", content }];
  client.chat.completions.create({ ...wellFormed(params), model, messages, stream: true });
}

/** Its JSON. @throws InvalidArgumentError for what has none. */
export function requireJson(param: string, value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch (cause) {
    throw invalidArgument(param, `${param} must be plain JSON.`, cause);
  }
}
