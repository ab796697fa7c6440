import { describe, expectTypeOf, test } from "vitest";
import {
  APIResponseError,
  APIStatusError,
  APITimeoutError,
  APIUserAbortError,
  BadRequestError,
  type Capability,
  type ChatCompletion,
  type ChatCompletionChunk,
  type ChatInput,
  type ChatMessageParam,
  type CostMetric,
  DeployFailedError,
  type DeployEvent,
  type DeployProgress,
  type Endpoint,
  type EndpointMetrics,
  type EvalRun,
  type EvalRunCreateParams,
  type EvalSet,
  type FileInput,
  type FrontierModel,
  type FrontierSpec,
  InsufficientCreditsError,
  InvalidArgumentError,
  type Leaderboard,
  type Message,
  type ModelList,
  type NonEmpty,
  type Outcome,
  type Pareta,
  ParetaError,
  type ParetaOptions,
  type ParetaStream,
  RateLimitError,
  type RequestOptions,
  type Task,
  type TaskMatch,
  type TaskMatchCandidate,
  type Usage,
  WaitTimeoutError,
} from "./index.ts";

/*
 * Section 7.1 of the contract, checked by the compiler: `tsc` over this file is the test. What runs does nothing.
 * The sixteen samples themselves are compiled and run in `tests/samples.test.ts`.
 */
const pa = {} as Pareta;
/** Code that is compiled and never run. */
const compiled = (_code: () => unknown): void => {};

// W37: rows and messages typed with `interface`, which have no index signature.
interface Row {
  input: string;
  expected: { amount: string };
}
interface OwnMessage {
  role: "user";
  content: string;
}
declare const rows: Row[];
declare const ownMessages: OwnMessage[];
declare const isStreaming: boolean;
const messages = [{ role: "user", content: "x" }];

describe("W29 what a call gives follows from its literal parameters", () => {
  test("chat", () => {
    compiled(() => {
      expectTypeOf(pa.chat.completions.create({ model: "m", messages })).toEqualTypeOf<
        Promise<ChatCompletion>
      >();
      expectTypeOf(pa.chat.completions.create({ model: "m", messages, stream: false })).toEqualTypeOf<
        Promise<ChatCompletion>
      >();
      expectTypeOf(pa.chat.completions.create({ model: "m", messages, stream: null })).toEqualTypeOf<
        Promise<ChatCompletion>
      >();
      expectTypeOf(pa.chat.completions.create({ model: "m", messages, stream: true })).toEqualTypeOf<
        ParetaStream<ChatCompletionChunk>
      >();
      expectTypeOf(pa.chat.completions.create({ model: "m", messages, stream: isStreaming })).toEqualTypeOf<
        Promise<ChatCompletion> | ParetaStream<ChatCompletionChunk>
      >();
      void pa.chat.completions.create({
        model: "m",
        messages,
        top_p: 0.5,
        response_format: { type: "json_object" },
      });
    });
  });

  test("deploy", () => {
    compiled(() => {
      expectTypeOf(pa.endpoints.deploy({ task: "t" })).toEqualTypeOf<ParetaStream<DeployEvent>>();
      expectTypeOf(pa.endpoints.deploy({ task: "t", wait: false })).toEqualTypeOf<
        ParetaStream<DeployEvent>
      >();
      expectTypeOf(pa.endpoints.deploy({ task: "t", wait: true })).toEqualTypeOf<Promise<Endpoint>>();
      expectTypeOf(pa.endpoints.deploy({ task: "t", wait: isStreaming })).toEqualTypeOf<
        Promise<Endpoint> | ParetaStream<DeployEvent>
      >();
      void pa.endpoints.deploy({ task: "t", region: "eu", wait: true });
    });
  });

  test("all other methods", () => {
    compiled(() => {
      expectTypeOf(pa.models.list()).toEqualTypeOf<Promise<ModelList>>();
      expectTypeOf<ModelList>().toExtend<readonly { readonly id: string }[]>();
      expectTypeOf(pa.endpoints.list()).resolves.toExtend<readonly Endpoint[]>();
      expectTypeOf(pa.endpoints.retrieve("e")).toEqualTypeOf<Promise<Endpoint>>();
      expectTypeOf(pa.endpoints.start("e")).toEqualTypeOf<Promise<Record<string, unknown>>>();
      expectTypeOf(pa.endpoints.delete("e")).toEqualTypeOf<Promise<void>>();
      expectTypeOf(pa.endpoints.metrics("e")).toEqualTypeOf<EndpointMetrics>();
      expectTypeOf(pa.endpoints.metrics("e").cost()).toEqualTypeOf<Promise<CostMetric>>();
      expectTypeOf<CostMetric["savings_micro_usd"]>().toEqualTypeOf<number | null | undefined>();
      expectTypeOf<CostMetric["anything_else"]>().toEqualTypeOf<unknown>();
      expectTypeOf(pa.tasks.list()).resolves.toExtend<readonly Task[]>();
      expectTypeOf(pa.tasks.match("q")).toEqualTypeOf<Promise<TaskMatch>>();
      expectTypeOf(pa.tasks.leaderboard("t")).toEqualTypeOf<Promise<Leaderboard>>();
      expectTypeOf(pa.tasks.recommended("t")).toEqualTypeOf<Promise<string | null>>();
      expectTypeOf(pa.evals.frontierModels("t")).resolves.toExtend<readonly FrontierModel[]>();
      expectTypeOf(pa.evals.sets.create({ task: "t", items: rows })).toEqualTypeOf<Promise<EvalSet>>();
      expectTypeOf(pa.evals.sets.delete("s")).toEqualTypeOf<Promise<void>>();
      expectTypeOf(pa.evals.runs.wait("r", { pollInterval: 5, timeout: 600 })).toEqualTypeOf<
        Promise<EvalRun>
      >();
      expectTypeOf(pa.evals.sets.uploadDocument).parameter(1).toEqualTypeOf<FileInput>();
    });
  });
});

