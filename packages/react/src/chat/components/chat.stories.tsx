import type { Meta, StoryObj } from "@storybook/react-vite";
import type { ComponentType } from "react";
import { expect, fireEvent, fn, userEvent, waitFor } from "storybook/test";
import { Markdown } from "../../markdown/markdown.tsx";
import { chatStage, spokenLog, stageOf } from "../../testing/chat-stage.tsx";
import type { Guide } from "../../testing/story-guide.ts";
import { Chat } from "./chat.tsx";
import { type ChatTextProps, PlainText } from "./plain-text.tsx";
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
  args: {
    chatId: "story",
    model: "ep_general_chat_01",
    textComponent: Markdown as ComponentType<ChatTextProps>,
    announce: "complete",
  },
  argTypes: {
    announce: { control: "inline-radio", options: ["sentences", "complete", "status"] },
    density: { control: "inline-radio", options: ["comfortable", "compact"] },
    textComponent: { control: false },
  },
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
    await expect(answer()).toHaveTextContent("Billed: unknown");
    await expect(box()).toHaveFocus();
    await waitFor(() => expect(posts()[0]?.abortedAt).not.toBeNull());
  },
};

/** Whoever stands on Stop when the answer ends is handed to the box, and the press that comes too late sends nothing. */
export const StopThatComesTooLate: Story = {
  tags: ["!autodocs"],
  parameters: { pareta: { pace: { tokensPerSecond: 400 } } },
  play: async (context) => {
    const { ask, box, button, canvas, untilAnswer, posts } = stageOf(context);
    await ask();
    await untilAnswer("streaming");
    await userEvent.keyboard("my next question");
    await userEvent.tab();
    await expect(button("Stop")).toHaveFocus();
    await untilAnswer("complete");
    await waitFor(() => expect(box()).toHaveFocus());
    await fireEvent.click(await canvas.findByRole("button", { name: "Send" }));
    await expect(box()).toHaveValue("my next question");
    await expect(posts()).toHaveLength(1);
  },
};

/** The line breaks: what arrived stays, Retry is never billed twice. */
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
    await expect(button("Continue as new request")).toBeVisible();
    await expect(debits()).toHaveLength(1);
    await expect(keys()).toBe(1);
  },
};

/** Retry after a drop: the same key, one debit; the focus is in the box, one Tab from Stop. */
export const DroppedThenRetried: Story = {
  tags: ["!autodocs"],
  parameters: { pareta: { pace: "instant" } },
  play: async (context) => {
    const { ask, box, canvas, mock, untilAnswer, button, keys, debits } = stageOf(context);
    mock.faults.next("POST /v1/chat/completions", { kind: "drop", afterChunks: 60 });
    await ask();
    await untilAnswer("incomplete");
    await userEvent.click(button("Try again"));
    await expect(box()).toHaveFocus();
    await untilAnswer("complete");
    await expect(canvas.queryByRole("alert")).toBeNull();
    await expect(keys()).toBe(1);
    await expect(debits()).toHaveLength(1);
  },
};

const failures = [
  { status: 400, body: { detail: "messages are too long" } },
  { status: 401, body: { detail: "invalid API key" } },
  { status: 403, body: { detail: "forbidden" } },
  { status: 404, body: { detail: "no model called this" } },
  { status: 409, body: { detail: "locked" } },
  {
    status: 422,
    body: { detail: [{ loc: ["body", "messages"], msg: "about 3,000 tokens over", type: "value" }] },
  },
  { status: 500, body: "<h1>oops</h1>" },
  { status: 503, body: { detail: "upstream timed out" } },
] as const;

