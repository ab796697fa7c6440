import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, expect, it } from "vitest";
import { paretaWrapper } from "../../testing/pareta-wrapper.tsx";
import { Chat } from "./chat.tsx";

const history = Array.from({ length: 10_000 }, (_, index) => ({
  role: index % 2 === 0 ? "user" : "assistant",
  content: `Message ${index}`,
}));

afterEach(cleanup);

function renderHistory() {
  const { mock, wrapper } = paretaWrapper();
  const { container } = render(<Chat chatId="long" model="ep_general_chat_01" initialMessages={history} />, {
    wrapper,
  });
  const rows = () => [...container.querySelectorAll('[data-slot="chat-message"]')];
  return { mock, container, rows };
}

it("of ten thousand messages the page holds the last ones, and typing touches none of them (R19)", () => {
  const { mock, container, rows } = renderHistory();
  expect(rows().length).toBeLessThan(300);
  expect(rows().at(-1)).toHaveTextContent("Message 9999");

  const observer = new MutationObserver(() => {});
  const list = container.querySelector(".pareta-chat-list");
  if (!list) throw new Error("There is no list.");
  observer.observe(list, { subtree: true, childList: true, attributes: true, characterData: true });
  const box = screen.getByLabelText("Your message");
  fireEvent.change(box, { target: { value: "a" } });
  expect(box).toHaveValue("a");
  expect(observer.takeRecords()).toEqual([]);
  expect(mock.requests).toEqual([]);
});

it("of ten thousand messages a press shows 200 more, and the last ones stay (R19)", () => {
  const { rows } = renderHistory();
  const shown = rows();
  fireEvent.click(screen.getByText("Show 200 earlier"));
  expect(rows()).toHaveLength(shown.length + 200);
  expect(rows().at(-1)).toBe(shown.at(-1));
});
