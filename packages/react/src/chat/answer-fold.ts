import type { ChatCompletionChunk, Usage } from "pareta";
import type { ChatEntry } from "./chat-entry.ts";
import { createGrowingText } from "./growing-text.ts";
import { createToolCallFold } from "./tool-call-fold.ts";

/** What of an answer's entry the chunks bring. */
export type ArrivedAnswer = Pick<ChatEntry, "content" | "refusal" | "reasoning" | "toolCalls">;

/** An answer as it grows: chunks go in one by one, what has arrived so far comes out when it is asked for. */
export interface AnswerFold {
  finishReason: string | null;
  usage: Usage | null;
  /** Whether anything of the answer itself has arrived: text, a refusal, reasoning or a tool call. */
  readonly hasStarted: boolean;
  readonly arrived: ArrivedAnswer;
  /** Appends only: what came before is neither copied nor read. */
  push(chunk: ChatCompletionChunk): void;
  /** Nothing more comes. */
  end(): void;
}

/** Characters of everything that arrived of an answer. */
export function answerLength({ content, refusal, reasoning, toolCalls }: ArrivedAnswer): number {
  const calls = toolCalls.map(({ function: { name, arguments: text } }) => (name?.length ?? 0) + text.length);
  const texts = [content, refusal, reasoning].map((text) => text?.length ?? 0);
  return [...texts, ...calls].reduce((sum, length) => sum + length, 0);
}

/** Whether anything of an answer arrived. */
export function hasAnswer(answer: ArrivedAnswer): boolean {
  return answerLength(answer) > 0;
}

export function createAnswerFold(): AnswerFold {
  const content = createGrowingText();
  const refusal = createGrowingText();
  const reasoning = createGrowingText();
  const toolCalls = createToolCallFold();
  const parts = [content, refusal, reasoning, toolCalls];
  let hasStarted = false;

  return {
    finishReason: null,
    usage: null,
    get hasStarted() {
      return (hasStarted ||= parts.some((part) => part.hasStarted));
    },
    get arrived() {
      const isWithoutText = toolCalls.hasStarted || refusal.hasStarted;
      return {
        content: content.value || (isWithoutText ? null : ""),
        refusal: refusal.value || null,
        reasoning: reasoning.value || null,
        toolCalls: toolCalls.value,
      };
    },
    push(chunk) {
      const { totalTokens, completionTokens, promptTokens } = chunk.usage;
      if ((totalTokens ?? completionTokens ?? promptTokens) !== null) this.usage = chunk.usage;
      for (const choice of chunk.choices) {
        if (choice.index !== 0) continue;
        this.finishReason = choice.finishReason ?? this.finishReason;
        const { delta } = choice;
        if (delta.content) content.push(delta.content);
        if (delta.refusal) refusal.push(delta.refusal);
        if (delta.reasoningContent) reasoning.push(delta.reasoningContent);
        for (const fragment of delta.toolCalls) toolCalls.push(fragment);
      }
    },
    end() {
      for (const part of parts) part.end();
    },
  };
}
