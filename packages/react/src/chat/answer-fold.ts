import type { ChatCompletionChunk, ToolCall, Usage } from "pareta";

/** An answer as it grows: chunks go in one by one, the text so far comes out when it is asked for. */
export class AnswerFold {
  #text = "";
  #pieces: string[] = [];
  readonly #toolCalls = new Map<number, ToolCall>();
  finishReason: string | null = null;
  usage: Usage | null = null;

  /** Whether anything of the answer itself has arrived. */
  get hasStarted(): boolean {
    return this.#text !== "" || this.#pieces.length > 0 || this.#toolCalls.size > 0;
  }

  /** Appends only: what came before is neither copied nor read. */
  push(chunk: ChatCompletionChunk): void {
    const { totalTokens, completionTokens, promptTokens } = chunk.usage;
    if ((totalTokens ?? completionTokens ?? promptTokens) !== null) this.usage = chunk.usage;
    for (const choice of chunk.choices) {
      if (choice.index !== 0) continue;
      this.finishReason = choice.finishReason ?? this.finishReason;
      const { content, toolCalls } = choice.delta;
      if (content) this.#pieces.push(content);
      for (const fragment of toolCalls) this.#addToolCall(fragment);
    }
  }

  /** `null` for an answer that only calls tools. */
  get content(): string | null {
    if (this.#pieces.length > 0) {
      this.#text += this.#pieces.join("");
      this.#pieces = [];
    }
    return this.#text || (this.#toolCalls.size > 0 ? null : "");
  }

  get toolCalls(): readonly ToolCall[] {
    return [...this.#toolCalls.values()];
  }

  #addToolCall(fragment: ToolCall): void {
    const index = fragment.index ?? this.#toolCalls.size;
    const known = this.#toolCalls.get(index);
    this.#toolCalls.set(
      index,
      known
        ? {
            ...known,
            id: known.id ?? fragment.id,
            type: known.type ?? fragment.type,
            function: {
              ...known.function,
              name: known.function.name ?? fragment.function.name,
              arguments: known.function.arguments + fragment.function.arguments,
            },
          }
        : fragment,
    );
  }
}
