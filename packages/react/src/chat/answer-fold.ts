import type { ChatCompletionChunk, ToolCall, Usage } from "pareta";

/** An answer as it grows: chunks go in one by one, the text so far comes out when it is asked for. */
export interface AnswerFold {
  finishReason: string | null;
  usage: Usage | null;
  /** Whether anything of the answer itself has arrived. */
  readonly hasStarted: boolean;
  /** `null` for an answer that only calls tools. */
  readonly content: string | null;
  readonly toolCalls: readonly ToolCall[];
  /** Appends only: what came before is neither copied nor read. */
  push(chunk: ChatCompletionChunk): void;
}

export function createAnswerFold(): AnswerFold {
  let text = "";
  let pieces: string[] = [];
  const toolCalls = new Map<number, ToolCall>();

  return {
    finishReason: null,
    usage: null,
    get hasStarted() {
      return text !== "" || pieces.length > 0 || toolCalls.size > 0;
    },
    get content() {
      text += pieces.join("");
      pieces = [];
      return text || (toolCalls.size > 0 ? null : "");
    },
    get toolCalls() {
      return [...toolCalls.values()];
    },
    push(chunk) {
      const { totalTokens, completionTokens, promptTokens } = chunk.usage;
      if ((totalTokens ?? completionTokens ?? promptTokens) !== null) this.usage = chunk.usage;
      for (const choice of chunk.choices) {
        if (choice.index !== 0) continue;
        this.finishReason = choice.finishReason ?? this.finishReason;
        const { delta } = choice;
        if (delta.content) pieces.push(delta.content);
        for (const fragment of delta.toolCalls) {
          const index = fragment.index ?? toolCalls.size;
          toolCalls.set(index, joined(toolCalls.get(index), fragment));
        }
      }
    },
  };
}

function joined(known: ToolCall | undefined, fragment: ToolCall): ToolCall {
  if (!known) return fragment;
  const { name, arguments: text } = fragment.function;
  return {
    ...known,
    id: known.id ?? fragment.id,
    type: known.type ?? fragment.type,
    function: {
      ...known.function,
      name: known.function.name ?? name,
      arguments: known.function.arguments + text,
    },
  };
}
