import type { Share } from "../acts.ts";
import { answerFor, structuredAnswer } from "../answers/answer.ts";
import type { ChatRequest } from "../answers/chat-request.ts";
import { completionOf } from "../answers/completion.ts";
import type { Completion } from "../answers/completion.ts";
import { promptTokens } from "../answers/tokens.ts";
import type { Backend } from "../backend.ts";
import { beginAct } from "../exchange.ts";
import type { Exchange } from "../exchange.ts";
import { sleep } from "../sleep.ts";
import { hash, token } from "../random.ts";
import { invalid, notFound, Refusal } from "../refusal.ts";
import type { Reply } from "../reply.ts";
import { findOpenModel, priceOf } from "../world/leaderboard.ts";
import { sampleDocument } from "../world/sample-documents.ts";
import { findTask } from "../world/tasks.ts";
import type { Task } from "../world/tasks.ts";
import { recordUsage } from "../world/usage.ts";
import { findEndpoint } from "../world/world.ts";
import type { EndpointRecord } from "../world/world.ts";
import { chatRequest } from "./chat-request.ts";
import { chatFrame, chatFrames, usageOf } from "./chat-stream.ts";
import type { ChatPlan } from "./chat-stream.ts";
import { wake } from "./endpoints.ts";

/** POST /v1/chat/completions (contract 3.2). A reader who leaves after the first byte pays the whole price. */
export async function createChatCompletion(exchange: Exchange): Promise<Reply> {
  const { backend, signal } = exchange;
  const request = chatRequest(exchange);
  const share = meteredShare(
    backend,
    beginAct(exchange, () => {
      const plan = planFor(backend, request);
      return { answer: plan, price: plan.billedMicroUsd };
    }),
  );
  const plan = planOf(share);
  const { tokensPerSecond } = backend.pace;
  if (request.stream) {
    const frames = chatFrames({ plan, includeUsage: request.includeUsage, tokensPerSecond, share, signal });
    return { kind: "stream", frames, share, errorFrame };
  }
  try {
    await sleep((plan.completionTokens * 1000) / tokensPerSecond, signal);
  } catch (error) {
    share.release();
    throw error;
  }
  const receipt = (charged: number) => ({
    "x-pareta-billed": String(charged),
    "x-pareta-frontier-would-have-cost": String(plan.frontierMicroUsd),
  });
  return { kind: "json", status: 200, value: completionBody(plan), share, receipt };
}

/** A new answer: refuses before anything is generated, and wakes an endpoint that sleeps. */
function planFor(backend: Backend, request: ChatRequest): ChatPlan {
  const endpoint = endpointFor(backend, request.model);
  const task = findTask(endpoint.taskId);
  if (!task) throw notFound("task", endpoint.taskId);
  backend.ledger.check();
  ready(backend, endpoint);
  fits(backend, task, endpoint, promptTokens(request.messages));
  const completion = complete(backend, task, request);
  const price = priceOf(backend.seed, task.id, endpoint.model, {
    prompt: completion.promptTokens,
    completion: completion.completionTokens,
  });
  return {
    ...completion,
    endpointId: endpoint.id,
    billedMicroUsd: price.billed,
    frontierMicroUsd: price.frontier,
  };
}

/** The plan under the key: `begin` was given a ChatPlan, and keys of this path hold nothing else. */
function planOf(share: Share): ChatPlan {
  return share.answer as ChatPlan;
}

/** Counts into the endpoint's metrics what was really charged. */
function meteredShare(backend: Backend, share: Share): Share {
  return {
    ...share,
    settle: () => {
      const charged = share.settle();
      const plan = planOf(share);
      const { world } = backend;
      // A change of scenario may have put it aside meanwhile.
      const aside = world.aside.endpoints.find(({ id }) => id === plan.endpointId);
      const endpoint = findEndpoint(world, plan.endpointId) ?? aside;
      if (endpoint && charged > 0) recordUsage(endpoint, backend.now(), plan, charged);
      return charged;
    },
  };
}

function errorFrame(error: { code: number; message: string }): string {
  return chatFrame({ error: { message: error.message, type: "server_error", code: error.code } });
}

/** An endpoint's id, or the alias of a model that one of the endpoints runs. */
function endpointFor(backend: Backend, model: string): EndpointRecord {
  const { endpoints } = backend.world;
  const found =
    findEndpoint(backend.world, model) ??
    endpoints.find((endpoint) => endpoint.model === model && endpoint.status === "live" && !endpoint.deleted);
  if (!found) throw notFound("model", model);
  return found;
}

/** 503 unless live; an asleep endpoint begins to wake. */
function ready(backend: Backend, endpoint: EndpointRecord): void {
  if (endpoint.status === "live") return;
  if (endpoint.status === "asleep") {
    wake(backend, endpoint);
    throw new Refusal(
      503,
      `endpoint ${endpoint.id} was asleep and is waking up`,
      retryAfter(backend, endpoint),
    );
  }
  throw new Refusal(503, `endpoint ${endpoint.id} is ${endpoint.status}`, retryAfter(backend, endpoint));
}

/** Whole seconds until it is live; nothing for one that does not go live by itself. */
function retryAfter(backend: Backend, { becomes }: EndpointRecord): Record<string, string> {
  if (becomes?.status !== "live") return {};
  return { "retry-after": String(Math.max(0, Math.ceil((becomes.at - backend.now()) / 1000))) };
}

function complete(backend: Backend, task: Task, request: ChatRequest): Completion {
  const { seed } = backend;
  const id = `cmpl_${token(seed, "completion", backend.nextNumber())}`;
  const created = Math.floor(backend.now() / 1000);
  const result = request.messages.at(-1);
  const quoted = result?.role === "tool" && typeof result.content === "string" ? result.content : null;
  const text =
    task.kind === "extraction" && request.picture !== null
      ? sampleDocument(hash(seed, request.picture), task)
      : request.text;
  const { wantsJson, schema } = request;
  return completionOf(seed, request, { id, created }, (variant) =>
    schema !== null
      ? structuredAnswer(seed + variant, task, text, schema)
      : quoted === null
        ? answerFor(seed + variant, task, text, wantsJson)
        : `The tool answered:\n\n\`\`\`json\n${quoted}\n\`\`\`\n\nThat settles it.`,
  );
}

function fits(backend: Backend, task: Task, endpoint: EndpointRecord, tokens: number): void {
  const contextK = findOpenModel(backend.seed, task, endpoint.model)?.context_k ?? 128;
  const over = tokens - contextK * 1000;
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
