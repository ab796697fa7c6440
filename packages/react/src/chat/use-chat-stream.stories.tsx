import type { MockPareta } from "@pareta/mock";
import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect, userEvent, waitFor, within } from "storybook/test";
import { exampleIn } from "../testing/docgen-info.ts";
import { ExampleChat } from "../testing/example-chat.tsx";
import { UseChatStreamOptionsTable, UseChatStreamResultTable } from "../testing/hook-tables.tsx";
import type { Guide } from "../testing/story-guide.ts";
// oxlint-disable-next-line import/default -- the text of the file, from Vite
import source from "./use-chat-stream.ts?raw";

const guide: Guide = {
  purpose:
    "A streaming chat whose session lives outside of the component: one act is one request, one key, one debit.",
  anatomy: `<ol>
  {chat.messageIds.map((id) => (
    <Row key={id} chatId={chat.chatId} messageId={id} />
  ))}
</ol>
<form onSubmit={send}>…</form>`,
  dos: [
    {
      do: 'Subscribe the list to `"ids"` and let each row read its own message with `useChatMessage`.',
      dont: "Map over `messages` in a page that does other work: it renders again with every piece of an answer.",
    },
    {
      do: "Offer `retry()` after a failure: it knows whether the act may be done again under the same key.",
      dont: "Send the text again with `sendMessage`: after an answer that broke off or was stopped, that is another message, and another debit. Only right after a failed one is it the same act.",
    },
  ],
  example: exampleIn(source) ?? "",
  tables: [
    { title: "Options", of: UseChatStreamOptionsTable },
    { title: "Result", of: UseChatStreamResultTable },
  ],
  accessibility: [
    'An error is `role="alert"`; the answer itself is no live region, or a screen reader would read every token.',
    "The field stays editable while an answer streams, and Stop is the next thing in the tab order.",
  ],
  content: "What an answer cost is a number or `unknown`; nothing else is ever written as $0.00.",
  hooks: ["`useChatStream` owns the act and the status.", "`useChatMessage` reads one row."],
  maturity: "beta",
};

const meta = {
  title: "Hooks/Chat/useChatStream",
  component: ExampleChat,
  args: {
    model: "ep_general_chat_01",
    whenBusy: "reject",
    waitForLive: true,
    draft: "Explain when a small open model is good enough",
  },
  argTypes: {
    model: { control: "select", options: ["ep_general_chat_01", "ep_contract_kie_01", "ep_sentiment_01"] },
  },
  parameters: { guide },
} satisfies Meta<typeof ExampleChat>;

export default meta;
type Story = StoryObj<typeof meta>;

interface PlayContext {
  canvasElement: HTMLElement;
  loaded: Record<string, unknown>;
}

/** The page, and the bill of the story's own backend. */
function stage({ canvasElement, loaded }: PlayContext) {
  // Made by the loader in .storybook, which types what it gives as unknown.
  const { mock } = loaded["pareta"] as { mock: MockPareta };
  const canvas = within(canvasElement);
  return {
    canvas,
    send: () => userEvent.click(canvas.getByRole("button", { name: "Send" })),
    answer: () => canvasElement.querySelector<HTMLElement>('[data-role="assistant"]'),
    posts: () => mock.requests.filter((request) => request.route === "POST /v1/chat/completions"),
    debits: () => mock.ledger.filter((row) => row.microUsd > 0),
    mock,
  };
}

/** Press Send: text grows; from one POST comes one debit. */
export const Streaming: Story = {
  parameters: { pareta: { pace: { tokensPerSecond: 300, latencyMs: 50 } } },
  play: async (context) => {
    const { send, answer, posts, debits } = stage(context);
    await send();
    await waitFor(() => expect(answer()).toHaveAttribute("data-state", "streaming"));
    const before = answer()?.textContent.length ?? 0;
    await waitFor(() => expect(answer()?.textContent.length).toBeGreaterThan(before + 50));
    await waitFor(
      () => expect(answer()).toHaveTextContent(/complete · \d+ tokens · billed: \d+ micro-USD$/),
      {
        timeout: 10_000,
      },
    );
    await expect(posts()).toHaveLength(1);
    await expect(debits()).toHaveLength(1);
  },
};

/** Press Send, then Stop: it keeps what arrived; what it cost is not known, and is not called nothing. */
export const Stopped: Story = {
  parameters: { pareta: { pace: { tokensPerSecond: 60 } } },
  play: async (context) => {
    const { canvas, send, answer, posts } = stage(context);
    await send();
    await waitFor(() => expect(answer()?.textContent.length).toBeGreaterThan(60));
    await userEvent.click(canvas.getByRole("button", { name: "Stop" }));
    await waitFor(() => expect(answer()).toHaveTextContent(/stopped · billed: unknown$/));
    await expect(posts()[0]?.abortedAt).not.toBeNull();
  },
};

/** Press Send: a 402 is a state of its own; after a top-up the same act is done under a new key. */
export const NoCredit: Story = {
  parameters: { pareta: { scenario: "no-credit", pace: "instant" } },
  play: async (context) => {
    const { canvas, send, answer, posts, debits, mock } = stage(context);
    await send();
    await expect(await canvas.findByRole("alert")).toHaveTextContent("out of credit");
    await expect(answer()).toHaveTextContent("failed · billed: no");
    mock.topUp(1_000_000);
    await userEvent.click(canvas.getByRole("button", { name: "Try again" }));
    await waitFor(() => expect(answer()).toHaveAttribute("data-state", "complete"));
    await expect(canvas.queryByRole("alert")).toBeNull();
    await expect(new Set(posts().map((post) => post.key)).size).toBe(2);
    await expect(debits()).toHaveLength(1);
  },
};

/** Press Send: the endpoint sleeps, the chat waits for it and then sends once. One key, one debit. */
export const Cold: Story = {
  parameters: { pareta: { scenario: "cold", pace: { wakeMs: 1000 } } },
  play: async (context) => {
    const { canvas, send, answer, posts, debits } = stage(context);
    await send();
    await expect(await canvas.findByText("ep_general_chat_01 is waking up.")).toBeVisible();
    await waitFor(() => expect(answer()).toHaveAttribute("data-state", "complete"), { timeout: 10_000 });
    await expect(posts().map((post) => post.status)).toEqual([503, 200]);
    await expect(new Set(posts().map((post) => post.key)).size).toBe(1);
    await expect(debits()).toHaveLength(1);
  },
};

/** In the test run the line breaks after a few words: they stay, and Try again is never billed twice. */
export const Dropped: Story = {
  parameters: { pareta: { pace: "instant" } },
  play: async (context) => {
    const { canvas, send, answer, posts, debits, mock } = stage(context);
    mock.faults.next("POST /v1/chat/completions", { kind: "drop", afterChunks: 12 });
    await send();
    await waitFor(() => expect(answer()).toHaveTextContent(/incomplete · billed: unknown$/));
    await userEvent.click(canvas.getByRole("button", { name: "Try again" }));
    await waitFor(() => expect(answer()).toHaveAttribute("data-state", "complete"));
    await expect(new Set(posts().map((post) => post.key)).size).toBe(1);
    await expect(debits()).toHaveLength(1);
  },
};
