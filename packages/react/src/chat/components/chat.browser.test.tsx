import { createMockPareta, type MockPareta } from "@pareta/mock";
import { Pareta } from "pareta";
import { flushSync } from "react-dom";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, describe, expect, it } from "vitest";
import { userEvent } from "vitest/browser";
import { Markdown } from "../../markdown/markdown.tsx";
import { ParetaProvider } from "../../provider/pareta-provider.tsx";
import styles from "../../styles.css?inline";
import { chatRoute, debits, question, until } from "../../testing/open-test-chat.ts";
import { sampleThread } from "../../testing/sample-thread.ts";
import { ChatMessages } from "./chat-messages.tsx";
import { Chat, type ChatProps } from "./chat.tsx";
import "../../styles.css";

let roots: Root[] = [];

afterEach(() => {
  for (const root of roots) root.unmount();
  roots = [];
  document.body.replaceChildren();
});

function mount(page: React.ReactNode, into: Element | ShadowRoot = document.body): HTMLElement {
  const container = into.appendChild(document.createElement("div"));
  container.style.height = "400px";
  const root = createRoot(container);
  roots.push(root);
  flushSync(() => root.render(page));
  return container;
}

function chat(mock: MockPareta, props: Partial<ChatProps> = {}) {
  return (
    <ParetaProvider client={new Pareta({ fetch: mock.fetch })}>
      <Chat chatId="page" model="ep_general_chat_01" textComponent={Markdown} {...props} />
    </ParetaProvider>
  );
}

/** What `find` finds, as soon as it does. */
async function found<T>(find: () => T | null | undefined): Promise<T> {
  await until(() => find() != null);
  const it = find();
  if (it == null) throw new Error("It is gone again.");
  return it;
}

const buttonIn = (page: ParentNode, text: string) =>
  found(() => [...page.querySelectorAll("button")].findLast((button) => button.textContent === text));

const stateIn = (page: ParentNode) =>
  page.querySelector<HTMLElement>('[data-role="assistant"]')?.dataset["state"];

describe("Copy", () => {
  it.each([
    ["in flow", ""],
    ["in a host that scrolls", "overflow: auto"],
    ["in a transformed host", "transform: translateX(4px)"],
  ])("of the last of 60 answers leaves page and thread as high as they are, %s (B7)", async (_, style) => {
    const container = mount(chat(createMockPareta(), { initialMessages: sampleThread(120) }));
    container.style.cssText += style;
    const scroller = await found(() => container.querySelector(".pareta-chat-scroller"));
    scroller.scrollTop = scroller.scrollHeight;
    const copy = await buttonIn(container, "Copy");
    const page = () => [document.documentElement.scrollHeight, container.scrollHeight];
    const before = page();
    // Without a pointer over it, as assistive technology presses: hover and focus place the row.
    copy.click();
    await until(() => copy.textContent !== "Copy");
    expect(page()).toEqual(before);
  });
});

it("in a shadow root a chat has its tokens, sends, stops, and gives the focus back to its box (B9)", async () => {
  const mock = createMockPareta({ pace: "instant" });
  mock.faults.next(chatRoute, { kind: "stall", afterChunks: 8 });
  const shadow = document.body.appendChild(document.createElement("div")).attachShadow({ mode: "open" });
  shadow.append(Object.assign(document.createElement("style"), { textContent: styles }));
  const container = mount(chat(mock), shadow);
  const box = await found(() => container.querySelector("textarea"));
  expect(getComputedStyle(box).borderRadius).toBe("8px");
  expect(getComputedStyle(box).borderTopWidth).toBe("1px");

  await userEvent.fill(box, question);
  await userEvent.click(await buttonIn(container, "Send"));
  expect(shadow.activeElement).toBe(box);
  await until(() => stateIn(container) === "streaming");
  await userEvent.tab();
  expect(shadow.activeElement).toBe(await buttonIn(container, "Stop"));
  await userEvent.keyboard("{Escape}");
  await until(() => stateIn(container) === "stopped");
  await until(() => shadow.activeElement === box);
  expect(debits(mock)).toHaveLength(1);
});

describe("a thread that grows", () => {
  it("lets a reader leave its end with one turn of the wheel, however fast it grows", async () => {
    for (let turn = 0; turn < 3; turn++) {
      const container = mount(
        <ChatMessages>
          <li className="growing" style={{ blockSize: 2000 }} />
        </ChatMessages>,
      );
      const row = await found(() => container.querySelector<HTMLElement>(".growing"));
      const scroller = await found(() => container.querySelector(".pareta-chat-scroller"));
      container.querySelector<HTMLElement>(".pareta-chat-messages")?.style.setProperty("block-size", "400px");
      let height = 2000;
      const grow = setInterval(() => {
        height += 1;
        row.style.blockSize = `${height}px`;
      }, 4);
      await until(() => scroller.scrollTop > 1500);
      await userEvent.wheel(scroller, { delta: { y: -20 } });
      await until(() => height > 2200 + turn);
      clearInterval(grow);
      expect(container.textContent).toContain("Jump to latest");
      const { scrollHeight, scrollTop, clientHeight } = scroller;
      expect(scrollHeight - scrollTop - clientHeight).toBeGreaterThan(20);
      container.remove();
    }
  });
});
