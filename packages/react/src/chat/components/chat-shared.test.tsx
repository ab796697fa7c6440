import { act, cleanup, fireEvent, waitFor, within } from "@testing-library/react";
import { afterEach, describe, expect, it } from "vitest";
import { chatLabels } from "../../labels/chat-labels.ts";
import { renderWithPareta } from "../../render-with-pareta.tsx";
import { chatRoute, debits, posts, question } from "../../testing/open-test-chat.ts";
import { Chat } from "./chat.tsx";

afterEach(cleanup);

/** Two views of one conversation, in StrictMode. */
function renderTwo() {
  const { mock, container } = renderWithPareta(
    <>
      <Chat chatId="shared" model="ep_general_chat_01" aria-label="Left" />
      <Chat chatId="shared" model="ep_general_chat_01" aria-label="Right" />
    </>,
    { pace: "instant" },
  );
  const view = (name: string) => {
    const section = within(container).getByRole("region", { name });
    const hands = within(section);
    const box = () => hands.getByRole("textbox", { name: chatLabels.yourMessage });
    return {
      box,
      state: () => section.dataset["state"],
      write: (text: string) => fireEvent.change(box(), { target: { value: text } }),
      enter: () => fireEvent.keyDown(box(), { key: "Enter" }),
      press: (label: string) => fireEvent.click(hands.getByRole("button", { name: label })),
      rows: () => section.querySelectorAll('[data-slot="chat-message"]').length,
    };
  };
  return { mock, left: view("Left"), right: view("Right") };
}

describe("two chats on one chatId", () => {
  it("send one request, show one answer, and either of them stops it", async () => {
    const { mock, left, right } = renderTwo();
    mock.faults.next(chatRoute, { kind: "stall", afterChunks: 8 });
    right.write("Something of my own");
    left.write(question);
    left.enter();
    await waitFor(() => expect(right.state()).toBe("streaming"));
    expect([left.rows(), right.rows()]).toEqual([2, 2]);
    right.enter();
    right.press(chatLabels.stop);
    await waitFor(() => expect([left.state(), right.state()]).toEqual(["ready", "ready"]));
    await act(async () => {});
    expect(right.box()).toHaveValue("Something of my own");
    expect(posts(mock)).toHaveLength(1);
    expect(debits(mock)).toHaveLength(1);
  });

  it("give a message that failed back to the box it was written in, and only there", async () => {
    const { mock, left, right } = renderTwo();
    mock.faults.next(chatRoute, { kind: "status", status: 402, body: { detail: "no credit" } });
    left.write(question);
    left.enter();
    await waitFor(() => expect(left.state()).toBe("error"));
    await waitFor(() => expect(left.box()).toHaveValue(question));
    expect(right.box()).toHaveValue("");
    right.press(chatLabels.retry);
    await waitFor(() => expect(right.state()).toBe("ready"));
    expect(posts(mock)).toHaveLength(2);
    expect(debits(mock)).toHaveLength(1);
  });
});
