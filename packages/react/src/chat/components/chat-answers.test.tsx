import { cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import { assert, property, string } from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import { shownText } from "../../format/shown-text.ts";
import { chatLabels } from "../../labels/chat-labels.ts";
import { Markdown } from "../../markdown/markdown.tsx";
import { renderWithPareta } from "../../render-with-pareta.tsx";
import { type ChatEntry, pendingAnswer, userEntry } from "../chat-entry.ts";
import type { ChatStorage } from "../chat-storage.ts";
import { Chat } from "./chat.tsx";
import { ChatMessage } from "./chat-message.tsx";
import { ChatUsage } from "./chat-usage.tsx";

afterEach(cleanup);

const answer: ChatEntry = {
  ...pendingAnswer("a", "q"),
  status: "complete",
  content: "An answer.",
  finishReason: "stop",
  billed: "yes",
};

/** A whole chat over a storage that holds one question and this answer. */
async function renderStored(stored: Partial<ChatEntry>, asked = "A question") {
  const entries = [userEntry("q", null, asked), { ...answer, ...stored }];
  const storage: ChatStorage = { load: async () => entries, save: async () => {}, remove: async () => {} };
  renderWithPareta(<Chat chatId="stored" model="ep_general_chat_01" storage={storage} />);
  const rows = await screen.findAllByRole("listitem");
  const row = rows.find((element) => element.dataset["role"] === "assistant");
  if (!row) throw new Error("The answer is not shown.");
  return row;
}

/** What the clipboard holds after this button was pressed. */
async function copiedBy(name: string): Promise<string> {
  const writeText = vi.fn<(text: string) => Promise<void>>(async () => {});
  Object.defineProperty(navigator, "clipboard", { configurable: true, value: { writeText } });
  fireEvent.click(screen.getByRole("button", { name }));
  await waitFor(() => expect(writeText).toHaveBeenCalledTimes(1));
  return writeText.mock.calls[0]?.[0] ?? "";
}

const statusOf = (entry: ChatEntry) => {
  const { container, unmount } = render(<ChatUsage entry={entry} />);
  const status = within(container).getAllByRole("listitem")[0]?.textContent;
  unmount();
  return status;
};

describe("how an answer ended", () => {
  it.each(["stop", "tool_calls", "function_call", null, ""])("by %j reads complete (A10)", (finishReason) => {
    expect(statusOf({ ...answer, finishReason })).toBe(chatLabels.statuses.complete);
  });

  it.each([
    ["length", chatLabels.cutAtLimit],
    ["content_filter", chatLabels.earlyEnds.content_filter],
    ["error", chatLabels.earlyEnds.error],
  ])("by %s is told in words (A10)", (finishReason, words) => {
    expect(statusOf({ ...answer, finishReason })).toBe(words);
  });

  it("by anything else is told in the server's own word (A10)", () => {
    for (const finishReason of [
      "recitation",
      "insufficient_system_resource",
      "__proto__",
      "toString",
      "STOP!",
    ]) {
      expect(statusOf({ ...answer, finishReason })).toBe(chatLabels.endedEarly(finishReason));
    }
    assert(
      property(string({ unit: "grapheme", minLength: 1, maxLength: 30 }), (reason) => {
        const isWhole = ["stop", "tool_calls", "function_call"].includes(reason) || reason.trim() === "";
        const status = statusOf({ ...answer, finishReason: reason });
        expect(status === chatLabels.statuses.complete).toBe(isWhole);
      }),
    );
  });
});

describe("what an answer holds beside its text", () => {
  it("shows a refusal as text, marked as one, in place of an empty answer (A6)", () => {
    render(<ChatMessage entry={{ ...answer, content: null, refusal: "I can't help with that." }} />);
    expect(screen.getByText("I can't help with that.")).toBeVisible();
    expect(screen.getByText(chatLabels.refusal)).toBeVisible();
    expect(screen.queryByText(chatLabels.emptyAnswer)).toBeNull();
  });

  it("keeps reasoning in a closed disclosure, and an answer of reasoning alone is an empty one (A6)", () => {
    render(<ChatMessage entry={{ ...answer, content: "", reasoning: "First, **count**.\n\nThen add." }} />);
    const disclosure = screen.getByText(chatLabels.reasoning).closest("details");
    expect(disclosure).not.toHaveAttribute("open");
    expect(disclosure).toHaveTextContent("First, **count**. Then add.");
    expect(screen.getByText(chatLabels.emptyAnswer)).toBeVisible();
  });

  it("tells its text component that a stopped, broken or cut answer is not whole (N12)", () => {
    const parts: unknown[] = [];
    const Text = ({ isPartial }: { isPartial?: boolean | undefined }) => `${parts.push(isPartial)}`;
    const ends: Partial<ChatEntry>[] = [
      { status: "stopped" },
      { status: "incomplete" },
      { finishReason: "length" },
      { status: "streaming" },
      {},
    ];
    for (const end of ends) render(<ChatMessage entry={{ ...answer, ...end }} textComponent={Text} />);
    expect(parts).toEqual([true, true, true, false, false]);
  });
});

it.each(["**Decide how", "a `code", "| a | b |\n| - | - |\n| **x"])(
  "a stopped answer keeps closed what was closed while it streamed: %s (N12)",
  (content) => {
    for (const status of ["stopped", "incomplete"] as const) {
      const entry = { ...answer, status, content };
      const { container, unmount } = render(<ChatMessage entry={entry} textComponent={Markdown} />);
      expect(container.querySelector('[data-slot="markdown"]')?.textContent).not.toMatch(/[*`]/);
      unmount();
    }
  },
);

describe("Copy", () => {
  const hidden = "safe\u{E0069}\u{E0067}\u202E text\u200B\u2066\u2069 \u{1F44D}\uFE0F\u{E0120}";

  it("names what it copies, and no two buttons of a row have one name (F22)", async () => {
    const row = await renderStored({});
    expect(screen.getByRole("button", { name: chatLabels.copyMessage })).toBeVisible();
    const names = within(row)
      .getAllByRole("button")
      .map((element) => element.getAttribute("aria-label") ?? element.textContent);
    expect(names).toContain(chatLabels.copyAnswer);
    expect(new Set(names).size).toBe(names.length);
  });

  it("takes what is shown of an answer, a message and a refusal, and nothing that hides in them (A11)", async () => {
    const row = await renderStored({ content: hidden, refusal: "N\u200Bo." }, `mine ${hidden}`);
    expect(await copiedBy(chatLabels.copyAnswer)).toBe("safe text \u{1F44D}\uFE0F\n\nNo.");
    expect(await copiedBy(chatLabels.copyMessage)).toBe("mine safe text \u{1F44D}\uFE0F");
    expect(row.querySelector(".pareta-chat-text")?.textContent).toBe("safe text \u{1F44D}\uFE0F");
  });

  it.each(["one\u202E\n\ntwo\u{E0041}", "\u200Bשלום\u200F!\r\nand\uFEFF", `${"long \u2060".repeat(900)}end`])(
    "takes a text exactly as plain text shows it (A11)",
    async (content) => {
      const row = await renderStored({ content });
      const copied = await copiedBy(chatLabels.copyAnswer);
      expect(row.querySelector(".pareta-chat-text")?.textContent).toBe(copied);
      expect(copied).toBe(shownText(content));
    },
  );
});