/** Whatever goes wrong, what was written is back where it was written; what is newer stays. */
export const DraftKeptThroughEveryFailure: Story = {
  tags: ["!autodocs"],
  args: { waitForLive: false },
  parameters: { pareta: { pace: "instant" } },
  play: async (context) => {
    const { ask, box, mock, untilAnswer, debits } = stageOf(context);
    for (const { status, body } of failures) {
      mock.faults.next("POST /v1/chat/completions", { kind: "status", status, body });
      await userEvent.clear(box());
      await ask(`A question that meets ${status}`);
      await waitFor(() => expect(box()).toHaveValue(`A question that meets ${status}`));
      await untilAnswer("failed");
    }
    mock.faults.next("POST /v1/chat/completions", { kind: "reset" });
    await userEvent.clear(box());
    await ask("A question into a dead line");
    await waitFor(() => expect(box()).toHaveValue("A question into a dead line"));
    await expect(box()).toHaveFocus();
    await expect(debits()).toHaveLength(0);
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

/** The draft survives, the top-up helps, and Try again sends it once. */
export const NoCreditThenToppedUp: Story = {
  tags: ["!autodocs"],
  parameters: { pareta: { scenario: "no-credit", pace: "instant" } },
  play: async (context) => {
    const { ask, box, canvas, mock, button, untilAnswer, debits } = stageOf(context);
    await ask("What does this cost?");
    await canvas.findByRole("alert");
    mock.topUp(1_000_000);
    await userEvent.click(button("Try again"));
    await untilAnswer("complete");
    await expect(box()).toHaveValue("");
    await expect(debits()).toHaveLength(1);
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
    await expect(await canvas.findByText("ep_general_chat_01 is waking up")).toBeVisible();
    await expect(button("Cancel")).toBeVisible();
    await waitFor(() => expect(log.join(" ")).toContain("ep_general_chat_01 is waking up."));
  },
};

/** One key, one debit, one answer. */
export const ColdThenAnswered: Story = {
  tags: ["!autodocs"],
  parameters: { pareta: { scenario: "cold", pace: { wakeMs: 500 } } },
  play: async (context) => {
    const { ask, canvas, untilAnswer, posts, keys, debits } = stageOf(context);
    await ask();
    await canvas.findByText("ep_general_chat_01 is waking up");
    await untilAnswer("complete");
    await expect(posts().map((post) => post.status)).toEqual([503, 200]);
    await expect(keys()).toBe(1);
    await expect(debits()).toHaveLength(1);
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
    mock.faults.next("POST /v1/chat/completions", slowDown);
    await ask();
    await expect(await canvas.findByText("Too many requests")).toBeVisible();
    await expect(canvas.getByText(/Trying again in \d+ s/)).toBeVisible();
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

const paragraphs = (index: number) =>
  `Answer ${index}: a **small** model reads a contract for about \`$0.0029\`.\n\n- cheaper than the frontier\n- as good on these rows\n\nMeasure before you rely on it.`;

const thread = (length: number) =>
  Array.from({ length }, (_, index) =>
    index % 2 === 0
      ? { role: "user", content: `Question ${index / 2 + 1}` }
      : { role: "assistant", content: paragraphs((index + 1) / 2) },
  );

const longThread = thread(300);

/** Hundreds of messages: the end of them, and a button to what is earlier. */
export const LongThread: Story = {
  args: { chatId: "long", initialMessages: longThread },
  // Rows of three shapes, a hundred times: a few of each tell as much.
  parameters: { a11y: { context: { exclude: [".pareta-chat-message:nth-child(n + 9)"] } } },
  play: async (context) => {
    const { canvas, rows, distanceToEnd } = stageOf(context);
    await expect(rows().length).toBeLessThanOrEqual(200);
    await waitFor(() => expect(distanceToEnd()).toBeLessThan(2));
    const last = rows().at(-1);
    // By text: asking a long document for roles looks at every element of it.
    await userEvent.click(canvas.getByText("Show 100 earlier"));
    await expect(rows().length).toBeGreaterThan(200);
    await expect(rows().at(-1)).toBe(last);
  },
};

/** Who scrolled up is never moved; Jump to latest takes the focus to the thread. */
export const ReaderIsNeverMoved: Story = {
  tags: ["!autodocs"],
  args: { chatId: "reader", initialMessages: thread(40) },
  parameters: { pareta: { pace: { tokensPerSecond: 200 } } },
  play: async (context) => {
    const { ask, rows, scroller, distanceToEnd, ...stage } = stageOf(context);
    const { untilAnswer, untilLonger, answer, button, canvas } = stage;
    await ask();
    await untilAnswer("streaming");
    scroller().scrollTop -= 300;
    await waitFor(() => expect(button("Jump to latest")).toBeVisible());
    // What the reader looks at, not `scrollTop`: rows above may still be laid out for the first time.
    const read = rows().find(
      (row) => row.getBoundingClientRect().top > scroller().getBoundingClientRect().top,
    );
    const place = read?.getBoundingClientRect().top;
    await untilLonger((answer()?.textContent.length ?? 0) + 300);
    await expect(read?.getBoundingClientRect().top).toBeCloseTo(place ?? Number.NaN, 0);
    await userEvent.click(button("Jump to latest"));
    await expect(scroller()).toHaveFocus();
    await waitFor(() => expect(canvas.queryByRole("button", { name: "Jump to latest" })).toBeNull());
    await untilAnswer("complete");
    await waitFor(() => expect(distanceToEnd()).toBeLessThan(2));
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

/** Regenerating and editing branch; ‹1/2› keeps its focus while it is pressed. */
export const Branches: Story = {
  tags: ["!autodocs"],
  parameters: { pareta: { pace: "instant" } },
  play: async (context) => {
    const { ask, button, canvas, untilAnswer, posts, box } = stageOf(context);
    await ask();
    await untilAnswer("complete");
    await userEvent.click(button("Regenerate"));
    await expect(box()).toHaveFocus();
    await waitFor(() => expect(posts()).toHaveLength(2));
    await untilAnswer("complete");
    await expect(canvas.getByText("2/2")).toBeVisible();
    await userEvent.click(button("Previous version"));
    await expect(await canvas.findByText("1/2")).toBeVisible();
    await expect(button("Previous version")).toHaveFocus();
    await userEvent.click(box());
    await userEvent.keyboard("{ArrowUp}");
    const edit = canvas.getByRole("textbox", { name: "Edit" });
    await expect(edit).toHaveFocus();
    await userEvent.keyboard("{Escape}");
    await expect(box()).toHaveFocus();
    await expect(posts()).toHaveLength(2);
  },
};

/** While an input method composes, Enter is its own. */
export const InputMethod: Story = {
  tags: ["!autodocs"],
  parameters: { pareta: { pace: "instant" } },
  play: async (context) => {
    const { box, posts } = stageOf(context);
    await userEvent.click(box());
    await userEvent.keyboard("かな");
    await fireEvent.keyDown(box(), { key: "Enter", isComposing: true });
    await fireEvent.keyDown(box(), { key: "Enter", keyCode: 229 });
    await expect(posts()).toHaveLength(0);
    await expect(box()).toHaveValue("かな");
    await userEvent.keyboard("{Enter}");
    await waitFor(() => expect(posts()).toHaveLength(1));
  },
};

/** A double click, a repeated key and Enter with a click are one message. */
export const SentOnce: Story = {
  tags: ["!autodocs"],
  args: { onFinish: fn() },
  parameters: { pareta: { pace: { latencyMs: 100 } } },
  play: async (context) => {
    const { box, posts, button, untilAnswer } = stageOf(context);
    await userEvent.click(box());
    await userEvent.keyboard("once");
    const send = button("Send");
    // Within one tick, as a keyboard and a hand can.
    await Promise.all([
      fireEvent.keyDown(box(), { key: "Enter" }),
      fireEvent.click(send),
      fireEvent.click(send),
      fireEvent.keyDown(box(), { key: "Enter", repeat: true }),
    ]);
    await untilAnswer("complete");
    await expect(posts()).toHaveLength(1);
    await waitFor(() => expect(context.args.onFinish).toHaveBeenCalledTimes(1));
  },
};

/** Sentence by sentence, each once, then the end. */
export const AnnouncedBySentences: Story = {
  tags: ["!autodocs"],
  args: { announce: "sentences" },
  parameters: { pareta: { pace: { tokensPerSecond: 150 } } },
  play: async (context) => {
    const { ask, untilAnswer } = stageOf(context);
    const log = spokenLog(context.canvasElement);
    await ask();
    await untilAnswer("complete");
    await waitFor(() => expect(log.at(-1)).toMatch(/Answer complete, \d+ tokens\.$/), { timeout: 4000 });
    await expect(log.length).toBeGreaterThan(1);
    await expect(log.join(" ").match(/Answer complete/g)).toHaveLength(1);
  },
};

/** Silent while it streams, then the whole answer. */
export const AnnouncedWhenComplete: Story = {
  tags: ["!autodocs"],
  args: { announce: "complete" },
  parameters: { pareta: { pace: "instant" } },
  play: async (context) => {
    const { ask, untilAnswer } = stageOf(context);
    const log = spokenLog(context.canvasElement);
    await ask();
    await untilAnswer("complete");
    await waitFor(() => expect(log).toHaveLength(1));
    await expect(log[0]).toMatch(/^.{100,} Answer complete, \d+ tokens\.$/s);
  },
};

/** The state alone. */
export const AnnouncedByStatus: Story = {
  tags: ["!autodocs"],
  args: { announce: "status" },
  parameters: { pareta: { pace: { tokensPerSecond: 200 } } },
  play: async (context) => {
    const { ask, untilAnswer } = stageOf(context);
    const log = spokenLog(context.canvasElement);
    await ask();
    await untilAnswer("complete");
    await waitFor(() => expect(log.join(" ")).toMatch(/complete/), { timeout: 4000 });
    await expect(log.join(" ")).toMatch(/^Message sent\. Answering\. Answer complete, \d+ tokens\.$/);
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
  args: { chatId: "narrow", initialMessages: thread(6) },
  parameters: { stage: "narrow" },
};

/** Without a renderer the text stands as it came. */
export const AsPlainText: Story = {
  args: { chatId: "plain", initialMessages: thread(4), textComponent: PlainText },
};
