import { describe, expectTypeOf, test } from "vitest";
import type { ChatCompletionCreateParams, RequestOptions } from "./index.ts";

const messages = [{ role: "user", content: "Hi" }];

/** Stands for a setting that may be absent. */
interface Settings {
  stop?: string;
  seed?: number;
}

describe("the common OpenAI fields of a chat are typed (N9)", () => {
  test("their names and values are checked where they are written", () => {
    const params: ChatCompletionCreateParams = {
      model: "ep_1",
      messages,
      tools: [{ type: "function", function: { name: "lookup", parameters: { type: "object" } } }],
      tool_choice: { type: "function", function: { name: "lookup" } },
      response_format: { type: "json_schema", json_schema: { name: "x", schema: { type: "object" } } },
      top_p: 0.5,
      stop: ["a", "b"],
      seed: 1,
      n: 2,
      logprobs: true,
      presence_penalty: 0,
      frequency_penalty: null,
      max_completion_tokens: 9,
      user: "u_1",
    };
    expectTypeOf(params.top_p).toEqualTypeOf<number | null | undefined>();
    expectTypeOf(params.user).toEqualTypeOf<string | undefined>();
    const wrong = { model: "ep_1", messages, top_p: "0.5" };
    expectTypeOf(wrong).not.toExtend<ChatCompletionCreateParams>();
    expectTypeOf({ model: "ep_1", messages, seed: "1" }).not.toExtend<ChatCompletionCreateParams>();
    expectTypeOf({ model: "ep_1", messages, stop: [1] }).not.toExtend<ChatCompletionCreateParams>();
    expectTypeOf({ model: "ep_1", messages, tools: ["lookup"] }).not.toExtend<ChatCompletionCreateParams>();
  });

  test("other fields pass, and so does an object typed by an interface", () => {
    interface Own {
      model: string;
      messages: { role: "user"; content: string }[];
      guided_choice: string[];
    }
    expectTypeOf<Own>().toExtend<ChatCompletionCreateParams>();
    const params: ChatCompletionCreateParams = { model: "ep_1", messages, guided_choice: ["a"] };
    expectTypeOf(params.model).toEqualTypeOf<string>();
  });

  test("what may be absent can be handed on as it is (B18)", () => {
    const handOn = ({ stop, seed }: Settings): ChatCompletionCreateParams => ({
      model: "ep_1",
      messages,
      stop,
      seed,
    });
    expectTypeOf(handOn).returns.toExtend<ChatCompletionCreateParams>();
    const withTimeout = (timeout: number | undefined): RequestOptions => ({ timeout, canRetry: undefined });
    expectTypeOf(withTimeout).returns.toExtend<RequestOptions>();
  });
});
