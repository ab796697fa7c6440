import type { Share } from "../acts.ts";
import type { Completion } from "../answers/completion.ts";
import { tokensOf } from "../answers/tokens.ts";
import { sleep } from "../pace.ts";

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
export async function* chatFrames(options: StreamOptions): AsyncGenerator<string, void> {
  const { plan, share, signal } = options;
  const { id, created, model, choices } = plan;
  const chunk = (index: number, delta: unknown, finishReason: string | null = null) =>
    chatFrame({
      id,
      object: "chat.completion.chunk",
      created,
      model,
      choices: [{ index, delta, finish_reason: finishReason }],
    });
  for (const index of choices.keys()) yield chunk(index, { role: "assistant", content: "" });
  // Each token has its moment counted from the start, so that late timers do not add up.
  const start = performance.now();
  let count = 0;
  for (const { index, delta } of interleaved(choices)) {
    count++;
    await sleep(start + (count * 1000) / options.tokensPerSecond - performance.now(), signal);
    yield chunk(index, delta);
  }
  for (const [index, choice] of choices.entries()) yield chunk(index, {}, choice.finishReason);
  if (options.includeUsage) {
    const usage = usageOf(plan);
    yield chatFrame({ id, object: "chat.completion.chunk", created, model, choices: [], usage });
  }
  const billed = share.settle();
  yield `: pareta-billed-micro-usd ${billed}\n\n: pareta-frontier-would-have-cost-micro-usd ${plan.frontierMicroUsd}\n\ndata: [DONE]\n\n`;
}

/** The choices' deltas in turn, as a server that generates them side by side sends them. */
function* interleaved(choices: Completion["choices"]): Generator<{ index: number; delta: unknown }> {
  const queues = choices.map(deltasOf);
  const longest = Math.max(0, ...queues.map((queue) => queue.length));
  for (let place = 0; place < longest; place++) {
    for (const [index, queue] of queues.entries()) {
      if (place < queue.length) yield { index, delta: queue[place] };
    }
  }
}

function deltasOf(choice: Completion["choices"][number]): unknown[] {
  const calls = choice.toolCalls.flatMap((call, index) => [
    { tool_calls: [{ index, id: call.id, type: "function", function: { name: call.name, arguments: "" } }] },
    ...tokensOf(call.arguments).map((piece) => ({ tool_calls: [{ index, function: { arguments: piece } }] })),
  ]);
  return [...tokensOf(choice.text).map((content) => ({ content })), ...calls];
}

export function usageOf(completion: Completion) {
  return {
    prompt_tokens: completion.promptTokens,
    completion_tokens: completion.completionTokens,
    total_tokens: completion.promptTokens + completion.completionTokens,
  };
}