describe("W29 what an answer holds", () => {
  test("choices[0] needs no guard, content is string or null, usage is never null", () => {
    expectTypeOf<ChatCompletion["choices"]>().toExtend<NonEmpty<object>>();
    expectTypeOf<ChatCompletion["choices"][0]["message"]["content"]>().toEqualTypeOf<string | null>();
    expectTypeOf<ChatCompletionChunk["choices"][0]["delta"]["content"]>().toEqualTypeOf<string | null>();
    expectTypeOf<ChatCompletion["usage"]>().toEqualTypeOf<Usage>();
    expectTypeOf<Usage["totalTokens"]>().toEqualTypeOf<number | null>();
  });

  test("ids are strings, the cost is a string", () => {
    expectTypeOf<Endpoint["id"]>().toEqualTypeOf<string>();
    expectTypeOf<EvalSet["id"]>().toEqualTypeOf<string>();
    expectTypeOf<EvalRun["id"]>().toEqualTypeOf<string>();
    expectTypeOf<FrontierModel["id"]>().toEqualTypeOf<string>();
    expectTypeOf<Task["id"]>().toEqualTypeOf<string>();
    expectTypeOf<ModelList[number]["id"]>().toEqualTypeOf<string>();
    expectTypeOf<TaskMatchCandidate["taskId"]>().toEqualTypeOf<string>();
    expectTypeOf<EvalRun["results"][number]["modelId"]>().toEqualTypeOf<string>();
    expectTypeOf<EvalRun["cost"]>().toEqualTypeOf<string>();
    expectTypeOf<EvalRun["costMicroUsd"]>().toEqualTypeOf<number | null>();
  });

  test("a match narrows by matched and by type", () => {
    const narrow = (match: TaskMatch): void => {
      if (match.matched) {
        expectTypeOf(match.chosen).toEqualTypeOf<TaskMatchCandidate>();
        expectTypeOf(match.type).toEqualTypeOf<"task">();
      } else {
        expectTypeOf(match.type).toEqualTypeOf<"capability" | "unsupported" | "none">();
      }
      if (match.type === "capability") expectTypeOf(match.capability).toEqualTypeOf<Capability>();
      if (match.type === "none") expectTypeOf(match.capability).toEqualTypeOf<null>();
    };
    compiled(() => narrow);
  });

  test("a deploy event narrows by event, in a closed union", () => {
    const narrow = (event: DeployEvent): void => {
      if (event.event === "progress") {
        expectTypeOf(event.data).toEqualTypeOf<DeployProgress>();
        expectTypeOf(event.data.stage).toEqualTypeOf<string>();
        expectTypeOf(event.data.pct).toEqualTypeOf<number | undefined>();
      } else if (event.event === "complete") {
        expectTypeOf(event.data.endpoint).toEqualTypeOf<Endpoint>();
      } else {
        expectTypeOf(event.event).toEqualTypeOf<"error">();
        expectTypeOf(event.data.message).toEqualTypeOf<string>();
      }
    };
    compiled(() => narrow);
  });

  test("a stream can be awaited without harm: it has no then", () => {
    expectTypeOf<ParetaStream<string>>().toExtend<AsyncIterable<string>>();
    expectTypeOf<"then">().not.toExtend<keyof ParetaStream<string>>();
    expectTypeOf<Awaited<ParetaStream<string>>>().toEqualTypeOf<ParetaStream<string>>();
  });

  test("statuses are open sets", () => {
    expectTypeOf<"hibernating">().toExtend<NonNullable<Endpoint["status"]>>();
    expectTypeOf<null>().not.toExtend<EvalRun["status"]>();
  });
});

