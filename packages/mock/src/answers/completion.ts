import { token } from "../random.ts";
import { schemaValue } from "./schema-value.ts";
import { promptTokens, tokensOf } from "./tokens.ts";
import type { ChatRequest } from "./chat-request.ts";

export interface ToolCall {
  id: string;
  name: string;
  /** JSON text. */
  arguments: string;
}

/** What the model says, decided before the first byte: a replay renders the same plan again. */
export type Completion = {
  id: string;
  created: number;
  model: string;
  choices: {
    text: string;
    toolCalls: { id: string; name: string; arguments: string }[];
    finishReason: string;
  }[];
  promptTokens: number;
  completionTokens: number;
};

export function completionOf(
  seed: number,
  request: ChatRequest,
  head: { id: string; created: number },
  textOf: (variant: number) => string,
): Completion {
  const choices = Array.from({ length: request.n }, (_, index) =>
    choiceOf(seed + index, request, textOf(index)),
  );
  const written = choices.map((choice) =>
    choice.toolCalls.length > 0
      ? tokensOf(choice.toolCalls.map((call) => call.arguments).join("")).length
      : tokensOf(choice.text).length,
  );
  return {
    ...head,
    model: request.model,
    choices,
    promptTokens: promptTokens(request.messages),
    completionTokens: Math.max(
      1,
      written.reduce((sum, count) => sum + count, 0),
    ),
  };
}

function choiceOf(seed: number, request: ChatRequest, text: string): Completion["choices"][number] {
  const tool = toolFor(request);
  if (tool) {
    const call = {
      id: `call_${token(seed, "call", request.text)}`,
      name: tool.name,
      arguments: JSON.stringify(schemaValue(seed, tool.parameters, request.text)),
    };
    return { text: "", toolCalls: [call], finishReason: "tool_calls" };
  }
  const stopped = cutAtStop(text, request.stop);
  const pieces = tokensOf(stopped);
  const limited = request.maxTokens !== null && pieces.length > request.maxTokens;
  return {
    text: limited ? pieces.slice(0, request.maxTokens ?? undefined).join("") : stopped,
    toolCalls: [],
    finishReason: limited ? "length" : "stop",
  };
}

/** The tool that was asked for by name, else the first; none once a tool's result is on the table. */
function toolFor(request: ChatRequest): ChatRequest["tools"][number] | null {
  if (request.toolChoice === "none" || request.messages.at(-1)?.role === "tool") return null;
  return request.tools.find((tool) => tool.name === request.toolChoice) ?? request.tools[0] ?? null;
}

function cutAtStop(text: string, stops: readonly string[]): string {
  const ends = stops.map((stop) => text.indexOf(stop)).filter((end) => end >= 0);
  return ends.length === 0 ? text : text.slice(0, Math.min(...ends));
}
