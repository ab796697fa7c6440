import type { Share } from "../acts.ts";
import { answerFor } from "../answers/answer.ts";
import { completionOf } from "../answers/completion.ts";
import type { Completion } from "../answers/completion.ts";
import type { Backend } from "../backend.ts";
import { beginAct } from "../exchange.ts";
import type { Exchange } from "../exchange.ts";
import { sleep } from "../pace.ts";
import { token } from "../random.ts";
import { invalid, notFound, Refusal } from "../refusal.ts";
import type { Reply } from "../reply.ts";
import { leaderboardOf, priceOf } from "../world/leaderboard.ts";
import { findTask, tasks } from "../world/tasks.ts";
import type { Task } from "../world/tasks.ts";
import { recordUsage } from "../world/usage.ts";
import type { EndpointRecord } from "../world/world.ts";
import { chatRequest } from "./chat-request.ts";
import type { ChatRequest } from "./chat-request.ts";
import { chatFrame, chatFrames, usageOf } from "./chat-stream.ts";

/** POST /v1/chat/completions (contract 3.2). */
export async function createChatCompletion(exchange: Exchange): Promise<Reply> {
  const { backend, signal } = exchange;
  const request = chatRequest(exchange);
  const endpoint = endpointFor(backend, request.model);
  const task = findTask(endpoint.taskId) ?? tasks[0];
  if (!task) throw notFound("task", endpoint.taskId);
  ready(backend, endpoint);
  let price = { billed: 0, frontier: 0 };
  const share = beginAct(exchange, () => {
    const completion = complete(backend, task, request);
    fits(backend, task, completion);
    return { answer: completion, price: priceOf(backend.seed, task.id, endpoint.model, completion).billed };
  });
  const completion = planned(share);
  price = priceOf(backend.seed, task.id, endpoint.model, completion);
  const metered: Share = {
    ...share,
    settle: () => {
      const charged = share.settle();
      if (charged > 0) recordUsage(endpoint, backend.now(), completion, charged);
      return charged;
    },
  };
  const { tokensPerSecond } = backend.pace;
  if (request.stream) {
    const { includeUsage } = request;
    const frontierMicroUsd = price.frontier;
    const plan = { completion, includeUsage, tokensPerSecond, frontierMicroUsd, share: metered, signal };
    return { kind: "stream", frames: chatFrames(plan), share: metered, errorFrame };
  }
  try {
    await sleep((completion.completionTokens * 1000) / tokensPerSecond, signal);
  } catch (error) {
    share.release();
    throw error;
  }
  const receipt = (charged: number) => ({
    "x-pareta-billed": String(charged),
    "x-pareta-frontier-would-have-cost": String(price.frontier),
  });
  return { kind: "json", status: 200, value: completionBody(completion), share: metered, receipt };
}

/** The plan under the key: `begin` was given a Completion, and bound keys of this path hold nothing else. */
function planned(share: Share): Completion {
  return share.answer as Completion;
}

function errorFrame(error: { code: number; message: string }): string {
  return chatFrame({ error: { message: error.message, type: "server_error", code: error.code } });
}

/** An endpoint's id, or the alias of a model that one of the endpoints runs. */
function endpointFor(backend: Backend, model: string): EndpointRecord {
  const { endpoints } = backend.world;
  const found =
    endpoints.find((endpoint) => endpoint.id === model) ??
    endpoints.find((endpoint) => endpoint.model === model && endpoint.status === "live");
  if (!found) throw notFound("model", model);
  return found;
}

/** 503 unless live; an asleep endpoint begins to wake. */
function ready(backend: Backend, endpoint: EndpointRecord): void {
  if (endpoint.status === "live") return;
  if (endpoint.status === "asleep") {
    endpoint.status = "starting";
    endpoint.becomes = { status: "live", at: backend.now() + backend.pace.wakeMs };
    throw new Refusal(503, `endpoint ${endpoint.id} was asleep and is waking up`);
  }
  throw new Refusal(503, `endpoint ${endpoint.id} is ${endpoint.status}`);
}

function complete(backend: Backend, task: Task, request: ChatRequest): Completion {
  const { seed } = backend;
  const id = `cmpl_${token(seed, "completion", backend.nextNumber())}`;
  const created = Math.floor(backend.now() / 1000);
  const result = request.messages.at(-1);
  const quoted = result?.role === "tool" && typeof result.content === "string" ? result.content : null;
  return completionOf(seed, request, { id, created }, (variant) =>
    quoted === null
      ? answerFor(seed + variant, task, request.text, request.wantsJson)
      : `The tool answered:\n\n\`\`\`json\n${quoted}\n\`\`\`\n\nThat settles **${request.text.slice(0, 80)}**.`,
  );
}

function fits(backend: Backend, task: Task, completion: Completion): void {
  const contextK = leaderboardOf(backend.seed, task).open[0]?.context_k ?? 128;
  const over = completion.promptTokens - contextK * 1000;
  if (over <= 0) return;
  const message = `the prompt is about ${over.toLocaleString("en")} tokens over this model's context of ${contextK}k`;
  throw invalid(["body", "messages"], message, "context_length_exceeded");
}

function completionBody(completion: Completion) {
  const { id, created, model, choices } = completion;
  return {
    id,
    object: "chat.completion",
    created,
    model,
    choices: choices.map((choice, index) => ({
      index,
      finish_reason: choice.finishReason,
      message:
        choice.toolCalls.length === 0
          ? { role: "assistant", content: choice.text }
          : {
              role: "assistant",
              content: null,
              tool_calls: choice.toolCalls.map((call) => ({
                id: call.id,
                type: "function",
                function: { name: call.name, arguments: call.arguments },
              })),
            },
    })),
    usage: usageOf(completion),
  };
}
