import type { ContentBlock } from "pareta";
import { invalidArgument } from "../acts/invalid-argument.ts";
import type { AnswerOptions } from "./answer-request.ts";

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

/** Its JSON. @throws InvalidArgumentError for what has none. */
export function requireJson(param: string, value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch (cause) {
    throw invalidArgument(param, `${param} must be plain JSON.`, cause);
  }
}
