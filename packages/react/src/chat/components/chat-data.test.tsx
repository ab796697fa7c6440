import { cleanup, render } from "@testing-library/react";
import { afterEach, describe, expect, it } from "vitest";
import { Markdown } from "../../markdown/markdown.tsx";
import { ModelBadge } from "../../models/model-badge.tsx";
import { ModelPicker } from "../../models/model-picker.tsx";
import { type ChatEntry, pendingAnswer } from "../chat-entry.ts";
import { ChatMessage } from "./chat-message.tsx";
import { ChatUsage } from "./chat-usage.tsx";

afterEach(cleanup);

const entry: ChatEntry = {
  ...pendingAnswer("a", null),
  status: "complete",
  content: "An answer.",
  usage: { promptTokens: 3, completionTokens: 4, totalTokens: 7, extra: {} },
  billed: "yes",
  billedMicroUsd: 653,
  timing: { firstTokenMs: 40, totalMs: 900 },
};

/** What a field may hold when something upstream went wrong. */
const wrong = [null, undefined, "", 0, -1, -0, Number.NaN, Infinity, 2 ** 53 + 1, [], {}, "__proto__", true];
const broken = /NaN|undefined|Invalid Date|\[object Object\]|Infinity/;

/** Any value at all, as a store that was written by somebody else may hold it. */
function damaged(field: string, value: unknown): ChatEntry {
  return { ...entry, [field]: value };
}

describe("D2 a message with a field missing or of the wrong type", () => {
  it.each(Object.keys(entry).filter((field) => field !== "id"))("%s", (field) => {
    for (const value of wrong) {
      const { container, unmount } = render(
        <ol>
          <ChatMessage entry={damaged(field, value)} textComponent={Markdown}>
            <ChatUsage entry={damaged(field, value)} />
          </ChatMessage>
        </ol>,
      );
      expect(container.textContent, `${field}: ${typeof value}`).not.toMatch(broken);
      unmount();
    }
  });

  it("a tool call without a name, an id or arguments", () => {
    const calls = [{}, null, { function: {} }, { function: { name: 1, arguments: null } }];
    const { container } = render(
      <ol>
        <ChatMessage entry={damaged("toolCalls", calls)} />
      </ol>,
    );
    expect(container.textContent).not.toMatch(broken);
  });
});

const naughty = [
  "‮reversed‬ text",
  "مرحبا بالعالم",
  "a".repeat(100_000),
  `e${"́".repeat(500)}`,
  "👩‍👩‍👧‍👦".repeat(200),
  "\u0000\u0007\u001B[31mred",
  "</textarea><script>window.__xss = 1</script>",
  "${7*7} {{7*7}} %s %n",
  "NULL",
  "null",
  "constructor",
  "  ",
  "​⁠﻿",
  "𝕋𝕙𝕖 𝕢𝕦𝕚𝕔𝕜",
  "../../etc/passwd%00",
  '" onfocus="alert(1)',
];

describe("D10 D12 texts that nobody expects", () => {
  it.each(naughty.map((text) => [text.slice(0, 24), text]))("%j", (_, text) => {
    const { container } = render(
      <>
        <ol>
          <ChatMessage entry={{ ...entry, content: text }} textComponent={Markdown} />
          <ChatMessage entry={{ ...entry, role: "user", content: text }} />
          <ChatMessage entry={{ ...entry, role: text || "x" }} />
        </ol>
        <ModelBadge name={text} kind={text} />
        <ModelPicker value={text} onChange={() => {}} models={[{ id: text }, { id: text }]} />
      </>,
    );
    expect(container.querySelector("script")).toBeNull();
    expect(window).not.toHaveProperty("__xss");
    expect(container.querySelector("[onfocus]")).toBeNull();
  });
});
