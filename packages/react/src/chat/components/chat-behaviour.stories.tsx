import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect, fireEvent, fn, userEvent, waitFor } from "storybook/test";
import { chatArgs, chatStage, spokenLog, stageOf } from "../../testing/chat-stage.tsx";
import { sampleThread } from "../../testing/sample-thread.ts";
import { Chat } from "./chat.tsx";
import "./chat.stories.css";

/** What a chat does beyond its states: keys, focus, what is spoken, what is charged. */
const meta = {
  title: "Chat/Chat/Behaviour",
  component: Chat,
  decorators: [chatStage],
  tags: ["!autodocs"],
  args: chatArgs,
} satisfies Meta<typeof Chat>;

export default meta;
type Story = StoryObj<typeof meta>;

/** Whoever stands on Stop when the answer ends is handed to the box, and the press that comes too late sends nothing. */
export const StopThatComesTooLate: Story = {
  parameters: { pareta: { pace: "instant" } },
  play: async (context) => {
    const { ask, box, button, canvas, mock, untilAnswer, posts } = stageOf(context);
    // It ends when it is told to, however fast this machine is.
    mock.faults.next("POST /v1/chat/completions", { kind: "stall", afterChunks: 8 });
    await ask();
    await untilAnswer("streaming");
    await userEvent.keyboard("my next question");
    await userEvent.tab();
    await expect(button("Stop")).toHaveFocus();
    await userEvent.keyboard("{Escape}");
    await untilAnswer("stopped");
    await waitFor(() => expect(box()).toHaveFocus());
    await fireEvent.click(await canvas.findByRole("button", { name: "Send" }));
    await expect(box()).toHaveValue("my next question");
    await expect(posts()).toHaveLength(1);
  },
};

/** Try again after a drop: the same key, one debit; the focus is in the box, one Tab from Stop. */
export const DroppedThenRetried: Story = {
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

/** The draft survives, the top-up helps, and Try again sends it once. */
export const NoCreditThenToppedUp: Story = {
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

/** One key, one debit, one answer. */
export const ColdThenAnswered: Story = {
  parameters: { pareta: { scenario: "cold", pace: { wakeMs: 500 } } },
  play: async (context) => {
    const { ask, canvas, untilAnswer, posts, keys, debits } = stageOf(context);
    await ask();
    await canvas.findByRole("heading", { name: "ep_general_chat_01 is waking up" });
    await untilAnswer("complete");
    await expect(posts().map((post) => post.status)).toEqual([503, 200]);
    await expect(keys()).toBe(1);
    await expect(debits()).toHaveLength(1);
  },
};

/** Try now ends the countdown: the same act under the same key, and the focus is not lost with the button. */
export const RateLimitedTryNow: Story = {
  parameters: { pareta: { pace: "instant" } },
  play: async (context) => {
    const { ask, button, mock, box, untilAnswer, posts, keys, debits } = stageOf(context);
    mock.faults.next("POST /v1/chat/completions", {
      kind: "status",
      status: 429,
      headers: { "retry-after": "50" },
    });
    await ask();
    await waitFor(() => expect(button("Try now")).toBeVisible());
    await userEvent.click(button("Try now"));
    await expect(box()).toHaveFocus();
    await untilAnswer("complete");
    await expect(posts().map((post) => post.status)).toEqual([429, 200]);
    await expect(keys()).toBe(1);
    await expect(debits()).toHaveLength(1);
  },
};

/** Who scrolled up is never moved; Jump to latest takes the focus to the thread. */
export const ReaderIsNeverMoved: Story = {
  args: { chatId: "reader", initialMessages: sampleThread(40) },
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

/** Regenerating and editing branch; ‹1/2› keeps its focus while it is pressed. */
export const Branches: Story = {
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

/** Send goes when it is pressed: whoever pressed it stands in the box, one Tab from Stop. */
export const SentByItsButton: Story = {
  parameters: { pareta: { pace: { tokensPerSecond: 60 } } },
  play: async (context) => {
    const { box, button, posts, untilAnswer } = stageOf(context);
    await userEvent.type(box(), "By the button");
    await userEvent.tab();
    await expect(button("Send")).toHaveFocus();
    await userEvent.keyboard("{Enter}");
    await expect(box()).toHaveFocus();
    await untilAnswer("streaming");
    await userEvent.tab();
    await expect(button("Stop")).toHaveFocus();
    await expect(posts()).toHaveLength(1);
  },
};

/** An editor that is open while another answer runs keeps its text until it can be sent. */
export const EditWhileBusy: Story = {
  parameters: { pareta: { pace: { tokensPerSecond: 60 } } },
  play: async (context) => {
    const { ask, button, canvas, untilAnswer, untilLonger, posts } = stageOf(context);
    await ask();
    await untilLonger(80);
    await userEvent.keyboard("{Escape}");
    await untilAnswer("stopped");
    await userEvent.click(button("Edit"));
    await userEvent.type(canvas.getByRole("textbox", { name: "Edit" }), " and what they cost");
    await ask("Something else first");
    await userEvent.click(button("Send"));
    await expect(canvas.getByRole("textbox", { name: "Edit" })).toHaveValue(
      "Explain unit tests and what they cost",
    );
    await expect(canvas.getByText(/Stop it first/)).toBeVisible();
    await expect(posts().length).toBeLessThan(3);
  },
};

/** A double click, a repeated key and Enter with a click are one message. */
export const SentOnce: Story = {
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
  args: { announce: "status" },
  parameters: { pareta: { pace: { tokensPerSecond: 200 } } },
  play: async (context) => {
    const { ask, untilAnswer } = stageOf(context);
    const log = spokenLog(context.canvasElement);
    await ask();
    await untilAnswer("complete");
    await waitFor(() => expect(log.join(" ")).toMatch(/complete/), { timeout: 4000 });
    await expect(log.join(" ")).toMatch(/^Message sent\. Writing\. Answer complete, \d+ tokens\.$/);
  },
};
