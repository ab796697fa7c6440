import { act, cleanup, fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { assert, asyncProperty, integer } from "fast-check";
import { createPortal } from "react-dom";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { chatLabels } from "../../labels/chat-labels.ts";
import { frameLabels } from "../../labels/frame-labels.ts";
import { renderWithPareta } from "../../render-with-pareta.tsx";
import { chatRoute, debits, posts, question } from "../../testing/open-test-chat.ts";
import { Chat, type ChatProps } from "./chat.tsx";

// The clock that presses are measured with stands still until it is moved on; answers come in real time.
let now = 0;
const later = (milliseconds: number) => void (now += milliseconds);
beforeEach(() => void vi.spyOn(performance, "now").mockImplementation(() => now));
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

const button = (name: string) => screen.getByRole("button", { name });
const box = () => screen.getByRole<HTMLTextAreaElement>("textbox", { name: chatLabels.yourMessage });
const answerState = () =>
  document.querySelector('[data-slot="chat-message"][data-role="assistant"]')?.getAttribute("data-state");

/** An answer that has begun and does not end by itself. */
function renderHeldChat(props: Partial<ChatProps> = {}) {
  cleanup();
  const { mock } = renderWithPareta(<Chat chatId="presses" model="ep_general_chat_01" {...props} />, {
    pace: "instant",
  });
  mock.faults.next(chatRoute, { kind: "stall", afterChunks: 8 });
  fireEvent.change(box(), { target: { value: question } });
  return { mock, untilStop: () => screen.findByRole("button", { name: chatLabels.stop }) };
}

type Hand = "mouse" | "touch" | "pen" | "assistive technology";
const hands: readonly Hand[] = ["mouse", "touch", "pen", "assistive technology"];

/** `begin` on one element, `end` on what stands there by then. */
function begin(element: Element, hand: Hand): void {
  if (hand !== "assistive technology") fireEvent.pointerDown(element, { pointerType: hand, isPrimary: true });
}
function end(element: Element, hand: Hand, detail = 1, clientX = 0): void {
  if (hand !== "assistive technology") fireEvent.pointerUp(element, { pointerType: hand, isPrimary: true });
  fireEvent.click(element, { detail: hand === "assistive technology" ? 0 : detail, clientX });
}
function press(element: Element, hand: Hand, detail = 1, clientX = 0): void {
  begin(element, hand);
  end(element, hand, detail, clientX);
}

describe.each(hands)("a press by %s", (hand) => {
  it("that is the second half of a double click on Send never stops the answer (A13)", async () => {
    await assert(
      asyncProperty(integer({ min: 0, max: 500 }), async (gap) => {
        const { mock, untilStop } = renderHeldChat();
        press(button(chatLabels.send), hand);
        const stop = await untilStop();
        await waitFor(() => expect(answerState()).toBe("streaming"));
        later(gap);
        press(stop, hand, 2);
        await act(async () => {});
        expect(answerState()).toBe("streaming");
        expect(posts(mock).map(({ abortedAt }) => abortedAt)).toEqual([null]);
        later(1000);
        press(button(chatLabels.stop), hand);
        await waitFor(() => expect(answerState()).toBe("stopped"));
        expect(debits(mock)).toHaveLength(1);
      }),
      { numRuns: 6, examples: [[0], [30], [450], [500]] },
    );
  });

  it("that is the second half of a double click on Stop sends nothing (A13)", async () => {
    await assert(
      asyncProperty(integer({ min: 0, max: 500 }), async (gap) => {
        const { mock, untilStop } = renderHeldChat();
        fireEvent.keyDown(box(), { key: "Enter" });
        const stop = await untilStop();
        await waitFor(() => expect(answerState()).toBe("streaming"));
        fireEvent.change(box(), { target: { value: "the next question" } });
        press(stop, hand);
        const send = await screen.findByRole("button", { name: chatLabels.send });
        later(gap);
        press(send, hand, 2);
        await act(async () => {});
        expect(box()).toHaveValue("the next question");
        expect(posts(mock)).toHaveLength(1);
        later(1000);
        press(button(chatLabels.send), hand);
        await waitFor(() => expect(posts(mock)).toHaveLength(2));
      }),
      { numRuns: 4, examples: [[0], [500]] },
    );
  });

  it("on Stop works at once after a message was sent by Enter", async () => {
    const { untilStop } = renderHeldChat();
    fireEvent.keyDown(box(), { key: "Enter" });
    press(await untilStop(), hand);
    await waitFor(() => expect(answerState()).toBe("stopped"));
  });
});

describe("a second press on Send", () => {
  it.each([
    ["counted as the third of a triple click", 200, { detail: 3, clientX: 40 }],
    ["not counted, at the same place", 450, { detail: 1, clientX: 40 }],
  ])("%s stops nothing (A13)", async (_, gap, { detail, clientX }) => {
    const { mock, untilStop } = renderHeldChat();
    press(button(chatLabels.send), "mouse", 1, 40);
    const stop = await untilStop();
    await waitFor(() => expect(answerState()).toBe("streaming"));
    later(gap);
    press(stop, "mouse", detail, clientX);
    await act(async () => {});
    expect(answerState()).toBe("streaming");
    expect(posts(mock).map(({ abortedAt }) => abortedAt)).toEqual([null]);
  });

  it("counted as half of a double click stops nothing, however slow the hand is (A13)", async () => {
    const { untilStop } = renderHeldChat();
    press(button(chatLabels.send), "mouse");
    const stop = await untilStop();
    await waitFor(() => expect(answerState()).toBe("streaming"));
    later(3000);
    press(stop, "mouse", 2);
    await act(async () => {});
    expect(answerState()).toBe("streaming");
  });
});

describe("a press that is meant for Stop, a moment after one on Send,", () => {
  it("stops at once by a mouse, whose clicks are counted", async () => {
    await assert(
      asyncProperty(integer({ min: 0, max: 500 }), async (gap) => {
        const { mock, untilStop } = renderHeldChat();
        press(button(chatLabels.send), "mouse", 1, 40);
        const stop = await untilStop();
        later(gap);
        press(stop, "mouse", 1, 30);
        await waitFor(() => expect(answerState()).toBe("stopped"));
        expect(posts(mock)).toHaveLength(1);
        expect(debits(mock).length).toBeLessThanOrEqual(1);
      }),
      { numRuns: 4, examples: [[0], [500]] },
    );
  });

  it.each([
    ["touch", 1],
    ["assistive technology", 0],
    ["mouse", 3],
  ] as const)("stops after half a second by %s (click %i of a run)", async (hand, detail) => {
    const { mock, untilStop } = renderHeldChat();
    press(button(chatLabels.send), hand);
    const stop = await untilStop();
    await waitFor(() => expect(answerState()).toBe("streaming"));
    later(501);
    press(stop, hand, detail);
    await waitFor(() => expect(answerState()).toBe("stopped"));
    expect(posts(mock)).toHaveLength(1);
    expect(debits(mock)).toHaveLength(1);
  });
});

describe.each(hands.slice(0, 3))("a long press by %s", (hand) => {
  it("that began on Send does not stop what Enter has sent meanwhile (A13)", async () => {
    const { mock, untilStop } = renderHeldChat();
    begin(button(chatLabels.send), hand);
    fireEvent.keyDown(box(), { key: "Enter" });
    const stop = await untilStop();
    await waitFor(() => expect(answerState()).toBe("streaming"));
    later(5000);
    end(stop, hand);
    await act(async () => {});
    expect(answerState()).toBe("streaming");
    expect(posts(mock)).toHaveLength(1);
  });

  it("that began on Stop sends nothing when the answer has ended meanwhile (A13)", async () => {
    const { mock, untilStop } = renderHeldChat();
    fireEvent.keyDown(box(), { key: "Enter" });
    begin(await untilStop(), hand);
    await waitFor(() => expect(answerState()).toBe("streaming"));
    fireEvent.change(box(), { target: { value: "the next question" } });
    fireEvent.keyDown(box(), { key: "Escape" });
    const send = await screen.findByRole("button", { name: chatLabels.send });
    later(5000);
    end(send, hand);
    expect(posts(mock)).toHaveLength(1);
    expect(box()).toHaveValue("the next question");
  });
});

it.each(hands)("a press by %s works in a chat that a portal shows in another window", async (hand) => {
  const frame = document.body.appendChild(document.createElement("iframe"));
  const place = frame.contentDocument?.body;
  if (!place) throw new Error("There is no other window.");
  const { mock } = renderWithPareta(createPortal(<Chat chatId="framed" model="ep_general_chat_01" />, place));
  mock.faults.next(chatRoute, { kind: "stall", afterChunks: 8 });
  const framed = within(place);
  fireEvent.change(framed.getByRole("textbox"), { target: { value: question } });
  press(framed.getByRole("button", { name: chatLabels.send }), hand);
  const stop = await framed.findByRole("button", { name: chatLabels.stop });
  expect(frame.contentDocument?.activeElement).toBe(framed.getByRole("textbox"));
  later(1000);
  press(stop, hand);
  await framed.findByRole("button", { name: chatLabels.send });
  expect(posts(mock)).toHaveLength(1);
  frame.remove();
});

describe("a key", () => {
  it("that is held down on Send or in the box sends one message and stops nothing (A13)", async () => {
    const { mock, untilStop } = renderHeldChat();
    fireEvent.keyDown(box(), { key: "Enter" });
    await untilStop();
    fireEvent.change(box(), { target: { value: "more" } });
    for (let repeat = 0; repeat < 30; repeat++) fireEvent.keyDown(box(), { key: "Enter", repeat: true });
    await waitFor(() => expect(answerState()).toBe("streaming"));
    expect(posts(mock)).toHaveLength(1);
  });

  it("pressed twice on Stop does not send the draft that has the focus by then (A13)", async () => {
    const { mock, untilStop } = renderHeldChat();
    fireEvent.keyDown(box(), { key: "Enter" });
    const stop = await untilStop();
    await waitFor(() => expect(answerState()).toBe("streaming"));
    fireEvent.change(box(), { target: { value: "the next question" } });
    stop.focus();
    fireEvent.keyDown(stop, { key: "Enter" });
    press(stop, "assistive technology");
    await screen.findByRole("button", { name: chatLabels.send });
    expect(box()).toHaveFocus();
    later(400);
    fireEvent.keyDown(box(), { key: "Enter" });
    expect(posts(mock)).toHaveLength(1);
    later(1000);
    fireEvent.keyDown(box(), { key: "Enter" });
    await waitFor(() => expect(posts(mock)).toHaveLength(2));
  });
});

describe("Escape", () => {
  const heard = vi.fn();
  beforeEach(() => {
    heard.mockClear();
    document.addEventListener("keydown", heard, { capture: true });
    return () => document.removeEventListener("keydown", heard, { capture: true });
  });

  it("stops the answer and goes no further, and the next one goes to the dialog around the chat (C10)", async () => {
    const { untilStop } = renderHeldChat();
    fireEvent.keyDown(box(), { key: "Enter" });
    await untilStop();
    heard.mockClear();
    expect(fireEvent.keyDown(box(), { key: "Escape" })).toBe(false);
    fireEvent.keyDown(box(), { key: "Escape", repeat: true });
    expect(heard).not.toHaveBeenCalled();
    await waitFor(() => expect(answerState()).toBe("stopped"));
    expect(fireEvent.keyDown(box(), { key: "Escape" })).toBe(true);
    expect(heard).toHaveBeenCalledTimes(1);
  });

  it("outside of the chat, or of an input method at work, is left alone (C10)", async () => {
    const { untilStop } = renderHeldChat();
    fireEvent.keyDown(box(), { key: "Enter" });
    await untilStop();
    box().blur();
    fireEvent.keyDown(document.body, { key: "Escape" });
    fireEvent.keyDown(box(), { key: "Escape", isComposing: true });
    await waitFor(() => expect(answerState()).toBe("streaming"));
    expect(button(chatLabels.stop)).toBeVisible();
  });

  it("closes an editor and nothing around it (C10)", async () => {
    const onKeyDown = vi.fn();
    const { untilStop } = renderHeldChat({ onKeyDown });
    fireEvent.keyDown(box(), { key: "Enter" });
    await untilStop();
    fireEvent.click(await screen.findByRole("button", { name: chatLabels.stop }));
    fireEvent.click(await screen.findByRole("button", { name: chatLabels.edit }));
    onKeyDown.mockClear();
    fireEvent.keyDown(screen.getByRole("textbox", { name: chatLabels.edit }), { key: "Escape" });
    expect(screen.queryByRole("textbox", { name: chatLabels.edit })).toBeNull();
    expect(onKeyDown).not.toHaveBeenCalled();
  });
});

describe("a chat in a form of the host's", () => {
  const onSubmit = vi.fn((event: React.SyntheticEvent) => event.preventDefault());
  const consoleError = vi.spyOn(console, "error");
  beforeEach(() => {
    onSubmit.mockClear();
    consoleError.mockClear();
  });

  it.each([
    ["in it", (chat: React.ReactNode) => chat],
    ["in a portal out of it", (chat: React.ReactNode) => createPortal(chat, document.body)],
  ])("%s submits nothing, by Send, Stop or Enter (B8)", async (_, place) => {
    const user = userEvent.setup();
    const { mock } = renderWithPareta(
      <form onSubmit={onSubmit}>
        <input name="host" />
        {place(<Chat chatId="form" model="ep_general_chat_01" starters={["Start here"]} />)}
      </form>,
      { pace: "instant" },
    );
    await user.click(button("Start here"));
    await user.click(button(chatLabels.send));
    await waitFor(() => expect(answerState()).toBe("complete"));
    await user.type(box(), "again{Enter}");
    await waitFor(() => expect(posts(mock)).toHaveLength(2));
    await user.type(box(), "and{Shift>}{Enter}{/Shift}again");
    expect(onSubmit).not.toHaveBeenCalled();
    expect(consoleError).not.toHaveBeenCalled();
  });
});

describe("what the browser says of the network", () => {
  it.each([false, undefined, true])("%s never keeps a message from being sent (B6)", async (isOnline) => {
    const hint = vi.spyOn(navigator, "onLine", "get").mockReturnValue(Boolean(isOnline));
    if (isOnline === undefined) hint.mockImplementation(vi.fn());
    const { mock } = renderHeldChat();
    expect(screen.queryByText(frameLabels.offline) !== null).toBe(isOnline === false);
    expect(button(chatLabels.send)).not.toHaveAttribute("aria-disabled", "true");
    press(button(chatLabels.send), "mouse");
    await waitFor(() => expect(posts(mock)).toHaveLength(1));
  });
});
