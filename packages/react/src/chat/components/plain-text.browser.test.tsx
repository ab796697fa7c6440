import { flushSync } from "react-dom";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { PlainText } from "./plain-text.tsx";
import "./chat.css";

let container: HTMLElement;
let root: Root;

const show = (text: string, isStreaming: boolean) =>
  flushSync(() => root.render(<PlainText text={text} isStreaming={isStreaming} />));

beforeEach(() => {
  container = document.body.appendChild(document.createElement("div"));
  root = createRoot(container);
});

afterEach(() => {
  root.unmount();
  document.body.replaceChildren();
});

const selected = () => getSelection()?.toString();

describe("plain text in a page", () => {
  it.each([
    ["one long line of words", "word ".repeat(2_000).trim()],
    ["one long word", "x".repeat(9_000)],
    ["long lines", Array.from({ length: 5 }, (_, index) => `${index} ${"word ".repeat(900)}end`).join("\n")],
    [
      "long lines of a script without spaces",
      Array.from({ length: 3 }, () => "中文".repeat(2_500)).join("\n"),
    ],
    ["many short lines", Array.from({ length: 900 }, (_, index) => `line ${index}`).join("\n")],
    [
      "paragraphs",
      Array.from({ length: 40 }, (_, index) => `Paragraph ${index}.\n\n`)
        .join("")
        .trim(),
    ],
  ])("what is selected of %s has the line ends that were written, and no more (B13)", (_, text) => {
    for (let length = 700; length < text.length; length += 700) show(text.slice(0, length), true);
    show(text, false);
    getSelection()?.selectAllChildren(container);
    expect(selected()?.trimEnd()).toBe(text);
  });

  it("each whole line or paragraph is laid out on its own", () => {
    show("One.\n\nTwo.\n\nThree.", true);
    const pieces = [...container.querySelectorAll("span")];
    expect(pieces.map((piece) => getComputedStyle(piece).display)).toEqual(["block", "block", "block"]);
  });

  it("a piece inside a line begins where the one before it ends (B13)", () => {
    show("x".repeat(2_001), true);
    const [first, second] = [...container.querySelectorAll("span")];
    const end = first?.getClientRects();
    const start = second?.getClientRects()[0];
    expect(start?.top).toBe(end?.[end.length - 1]?.top);
  });

  it("a selection survives each publish, and a translator at any moment loses no text (B13)", () => {
    const text = "First words.\n\nAnd more of them, ".padEnd(5_000, "on and on ");
    show(text.slice(0, 40), true);
    const last = container.querySelector("span:last-child")?.firstChild;
    if (!last) throw new Error("There is no text.");
    getSelection()?.setBaseAndExtent(last, 4, last, 8);
    for (let length = 41; length < 1_000; length += 7) show(text.slice(0, length), true);
    expect(selected()).toBe("more");
    for (let length = 1_000; length < text.length; length += 100) {
      for (const span of container.querySelectorAll("span")) {
        const font = document.createElement("font");
        font.append(...span.childNodes);
        span.append(font);
      }
      show(text.slice(0, length), true);
    }
    show(text, false);
    expect(container.textContent).toBe(text);
  });
});
