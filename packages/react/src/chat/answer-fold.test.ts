import type { ChatCompletionChunk } from "pareta";
import { describe, expect, it } from "vitest";
import { createAnswerFold } from "./answer-fold.ts";

type Delta = Partial<ChatCompletionChunk["choices"][0]["delta"]>;

const noUsage = { promptTokens: null, completionTokens: null, totalTokens: null, extra: {} };
const noDelta = {
  role: null,
  content: null,
  toolCalls: [],
  refusal: null,
  reasoningContent: null,
  extra: {},
};

function chunk(delta: Delta, index = 0, finishReason: string | null = null): ChatCompletionChunk {
  const choice = { index, finishReason, delta: { ...noDelta, ...delta }, message: noDelta, extra: {} };
  return {
    id: null,
    object: null,
    created: null,
    model: null,
    systemFingerprint: null,
    choices: [choice],
    usage: noUsage,
    isUsageOnly: false,
    extra: {},
  };
}

function call(index: number | null, id: string | null, name: string | null, text: string) {
  return {
    index,
    id,
    type: id === null ? null : "function",
    function: { name, arguments: text, extra: {} },
    extra: {},
  };
}

describe("createAnswerFold", () => {
  it("joins text, and has started with the first character only", () => {
    const fold = createAnswerFold();
    fold.push(chunk({ role: "assistant", content: "" }));
    fold.push(chunk({ role: "assistant" }));
    expect(fold.hasStarted).toBe(false);
    fold.push(chunk({ content: "Nor" }));
    expect(fold.arrived.content).toBe("Nor");
    fold.push(chunk({ content: "th" }));
    fold.push(chunk({ content: "wind" }, 0, "stop"));
    expect(fold.arrived.content).toBe("Northwind");
    expect(fold.finishReason).toBe("stop");
    expect(fold.hasStarted).toBe(true);
  });

  it("joins the fragments of each tool call, and has no text then", () => {
    const fold = createAnswerFold();
    fold.push(chunk({ toolCalls: [call(0, "call_1", "lookup", "")] }));
    fold.push(chunk({ toolCalls: [call(1, "call_2", "add", '{"a"')] }));
    fold.push(chunk({ toolCalls: [call(0, null, null, '{"q":'), call(1, null, null, ":1}")] }));
    fold.push(chunk({ toolCalls: [call(0, null, null, '"x"}')] }, 0, "tool_calls"));
    expect(fold.arrived.content).toBeNull();
    expect(fold.arrived.toolCalls).toMatchObject([
      { id: "call_1", function: { name: "lookup", arguments: '{"q":"x"}' } },
      { id: "call_2", function: { name: "add", arguments: '{"a":1}' } },
    ]);
  });

  it("takes the usage chunk, and no choice but the first", () => {
    const fold = createAnswerFold();
    fold.push(chunk({ content: "other" }, 1));
    const usage = { promptTokens: 3, completionTokens: 4, totalTokens: 7, extra: {} };
    fold.push({ ...chunk({}), usage, isUsageOnly: true });
    expect(fold.arrived.content).toBe("");
    expect(fold.usage).toBe(usage);
  });
});