describe("W37 what a call takes", () => {
  test("rows and messages typed with interfaces", () => {
    compiled(() => {
      void pa.chat.completions.create({ model: "m", messages: ownMessages });
      void pa.evals.sets.create({ task: "t", items: rows });
      void pa.evals.runs.create({ task: "t", items: rows, models: ["m"] });
    });
    expectTypeOf<OwnMessage>().toExtend<ChatMessageParam>();
  });

  test("messages of earlier answers beside wire messages", () => {
    expectTypeOf<Message>().toExtend<ChatInput>();
    expectTypeOf<{ role: "tool"; tool_call_id: string; content: string }>().toExtend<ChatInput>();
    expectTypeOf<{ role: "assistant"; content: null; tool_calls: { id: string }[] }>().toExtend<ChatInput>();
    const push = (completion: ChatCompletion) => {
      const thread: ChatInput[] = [{ role: "user", content: [{ type: "text", text: "x" }] }];
      thread.push(completion.choices[0].message);
      return pa.chat.completions.create({ model: "m", messages: thread });
    };
    compiled(() => push);
  });

  test("a run is on a set or on rows, never on both or neither", () => {
    expectTypeOf<{ evalSet: string; models: string[] }>().toExtend<EvalRunCreateParams>();
    expectTypeOf<{
      evalSet: string;
      task: string;
      models: string[];
      frontier: "all";
    }>().toExtend<EvalRunCreateParams>();
    expectTypeOf<{
      task: string;
      items: Row[];
      models: string[];
      frontier: null;
    }>().toExtend<EvalRunCreateParams>();
    expectTypeOf<{ models: string[] }>().not.toExtend<EvalRunCreateParams>();
    expectTypeOf<{ items: Row[]; models: string[] }>().not.toExtend<EvalRunCreateParams>();
    expectTypeOf<{
      evalSet: string;
      task: string;
      items: Row[];
      models: string[];
    }>().not.toExtend<EvalRunCreateParams>();
    expectTypeOf<FrontierSpec>().toEqualTypeOf<"all" | "benchmarked" | "none" | readonly string[] | null>();
  });

  test("options", () => {
    expectTypeOf<{ apiKey: () => Promise<string> }>().toExtend<ParetaOptions>();
    expectTypeOf<{ apiKey: string | undefined }>().toExtend<ParetaOptions>();
    expectTypeOf<{
      signal: AbortSignal;
      timeout: number;
      maxRetries: undefined;
    }>().toExtend<RequestOptions>();
    expectTypeOf<typeof fetch>().toExtend<NonNullable<ParetaOptions["fetch"]>>();
    expectTypeOf<Uint8Array | DataView | File | Blob | string | ArrayBuffer>().toExtend<FileInput>();
  });
});

describe("errors narrow by instanceof and isInstance, most specific first", () => {
  test("S16", () => {
    const read = (error: unknown): void => {
      if (error instanceof InsufficientCreditsError) {
        expectTypeOf(error.status).toEqualTypeOf<number>();
      } else if (error instanceof RateLimitError) {
        // Only a class that is not the same shape as the one before leaves something here.
        expectTypeOf(error).toEqualTypeOf<RateLimitError>();
        expectTypeOf(error.retryAfter).toEqualTypeOf<number | null>();
      } else if (error instanceof BadRequestError) {
        expectTypeOf(error.fieldErrors).toEqualTypeOf<Record<string, string[]>>();
      } else if (error instanceof APIStatusError) {
        expectTypeOf(error.response).toEqualTypeOf<Response | null>();
      } else if (error instanceof WaitTimeoutError) {
        expectTypeOf(error.lastStatus).toEqualTypeOf<string | null>();
      } else if (error instanceof DeployFailedError) {
        expectTypeOf(error.data.message).toEqualTypeOf<string>();
      } else if (error instanceof InvalidArgumentError) {
        expectTypeOf(error.param).toEqualTypeOf<string>();
      } else if (error instanceof APIResponseError) {
        expectTypeOf(error.body).toEqualTypeOf<unknown>();
      } else if (error instanceof APIUserAbortError) {
        expectTypeOf(error.name).toEqualTypeOf<"AbortError">();
      } else if (APITimeoutError.isInstance(error)) {
        expectTypeOf(error).toEqualTypeOf<APITimeoutError>();
      } else if (error instanceof ParetaError) {
        expectTypeOf(error.outcome).toEqualTypeOf<Outcome>();
        expectTypeOf(error.status).toEqualTypeOf<number | null>();
        expectTypeOf(error.runId).toEqualTypeOf<string | undefined>();
      }
    };
    compiled(() => read);
  });
});
