import { fireEvent, render, screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { paretaWrapper } from "../../testing/pareta-wrapper.tsx";
import { Chat } from "./chat.tsx";

const history = Array.from({ length: 10_000 }, (_, index) => ({
  role: index % 2 === 0 ? "user" : "assistant",
  content: `Message ${index}`,
}));

it("R19 of ten thousand messages the page holds the last ones, and typing touches none of them", async () => {
  const { mock, wrapper } = paretaWrapper();
  const { container, unmount } = render(
    <Chat chatId="long" model="ep_general_chat_01" initialMessages={history} />,
    { wrapper },
  );
  const rows = () => [...container.querySelectorAll('[data-slot="chat-message"]')];
  expect(rows().length).toBeLessThan(300);
  expect(rows().at(-1)).toHaveTextContent("Message 9999");

  const changes: MutationRecord[] = [];
  const observer = new MutationObserver((records) => changes.push(...records));
  const list = container.querySelector(".pareta-chat-list");
  if (!list) throw new Error("There is no list.");
  observer.observe(list, { subtree: true, childList: true, attributes: true, characterData: true });
  fireEvent.change(screen.getByLabelText("Your message"), { target: { value: "a" } });
  expect(screen.getByLabelText("Your message")).toHaveValue("a");
  expect(observer.takeRecords()).toEqual([]);
  expect(changes).toEqual([]);

  const shown = rows().length;
  fireEvent.click(screen.getByText("Show 200 earlier"));
  expect(rows().length).toBe(shown + 200);
  expect(rows().at(-1)).toHaveTextContent("Message 9999");
  expect(mock.requests).toEqual([]);
  unmount();
});
