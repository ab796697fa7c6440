import type { ContentBlock } from "pareta";
import { invalidArgument } from "../acts/invalid-argument.ts";
import type { AnswerOptions } from "./answer-request.ts";

/** @throws InvalidArgumentError for what no request could be made of. */
export function requireContent(content: string | readonly ContentBlock[]): void {
  const isText = typeof content === "string" && content.trim() !== "";
  const isBlocks = Array.isArray(content) && content.length > 0;
  if (isText || isBlocks) return;
  throw invalidArgument("content", "A message needs some text, or at least one content block.");
}

/** @throws InvalidArgumentError for a blank model, for `n` above 1, and for params that are no JSON. */
export function requireOptions({ model, params }: AnswerOptions): void {
  if (typeof model !== "string" || model.trim() === "") {
    throw invalidArgument("model", "Choose a model: the id of an endpoint, or of models.list().");
  }
  const { n } = params;
  if (typeof n === "number" && n > 1) {
    throw invalidArgument("params.n", "A chat shows one answer at a time.");
  }
  try {
    JSON.stringify(params);
  } catch (cause) {
    throw invalidArgument("params", "params must be plain JSON.", cause);
  }
}
