import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect, fireEvent, userEvent, waitFor } from "storybook/test";
import { chatArgs, chatStage, spokenLog, stageOf } from "../../testing/chat-stage.tsx";
import { sampleThread } from "../../testing/sample-thread.ts";
import type { Guide } from "../../testing/story-guide.ts";
import { Chat } from "./chat.tsx";
import { PlainText } from "./plain-text.tsx";
import "./chat.stories.css";

const guide: Guide = {
  purpose:
    "A whole conversation with one endpoint: it streams, it survives what goes wrong, and it says what it costs.",
  anatomy: [
    "`ChatMessages`: the thread. A plain list, never a live region.",
    "`ChatMessage`: one message as plain data, with `ChatUsage` and its actions below it.",
    "`ChatComposer`: the box, with Send or `ChatStopButton`.",
    "`ChatScrollToLatest`: only while the reader is somewhere else.",
    "`ChatAnnouncer`: the one voice of the chat.",
  ],
  dos: [
    {
      do: "Give it a height: it scrolls inside itself.",
      dont: "Let the page scroll instead; a growing answer would push the composer away.",
    },
    {
      do: "Pass `Markdown` from `@pareta/react/markdown` as `textComponent`.",
      dont: "Pass a renderer that makes HTML strings: a model's answer is somebody else's text.",
    },
    {
      do: "Say that requests are billed, next to the button that sends.",
      dont: "Resend by yourself after a failure.",
    },
  ],
  keyboard: [
    { keys: "Enter", does: "Sends; not while an input method composes" },
    { keys: "Shift+Enter", does: "Starts a new line" },
    { keys: "Escape", does: "Stops the running answer, or closes an edit" },
    { keys: "ArrowUp", does: "In an empty box: edits the last message" },
    { keys: "Tab", does: "From the box to Stop, in one step" },
  ],
  accessibility: [
    "The thread is a list in a labelled scroll region that takes the focus.",
    "`announce` decides what is spoken: the answer by sentences, as a whole, or its state only. Each thing once.",
    "Failures are alerts beside the answer, never spoken twice.",
    "A button that goes hands its focus on: Stop to the box, Jump to latest to the thread.",
  ],
  content: [
    "An unknown bill is called unknown, never $0.00.",
    "Stopped, incomplete and failed are different words: what had arrived is kept in the first two.",
  ],
  hooks:
    '`useChatStream` with `subscribe: "ids"`, `useChatMessage` in each row, `useChatBranches` for ‹1/2›.',
  maturity: "beta",
};

const meta = {
  title: "Chat/Chat",
  component: Chat,
  decorators: [chatStage],
  // A docs page shows states; what stories prove beyond them is for the test run.
  parameters: { guide },
  args: chatArgs,
} satisfies Meta<typeof Chat>;

export default meta;
type Story = StoryObj<typeof meta>;

const starters = [
  "Summarise a support ticket in two sentences",
  "When is a small open model good enough?",
  "Write a retry loop that never charges twice",
];

/** A starter fills the box and sends nothing. */
export const Empty: Story = {
  args: { starters },
  play: async (context) => {
    const { button, box, posts } = stageOf(context);
    await userEvent.click(button(starters[1] ?? ""));
    await expect(box()).toHaveValue(starters[1]);
    await expect(box()).toHaveFocus();
    await expect(posts()).toHaveLength(0);
  },
};

/** From one press one POST and one debit; Stop is one Tab away from the box. */
export const Streaming: Story = {
  parameters: { inDocs: { ask: "Explain unit tests" }, pareta: { pace: { tokensPerSecond: 60 } } },
  play: async (context) => {
    const { ask, box, answer, untilAnswer, untilLonger, posts } = stageOf(context);
    await ask();
    await untilAnswer("streaming");
    await untilLonger(answer()?.textContent.length ?? 0);
    await expect(box()).toHaveFocus();
    await userEvent.tab();
    await expect(document.activeElement).toHaveTextContent("Stop");
    await expect(posts()).toHaveLength(1);
  },
};

