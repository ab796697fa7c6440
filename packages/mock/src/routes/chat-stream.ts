import type { Share } from "../acts.ts";
import type { Completion } from "../answers/completion.ts";
import { tokensOf } from "../answers/tokens.ts";
import { pacedFrames } from "../frames.ts";
import type { Frames } from "../frames.ts";

/** One `data:` event with LF line ends (contract 6.2). */
export function chatFrame(value: unknown): string {
  return `data: ${JSON.stringify(value)}\n\n`;
}

/** A completion with its price: all that a replay needs to give the whole answer again. */
export type ChatPlan = Completion & { endpointId: string; billedMicroUsd: number; frontierMicroUsd: number };

interface StreamOptions {
  plan: ChatPlan;
  includeUsage: boolean;
  tokensPerSecond: number;
  share: Share;
  signal: AbortSignal;
}

/** Role, content, finish, usage, receipts, `[DONE]`: in this order, choices in turn. */
export function chatFrames(options: StreamOptions): Frames {
  const { plan, tokensPerSecond, signal } = options;
  const deltas = interleaved(plan.choices);
  const frames = framesOf(options, deltas);
  if (tokensPerSecond === Infinity) return frames;
  const opening = plan.choices.length;
  return pacedFrames(frames, { from: opening, to: opening + deltas.length }, tokensPerSecond, signal);
}

function* framesOf(
  { plan, share, includeUsage }: StreamOptions,
  deltas: readonly ChoiceDelta[],
): Generator<string, void> {
  const { id, created, model, choices } = plan;
  const head = { id, object: "chat.completion.chunk", created, model };
  // What every frame begins with is written once: there are hundreds of them.
  const opening = `data: ${JSON.stringify(head).slice(0, -1)},"choices":[{"index":`;
  const chunk = (index: number, delta: string, finishReason = "null") =>
    `${opening}${index},"delta":${delta},"finish_reason":${finishReason}}]}\n\n`;
  let stage = ": pareta-progress generating\n\n";
  for (const index of choices.keys()) {
    yield stage + chunk(index, '{"role":"assistant","content":""}');
    stage = "";
  }
  for (const { index, delta } of deltas) yield chunk(index, delta);
  for (const [index, choice] of choices.entries()) {
    yield chunk(index, "{}", JSON.stringify(choice.finishReason));
  }
  if (includeUsage) yield chatFrame({ ...head, choices: [], usage: usageOf(plan) });
  const billed = share.settle();
  yield `: pareta-billed-micro-usd ${billed}\n\n: pareta-frontier-would-have-cost-micro-usd ${plan.frontierMicroUsd}\n\ndata: [DONE]\n\n`;
}

interface ChoiceDelta {
  index: number;
  /** JSON text. */
  delta: string;
}

/** The choices' deltas in turn, as a server that generates them side by side sends them. */
function interleaved(choices: Completion["choices"]): ChoiceDelta[] {
  const queues = choices.map(deltasOf);
  const longest = Math.max(0, ...queues.map((queue) => queue.length));
  const turns: ChoiceDelta[] = [];
  for (let place = 0; place < longest; place++) {
    for (const [index, queue] of queues.entries()) {
      const delta = queue[place];
      if (delta !== undefined) turns.push({ index, delta });
    }
  }
  return turns;
}

function deltasOf(choice: Completion["choices"][number]): string[] {
  const calls = choice.toolCalls.flatMap((call, index) => [
    { tool_calls: [{ index, id: call.id, type: "function", function: { name: call.name, arguments: "" } }] },
    ...tokensOf(call.arguments).map((piece) => ({ tool_calls: [{ index, function: { arguments: piece } }] })),
  ]);
  const pieces = tokensOf(choice.text).map((piece) => `{"content":${JSON.stringify(piece)}}`);
  return [...pieces, ...calls.map((call) => JSON.stringify(call))];
}

export function usageOf(completion: Completion) {
  return {
    prompt_tokens: completion.promptTokens,
    completion_tokens: completion.completionTokens,
    total_tokens: completion.promptTokens + completion.completionTokens,
  };
}
