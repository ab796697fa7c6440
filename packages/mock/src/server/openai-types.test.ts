import type OpenAI from "openai";
import type { ChatCompletionCreateParams, ChatMessageParam, Pareta } from "pareta";
import { describe, expectTypeOf, test } from "vitest";

type Create = Pareta["chat"]["completions"]["create"];

describe("the openai package's own types fit the SDK's (N9)", () => {
  test("parameters of a whole answer, a stream and either", () => {
    expectTypeOf<OpenAI.ChatCompletionCreateParamsNonStreaming>().toExtend<ChatCompletionCreateParams>();
    expectTypeOf<OpenAI.ChatCompletionCreateParamsStreaming>().toExtend<ChatCompletionCreateParams>();
    expectTypeOf<OpenAI.ChatCompletionCreateParams>().toExtend<ChatCompletionCreateParams>();
    expectTypeOf<OpenAI.ChatCompletionCreateParamsStreaming>().toExtend<Parameters<Create>[0]>();
  });

  test("each overload takes them as they are", () => {
    const whole = (create: Create, params: OpenAI.ChatCompletionCreateParamsNonStreaming) => create(params);
    const streamed = (create: Create, params: OpenAI.ChatCompletionCreateParamsStreaming) => create(params);
    expectTypeOf(whole).returns.toExtend<PromiseLike<unknown>>();
    expectTypeOf(streamed).returns.toExtend<AsyncIterable<unknown>>();
  });

  test("each common field by itself, and messages", () => {
    type Common = Exclude<
      keyof OpenAI.ChatCompletionCreateParams & keyof Required<ChatCompletionCreateParams>,
      "messages" | "stream"
    >;
    expectTypeOf<Pick<OpenAI.ChatCompletionCreateParams, Common>>().toExtend<
      Pick<ChatCompletionCreateParams, Common>
    >();
    expectTypeOf<OpenAI.ChatCompletionMessageParam>().toExtend<ChatMessageParam>();
  });
});