/** As fast as it comes: every token arrives, once. */
export const FastStream: Story = {
  parameters: { inDocs: { ask: "Explain unit tests" }, pareta: { pace: "instant" } },
  play: async (context) => {
    const { ask, answer, untilAnswer, debits } = stageOf(context);
    await ask("Explain how retries work, with a table and code");
    await untilAnswer("complete");
    await expect(answer()).toHaveTextContent(/Complete.*tokens.*Billed \$0\.00/);
    await expect(debits()).toHaveLength(1);
  },
};

/** Escape stops; what arrived is kept, the bill is unknown, and the focus stays in the box. */
export const Stopped: Story = {
  parameters: {
    inDocs: { ask: "Explain unit tests", stopAfter: 1500 },
    pareta: { pace: { tokensPerSecond: 60 } },
  },
  play: async (context) => {
    const { ask, answer, box, untilAnswer, untilLonger, posts } = stageOf(context);
    await ask();
    await untilAnswer("streaming");
    await untilLonger(80);
    await userEvent.keyboard("{Escape}");
    await untilAnswer("stopped");
    await expect(answer()).toHaveTextContent("May have been billed");
    await expect(box()).toHaveFocus();
    await waitFor(() => expect(posts()[0]?.abortedAt).not.toBeNull());
  },
};

/** The line breaks: what arrived stays, Try again is never billed twice. */
export const Dropped: Story = {
  parameters: {
    inDocs: { ask: "Explain unit tests", fault: { kind: "drop", afterChunks: 60 } },
    pareta: { pace: "instant" },
  },
  play: async (context) => {
    const { ask, canvas, mock, untilAnswer, button, keys, debits } = stageOf(context);
    mock.faults.next("POST /v1/chat/completions", { kind: "drop", afterChunks: 60 });
    await ask();
    await untilAnswer("incomplete");
    await expect(await canvas.findByRole("alert")).toHaveTextContent(/Connection lost/);
    await expect(button("Ask again (billed again)")).toBeVisible();
    await expect(debits()).toHaveLength(1);
    await expect(keys()).toBe(1);
  },
};

/** A 402 is a state of its own. The draft is back in the box. */
export const NoCredit: Story = {
  args: { topUpHref: "https://pareta.ai" },
  parameters: { inDocs: { ask: "What does this cost?" }, pareta: { scenario: "no-credit", pace: "instant" } },
  play: async (context) => {
    const { ask, box, canvas, debits } = stageOf(context);
    await ask("What does this cost?");
    await expect(await canvas.findByRole("alert")).toHaveTextContent("out of credit");
    await expect(canvas.getByRole("link", { name: /Top up/ })).toHaveAttribute("target", "_blank");
    await expect(box()).toHaveValue("What does this cost?");
    await expect(debits()).toHaveLength(0);
  },
};

/** Asleep: the message waits with a clock, and goes out once when the endpoint is live. */
export const QueuedCold: Story = {
  parameters: {
    inDocs: { ask: "Explain unit tests" },
    pareta: { scenario: "cold", pace: { wakeMs: 60_000 } },
  },
  play: async (context) => {
    const { ask, canvas, button } = stageOf(context);
    const log = spokenLog(context.canvasElement);
    await ask();
    await expect(
      await canvas.findByRole("heading", { name: "ep_general_chat_01 is waking up" }),
    ).toBeVisible();
    await expect(button("Cancel")).toBeVisible();
    await waitFor(() => expect(log.join(" ")).toContain("ep_general_chat_01 is waking up."));
  },
};

/** Stopped, not asleep: it takes somebody to start it. */
export const EndpointStopped: Story = {
  args: { model: "ep_sentiment_01" },
  parameters: { inDocs: { ask: "I love it" }, pareta: { pace: "instant" } },
  play: async (context) => {
    const { ask, canvas, mock, button } = stageOf(context);
    await ask("I love it");
    await expect(await canvas.findByRole("alert")).toHaveTextContent("stopped");
    await userEvent.click(button("Start endpoint"));
    await waitFor(() =>
      expect(mock.requests.some(({ route }) => route === "POST /v1/endpoints/{id}/start")).toBe(true),
    );
  },
};

