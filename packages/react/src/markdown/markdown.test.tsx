import { act, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { StrictMode, useState } from "react";
import { hydrateRoot } from "react-dom/client";
import { renderToString } from "react-dom/server";
import { afterEach, describe, expect, expectTypeOf, it, vi } from "vitest";
import { LanguageContext } from "../labels/language-context.ts";
import { Markdown, type MarkdownProps } from "./index.ts";

const answer = `# Title

First **paragraph**, see [the docs](https://docs.example/a).

- one
- two

\`\`\`ts
const a = 1;
const b = 2;
\`\`\`

| a | b |
| - | - |
| 1 | 2 |

![chart](https://images.example/a.png)`;

const root = (container: HTMLElement) => container.querySelector<HTMLElement>('[data-slot="markdown"]');

afterEach(() => vi.restoreAllMocks());

describe("the part", () => {
  it("is one element: class names are merged, other props reach it, a ref gives it", () => {
    let element: HTMLDivElement | null = null;
    const { container } = render(
      <Markdown
        text="a"
        className="mine"
        lang="de"
        data-slot="answer"
        ref={(node) => void (element = node)}
      />,
    );
    expect(container.children).toHaveLength(1);
    expect(element).toBe(container.firstElementChild);
    expect(container.firstElementChild).toHaveClass("pareta-markdown", "mine");
    expect(container.firstElementChild).toHaveAttribute("lang", "de");
    expect(container.firstElementChild).toHaveAttribute("data-slot", "answer");
  });

  it("says whether more is coming", () => {
    const { container, rerender } = render(<Markdown text="a" isStreaming />);
    expect(root(container)).toHaveAttribute("data-state", "streaming");
    rerender(<Markdown text="a" />);
    expect(root(container)).toHaveAttribute("data-state", "settled");
  });

  it("fits where a chat hands over text and state", () => {
    type RenderText = (props: { text: string; isStreaming: boolean }) => unknown;
    expectTypeOf(Markdown).toExtend<RenderText>();
    expectTypeOf<MarkdownProps>().not.toHaveProperty("children");
    expectTypeOf<MarkdownProps>().not.toHaveProperty("dangerouslySetInnerHTML");
  });

  it("is the same from a server, and is taken over without a word", async () => {
    const errors = vi.spyOn(console, "error");
    const container = document.body.appendChild(document.createElement("div"));
    container.innerHTML = renderToString(<Markdown text={answer} />);
    const before = container.innerHTML;
    const hydrated = await act(() => hydrateRoot(container, <Markdown text={answer} />));
    expect(errors).not.toHaveBeenCalled();
    expect(container.innerHTML.replaceAll("<!-- -->", "")).toBe(before.replaceAll("<!-- -->", ""));
    expect(before).not.toContain("style=");
    act(() => hydrated.unmount());
    container.remove();
  });
});

describe("while an answer streams", () => {
  it("touches nothing in the page but what grows", async () => {
    const { container, rerender } = render(<Markdown text={`${answer}\n\nLast`} isStreaming />);
    const records: MutationRecord[] = [];
    const observer = new MutationObserver((list) => records.push(...list));
    observer.observe(container, { childList: true, characterData: true, attributes: true, subtree: true });
    rerender(<Markdown text={`${answer}\n\nLast words`} isStreaming />);
    rerender(<Markdown text={`${answer}\n\nLast words of it`} isStreaming />);
    await waitFor(() => expect(records.length).toBeGreaterThan(0));
    observer.disconnect();
    const paragraph = screen.getByText("Last words of it");
    expect(records.every(({ target }) => paragraph.contains(target))).toBe(true);
  });

  it("keeps the elements of every block from its first words to the end", () => {
    const { container, rerender } = render(<Markdown text="" isStreaming />);
    const elements = new Map<string, Element>();
    for (let length = 1; length <= answer.length; length++) {
      rerender(<Markdown text={answer.slice(0, length)} isStreaming />);
      for (const selector of ["h3", "ul", "li", "pre", "table"]) {
        const known = elements.get(selector);
        const element = container.querySelector(selector);
        expect(known ?? element).toBe(element);
        if (element) elements.set(selector, element);
      }
    }
    rerender(<Markdown text={answer} />);
    expect(elements.size).toBe(5);
    for (const [selector, element] of elements) expect(container.querySelector(selector)).toBe(element);
  });

  it("shows another text after a regeneration", () => {
    const { container, rerender } = render(<Markdown text={answer} isStreaming />);
    rerender(<Markdown text="# An" isStreaming />);
    expect(root(container)).toHaveTextContent(/^An$/);
    rerender(<Markdown text="# Another" />);
    expect(root(container)).toHaveTextContent(/^Another$/);
  });

  it("is right under StrictMode and when renders come in another order", () => {
    let show: (text: string) => void = () => {};
    function Page() {
      const [text, setText] = useState("a");
      show = setText;
      return <Markdown text={text} isStreaming />;
    }
    const { container } = render(
      <StrictMode>
        <Page />
      </StrictMode>,
    );
    for (const text of ["a b", "a", "a b\n\n- c", "x", "a b\n\n- c d"]) {
      act(() => show(text));
      expect(root(container)?.textContent).toBe(text.replace("\n\n- ", ""));
    }
  });
});

describe("headings", () => {
  const levels = (container: HTMLElement) =>
    [...container.querySelectorAll("h1,h2,h3,h4,h5,h6")].map((h) => h.localName);

  it("stand below the page's own, without gaps", () => {
    const text = "# a\n\n#### b\n\n## c";
    const { container, rerender } = render(<Markdown text={text} />);
    expect(levels(container)).toEqual(["h3", "h4", "h4"]);
    rerender(<Markdown text={text} headingLevel={2} />);
    expect(levels(container)).toEqual(["h2", "h3", "h3"]);
    rerender(<Markdown text={text} headingLevel={6} />);
    expect(levels(container)).toEqual(["h6", "h6", "h6"]);
    expect(container.querySelectorAll("[id]")).toHaveLength(0);
  });
});

describe("Copy", () => {
  const withClipboard = (writeText: (text: string) => Promise<void>) => {
    vi.stubGlobal("navigator", { clipboard: { writeText } });
  };
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  it("copies the code as it is shown, says so, and is ready again (A11)", async () => {
    const write = vi.fn<(text: string) => Promise<void>>(() => Promise.resolve());
    withClipboard(write);
    vi.useFakeTimers();
    render(<Markdown text={"```ts\nconst a = 1;\u202E\n\nconst b = 2;\n```"} />);
    await act(async () => fireEvent.click(screen.getByRole("button", { name: "Copy ts code" })));
    expect(write).toHaveBeenCalledExactlyOnceWith("const a = 1;\n\nconst b = 2;");
    expect(screen.getByRole("button")).toHaveTextContent("Copied");
    act(() => void vi.advanceTimersByTime(100));
    expect(screen.getByRole("status")).toHaveTextContent("Copied");
    act(() => void vi.advanceTimersByTime(2_000));
    expect(screen.getByRole("button")).toHaveTextContent("Copy");
  });

  it("is named after what it copies, and each of an answer has a name of its own (F22)", () => {
    const names = () => screen.getAllByRole("button").map((button) => button.getAttribute("aria-label"));
    const blocks = [
      "```ts\na\n```",
      "```\na\n```",
      "> ```ts\n> a\n> ```",
      "    a",
      "- ```ts\n  a\n  ```",
      "```sh\na\n```",
    ];
    const expected = [
      "Copy ts code",
      "Copy Code",
      "Copy ts code 2",
      "Copy Code 2",
      "Copy ts code 3",
      "Copy sh code",
    ];
    const whole = blocks.join("\n\n.\n\n");
    const { rerender } = render(<Markdown text="" isStreaming />);
    for (let length = 1; length <= whole.length; length++) {
      rerender(<Markdown text={whole.slice(0, length)} isStreaming />);
    }
    expect(names()).toEqual(expected);
    rerender(<Markdown key="whole" text={whole} />);
    expect(names()).toEqual(expected);
  });

  it("leaves no timer behind", async () => {
    withClipboard(() => Promise.resolve());
    vi.useFakeTimers();
    const { unmount } = render(<Markdown text={"```\na\n```"} />);
    await act(async () => fireEvent.click(screen.getByRole("button")));
    expect(vi.getTimerCount()).toBeGreaterThan(0);
    unmount();
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe("what nobody sees", () => {
  const hidden = "\u202E\u2066\u200B\u{E0069}\u{E007F}\uFE01\u3164\u{E0101}";
  const places = [
    ["a paragraph", (text: string) => `a ${text} b`],
    ["a heading", (text: string) => `${text}# ${text}a`],
    ["a list", (text: string) => `- ${text}a`],
    ["a table", (text: string) => `| ${text} | a |\n| - | - |\n| ${text} | b |`],
    ["a link", (text: string) => `[a${text}](https://a.example/${text})`],
    ["an image", (text: string) => `![a${text}](https://a.example/${text})`],
    ["code in a line", (text: string) => `\`a${text}b\``],
    ["a block of code", (text: string) => `\`\`\`ts${text}\na${text}b\n\`\`\``],
    ["math", (text: string) => `$$\na${text}b\n$$`],
  ] as const;

  it.each(places)("is in no element and no attribute: %s (A11)", (_, write) => {
    for (const isStreaming of [true, false]) {
      const { container, unmount } = render(<Markdown text={write(hidden)} isStreaming={isStreaming} />);
      const clean = render(<Markdown text={write("")} isStreaming={isStreaming} />);
      expect(container.innerHTML).toBe(clean.container.innerHTML);
      clean.unmount();
      unmount();
    }
  });

  it("does not hide what a line is: a mark of byte order before a heading", () => {
    render(<Markdown text={"\uFEFF# Title"} />);
    expect(screen.getByRole("heading", { name: "Title" })).toBeVisible();
  });

  it("half of an emoji is not shown before the other half has come", () => {
    const { container, rerender } = render(<Markdown text={"Hi \uD83D"} isStreaming />);
    expect(root(container)?.textContent.trim()).toBe("Hi");
    rerender(<Markdown text={"Hi \uD83D\uDE00"} isStreaming />);
    expect(root(container)).toHaveTextContent("Hi 😀");
  });
});

describe("images", () => {
  const text = "![A chart](https://images.example/a.png)";

  it("are asked for once their button is pressed, and keep the focus", () => {
    const { container } = render(<Markdown text={text} />);
    expect(container.querySelector("img")).toBeNull();
    const button = screen.getByRole("button", { name: "Load image from images.example" });
    expect(button).toHaveAttribute("data-url", "https://images.example/a.png");
    act(() => button.focus());
    fireEvent.click(button);
    const image = screen.getByRole("img", { name: "A chart" });
    expect(image).toHaveAttribute("src", "https://images.example/a.png");
    expect(image).toHaveAttribute("referrerpolicy", "no-referrer");
    expect(container.querySelector('[data-slot="markdown-image"]')).toHaveFocus();
  });

  it("say that they failed, and what they would have shown", () => {
    const { container } = render(<Markdown text={text} />);
    fireEvent.click(screen.getByRole("button"));
    fireEvent.error(screen.getByRole("img"));
    expect(screen.getByRole("alert")).toHaveTextContent("Couldn’t load the image from images.example");
    expect(root(container)).toHaveTextContent("A chart");
    expect(container.querySelector("img")).toBeNull();
  });

  it("stay shown while the answer goes on", () => {
    const { rerender } = render(<Markdown text={`${text} and`} isStreaming />);
    fireEvent.click(screen.getByRole("button"));
    const image = screen.getByRole("img");
    rerender(<Markdown text={`${text} and more\n\n# of it`} isStreaming />);
    expect(screen.getByRole("img")).toBe(image);
  });

  it.each([
    ["alone", (address: string) => `![a](${address})`],
    ["in a link", (address: string) => `[![a](${address})](https://ci.example)`],
    ["by reference", (address: string) => `![a][b]\n\n[b]: ${address}`],
    ["in a list", (address: string) => `- one\n- **![a](${address})**`],
  ])("X3 of another answer in the same place are asked for anew: %s", (_, write) => {
    const { container, rerender } = render(<Markdown text={write("https://images.example/a.png")} />);
    fireEvent.click(screen.getByRole("button"));
    const image = screen.getByRole("img");
    rerender(<Markdown text={write("https://evil.example/a.png?q=secret")} />);
    expect(container.querySelector("img")).toBeNull();
    const button = screen.getByRole("button", { name: "Load image from evil.example" });
    expect(container.querySelector('[data-slot="markdown-image"]')).toHaveAttribute("data-state", "offered");
    expect(image).not.toBeInTheDocument();
    fireEvent.click(button);
    fireEvent.error(screen.getByRole("img"));
    rerender(<Markdown text={write("https://evil.example/b.png")} />);
    expect(screen.queryByRole("alert")).toBeNull();
    expect(screen.getByRole("button", { name: "Load image from evil.example" })).toBeVisible();
  });

  it("without a description are named by their host", () => {
    render(<Markdown text="![](https://images.example/a.png)" />);
    fireEvent.click(screen.getByRole("button"));
    expect(screen.getByRole("img", { name: "Image from images.example" })).toBeVisible();
  });

  it("in a link stand behind it", () => {
    const { container } = render(
      <Markdown text="[![Status](https://images.example/a.svg)](https://ci.example)" />,
    );
    const link = screen.getByRole("link");
    expect(link).toHaveTextContent("Status ci.example");
    expect(link).not.toContainElement(screen.getByRole("button"));
    expect(container.querySelector("a button")).toBeNull();
  });
});

describe("references", () => {
  it("become links when the answer defines them at its end, and the rest is not rendered again", async () => {
    const text = "See [the docs][1] and [this].\n\nOther paragraph.\n\n";
    const { container, rerender } = render(<Markdown text={text} isStreaming />);
    expect(root(container)).toHaveTextContent("See [the docs][1] and [this].Other paragraph.");
    const other = screen.getByText("Other paragraph.").firstChild;
    rerender(
      <Markdown text={`${text}[1]: https://docs.example\n[this]: https://this.example\n`} isStreaming />,
    );
    expect(screen.getAllByRole("link").map(({ textContent }) => textContent)).toEqual([
      "the docs docs.example",
      "this this.example",
    ]);
    expect(screen.getByText("Other paragraph.").firstChild).toBe(other);
  });

  it("in a link are words", () => {
    render(<Markdown text={"[a [b] c](https://d.example)\n\n[b]: https://e.example"} />);
    expect(screen.getByRole("link")).toHaveTextContent("a b c d.example");
  });
});

describe("words of ours", () => {
  it("are all labels", () => {
    const labels = {
      code: "Code",
      codeRegion: (language: string) => `Code in ${language}`,
      table: "Tabelle",
      loadImage: (host: string) => `Bild von ${host} laden`,
      taskDone: "Erledigt",
    };
    render(
      <LanguageContext value={{ locale: "de", labels: { frame: { copy: "Kopieren" }, markdown: labels } }}>
        <Markdown text={`${answer}\n\n- [x] a\n- [ ] b`} labels={{ taskOpen: "Noch offen" }} />
      </LanguageContext>,
    );
    expect(screen.getByRole("button", { name: "Kopieren Code in ts" })).toBeVisible();
    expect(screen.getByRole("button", { name: "Bild von images.example laden" })).toBeVisible();
    expect(screen.getByRole("group", { name: "Tabelle" })).toBeVisible();
    expect(screen.getByRole("group", { name: "Code in ts" })).toBeVisible();
    expect(screen.getByRole("checkbox", { name: "Erledigt" })).toBeChecked();
    expect(screen.getByRole("checkbox", { name: "Noch offen" })).not.toBeChecked();
  });

  it("that stay the same object render nothing again", () => {
    const labels = { table: "Tabelle" };
    const { container, rerender } = render(<Markdown text={answer} labels={labels} />);
    const observer = new MutationObserver(() => {});
    observer.observe(container, { childList: true, characterData: true, attributes: true, subtree: true });
    rerender(<Markdown text={answer} labels={labels} />);
    expect(observer.takeRecords()).toEqual([]);
    rerender(<Markdown text={answer} labels={{ table: "Tableau" }} />);
    expect(screen.getByRole("group", { name: "Tableau" })).toBeVisible();
    observer.disconnect();
  });
});

it("a heading without words is none", () => {
  render(<Markdown text={"## \n\nText\n\n#"} />);
  expect(screen.queryByRole("heading")).toBeNull();
});

describe("direction", () => {
  it("is each block's own, and code reads from the left", () => {
    const { container } = render(
      <Markdown text={"# שלום\n\nabc\n\n- שלום\n\n> abc\n\n```\na\n```\n\n`a` שלום"} />,
    );
    for (const selector of ["h3", "p", "ul", "blockquote"]) {
      expect(container.querySelector(selector)).toHaveAttribute("dir", "auto");
    }
    expect(container.querySelector('[data-slot="markdown-code"]')).toHaveAttribute("dir", "ltr");
    expect(container.querySelector("p > code")).toHaveAttribute("dir", "ltr");
    // The first words of a block decide only if nothing inside it has a direction of its own.
    expect(container.querySelector("li[dir], blockquote > p[dir]")).toBeNull();
  });
});