const slowDown = {
  kind: "status",
  status: 429,
  body: { detail: "rate limited" },
  headers: { "retry-after": "30" },
} as const;

/** The server asked for a pause: a countdown for the eye, one sentence for the ear. */
export const RateLimited: Story = {
  parameters: { inDocs: { ask: "Explain unit tests", fault: slowDown }, pareta: { pace: "instant" } },
  play: async (context) => {
    const { ask, canvas, mock, box } = stageOf(context);
    const log = spokenLog(context.canvasElement);
    mock.faults.next("POST /v1/chat/completions", slowDown);
    await ask();
    await expect(await canvas.findByText("Too many requests")).toBeVisible();
    await expect(canvas.getByRole("timer")).toHaveTextContent(/Trying again in \d+ s/);
    await waitFor(() => expect(log.join(" ")).toContain("Too many requests. Trying again in 30 s."));
    await userEvent.type(box(), "meanwhile");
    await expect(box()).toHaveValue("meanwhile");
  },
};

/** Nothing came back, and that is said. */
export const EmptyAnswer: Story = {
  args: {
    chatId: "empty-answer",
    initialMessages: [
      { role: "user", content: "Say nothing." },
      { role: "assistant", content: "" },
    ],
  },
  play: async ({ canvas }) => {
    await expect(canvas.getByText("The model returned nothing.")).toBeVisible();
  },
};

const longThread = Array.from({ length: 230 }, (_, index) => ({
  role: index % 2 === 0 ? "user" : "assistant",
  content: `Message ${index + 1}`,
}));

/** Hundreds of messages: the end of them, and a button to what is earlier. */
export const LongThread: Story = {
  args: { chatId: "long", initialMessages: longThread, textComponent: PlainText },
  // Rows of two shapes, a hundred times: a few of each tell as much.
  parameters: {
    stage: "laid-out",
    a11y: { context: { exclude: [".pareta-chat-message:nth-child(n + 9)"] } },
  },
  play: async (context) => {
    const { canvas, rows, distanceToEnd } = stageOf(context);
    await expect(rows()).toHaveLength(200);
    await waitFor(() => expect(distanceToEnd()).toBeLessThan(2));
    const last = rows().at(-1);
    // By text: asking a long document for roles looks at every element of it.
    await fireEvent.click(canvas.getByText("Show 30 earlier"));
    await expect(rows()).toHaveLength(230);
    await expect(rows().at(-1)).toBe(last);
  },
};

/** Headings, lists, tables, code with copy, links; images wait for a click. */
export const WithMarkdown: Story = {
  args: {
    chatId: "markdown",
    initialMessages: [
      { role: "user", content: "Show me everything." },
      {
        role: "assistant",
        content:
          "## When a small model is enough\n\nRead the [guide](https://pareta.ai/docs) first, then **measure**.\n\n| Rows | Gap you can trust |\n| ---: | --- |\n| 30 | 18 points |\n| 120 | 8 points |\n\n```ts\nconst pa = Pareta.fromEnv();\n```\n\n1. Collect rows\n2. Run both models\n\n> Equal within 2 points is a result too.",
      },
    ],
  },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole("table")).toBeVisible();
    await expect(canvas.getByRole("link", { name: /guide/ })).toHaveAttribute(
      "rel",
      expect.stringContaining("noopener"),
    );
  },
};

export const RightToLeft: Story = {
  globals: { direction: "rtl" },
  args: {
    chatId: "rtl",
    initialMessages: [
      { role: "user", content: "متى يكفي نموذج صغير؟" },
      {
        role: "assistant",
        content: "يكفي عندما تكون **المهمة** محددة.\n\n- أرخص\n- أسرع\n\nراجع `ep_general_chat_01`.",
      },
    ],
  },
};

export const Narrow: Story = {
  args: { chatId: "narrow", initialMessages: sampleThread(6) },
  parameters: { stage: "narrow" },
};

/** Without a renderer the text stands as it came. */
export const AsPlainText: Story = {
  args: { chatId: "plain", initialMessages: sampleThread(4), textComponent: PlainText },
};
