import * as fc from "fast-check";
import { flushSync } from "react-dom";
import { createRoot, hydrateRoot, type Root } from "react-dom/client";
import { renderToString } from "react-dom/server";
import { afterEach, describe, expect, it, vi } from "vitest";
import { cdp, userEvent } from "vitest/browser";
import { Markdown } from "./index.ts";
import "./markdown.css";
import { forbiddenMarkup } from "./testing/forbidden-markup.ts";
import { hostileMarkdown } from "./testing/hostile-markdown.ts";
import { naughtyMarkdown } from "./testing/naughty-markdown.ts";

declare global {
  interface Window {
    /** Set by whatever of a payload comes to run. */
    __xss?: number;
    /** TypeScript knows nothing of it yet. What it makes is an object that passes for a string. */
    readonly trustedTypes: {
      createPolicy(
        name: string,
        rules: { createHTML: (html: string) => string },
      ): { createHTML: (html: string) => string };
    };
  }
}

const strictPolicy =
  "default-src 'none'; script-src 'none'; style-src 'none'; img-src 'none'; require-trusted-types-for 'script'";

/** A page of its own under the strictest policy; what breaks it is counted. */
async function openStrictPage(body: string) {
  const frame = document.createElement("iframe");
  frame.srcdoc = `<!doctype html><meta http-equiv="Content-Security-Policy" content="${strictPolicy}"><body>`;
  await new Promise((resolve) => {
    frame.addEventListener("load", resolve, { once: true });
    document.body.append(frame);
  });
  const page = frame.contentDocument;
  if (page === null || frame.contentWindow === null) throw new Error("The frame has no page.");
  const violations: string[] = [];
  page.addEventListener("securitypolicyviolation", ({ violatedDirective, sample, blockedURI }) => {
    violations.push(`${violatedDirective} ${blockedURI} ${sample}`);
  });
  // Parsed as a server's answer is, with attributes and handlers in effect.
  const policy = frame.contentWindow.trustedTypes.createPolicy("test", { createHTML: (html) => html });
  page.body.innerHTML = policy.createHTML(body);
  return { frame, page, window: frame.contentWindow, violations };
}

/** Violations, loads and handlers are reported in tasks of their own. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 50));

const foreignRequests = () =>
  performance
    .getEntriesByType("resource")
    .map(({ name }) => new URL(name))
    .filter(({ host }) => host !== location.host)
    .map(({ href }) => href);

const loading =
  "img, script, link, iframe, object, embed, video, audio, source, style, svg:not([data-icon]), [src], [srcset], [style]";

let root: Root | undefined;

function mount(container: Element = document.body.appendChild(document.createElement("div"))) {
  root = createRoot(container);
  const show = (text: string, isStreaming: boolean) =>
    flushSync(() => root?.render(<Markdown text={text} isStreaming={isStreaming} />));
  return { container, show };
}

/** `""` is the browser's own. */
const emulate = (name: string, value: string) =>
  cdp().send("Emulation.setEmulatedMedia", { features: value === "" ? [] : [{ name, value }] });

afterEach(async () => {
  await emulate("", "");
  root?.unmount();
  root = undefined;
  document.body.replaceChildren();
});

describe("in a real page", () => {
  it("X1 X3 X9 no payload runs or loads anything, at no prefix", async () => {
    const { container, show } = mount();
    for (const [, text] of hostileMarkdown) {
      for (let length = 1; length <= text.length; length += 2) {
        show(text.slice(0, length), true);
        expect(container.querySelector(loading)).toBeNull();
      }
      show(text, false);
      expect(container.querySelector(loading)).toBeNull();
      expect(forbiddenMarkup(container.innerHTML)).toEqual([]);
    }
    await settled();
    expect(window.__xss).toBeUndefined();
    expect(foreignRequests()).toEqual([]);
  });

  it("the canary sings where a payload is let in", async () => {
    const container = document.body.appendChild(document.createElement("div"));
    container.innerHTML = "<img src=data:, onerror='window.__xss = 1'>";
    await settled();
    expect(window.__xss).toBe(1);
    delete window.__xss;
  });

  it("X2 no link leads anywhere but to web and mail, as the browser itself reads it", () => {
    const { container, show } = mount();
    for (const [, text] of hostileMarkdown) {
      show(text, false);
      for (const link of container.querySelectorAll("a")) {
        expect(["https:", "http:", "mailto:"]).toContain(link.protocol);
        expect(link.username).toBe("");
      }
    }
  });

  it("X27 under the strictest policy, with Trusted Types, a server's page, its hydration and a stream break nothing", async () => {
    const all = hostileMarkdown.map(([, text]) => text).join("\n\n");
    const page = await openStrictPage(renderToString(<Markdown text={all} />));
    const taken = vi.fn<() => void>();
    const hydrated = hydrateRoot(page.page.body, <Markdown text={all} ref={taken} />);
    await vi.waitFor(() => expect(taken).toHaveBeenCalled());
    await settled();
    expect(page.page.querySelectorAll("a").length).toBeGreaterThan(20);
    hydrated.unmount();
    const { show } = mount(page.page.body.appendChild(page.page.createElement("div")));
    for (const [, text] of hostileMarkdown) {
      for (let length = 1; length <= text.length; length += 5) show(text.slice(0, length), true);
      show(text, false);
    }
    await settled();
    expect(page.violations).toEqual([]);
    expect(page.window.performance.getEntriesByType("resource")).toEqual([]);
    expect(page.window.__xss).toBeUndefined();
  });

  it("that policy reports what breaks it", async () => {
    const page = await openStrictPage('<p style="color: red"></p><img src="https://evil.example/a.png">');
    await settled();
    expect(page.violations.map((violation) => violation.split(" ")[0])).toEqual(
      expect.arrayContaining(["style-src-attr", "img-src"]),
    );
  });

  it("D10 D12 text of every kind is shown, and reads the same from a server", async () => {
    const errors: unknown[] = [];
    const taken = vi.fn<() => void>();
    const roots = naughtyMarkdown
      .filter((_, index) => index % 13 === 0)
      .map((text) => {
        const container = document.body.appendChild(document.createElement("div"));
        container.innerHTML = renderToString(<Markdown text={text} />);
        return hydrateRoot(container, <Markdown text={text} ref={taken} />, {
          onRecoverableError: (error) => errors.push([text, error]),
        });
      });
    await vi.waitFor(() => expect(taken).toHaveBeenCalledTimes(roots.length), { timeout: 10_000 });
    for (const hydrated of roots) hydrated.unmount();
    expect(roots.length).toBeGreaterThan(100);
    expect(errors).toEqual([]);
    expect(foreignRequests()).toEqual([]);
  });
});

/** A stream that stands still inside a block: its kind, the text, and what stands before the caret. */
const openBlocks: readonly (readonly [kind: string, text: string, last: string])[] = [
  ["a paragraph", "a\n\nb", "b"],
  ["a heading", "## a", "a"],
  ["a list", "- a\n- b", "b"],
  ["a list in a list", "1. a\n   - b\n2. c\n   - d", "d"],
  ["a list of paragraphs", "- a\n\n- b\n\n  c", "c"],
  ["a task list", "- [x] a\n- [ ] b", "b"],
  ["a quote", "> a\n>\n> b", "b"],
  ["a quote in a list in a quote", "> - a\n>   > b", "b"],
  ["fenced code", "```ts\na\nb", "a\nb"],
  ["code without a line yet", "```ts\n", ""],
  ["indented code", "    a\n    b", "a\nb"],
  ["code in a list", "- a\n  ```\n  b", "b"],
  ["a table", "| a | b |\n| - | - |\n| c | d", "d"],
  ["a table with empty cells", "| a | b | c |\n| - | - | - |\n| d |", "d"],
  ["the header of a table", "| a | b |\n| - | - |\n", "b"],
  ["math", "$$\na\nb", "$$\na\nb"],
  ["a link", "a [b](https://pareta.ai/docs)", "a b pareta.ai"],
];

describe("what a reader sees", () => {
  it("X4 X6 the whole address on focus, the host always", () => {
    const { container, show } = mount();
    show("[bank.com](https://evil.example/login?q=everything%20said)", false);
    const link = container.querySelector("a");
    if (link === null) throw new Error("There is no link.");
    expect(link.innerText).toBe("bank.com evil.example");
    expect(getComputedStyle(link, "::after").content).toBe("none");
    link.focus({ focusVisible: true });
    expect(getComputedStyle(link, "::after").content).toContain(
      "https://evil.example/login?q=everything%20said",
    );
  });

  it("X4 Escape puts the address away until the link is visited again", async () => {
    const { container, show } = mount();
    show("[bank.com](https://evil.example/login) ![plan](https://evil.example/plan.png)", false);
    for (const element of container.querySelectorAll<HTMLElement>("[data-url]")) {
      const address = () => getComputedStyle(element, "::after").content;
      element.focus({ focusVisible: true });
      await vi.waitFor(() => expect(address()).toContain("https://evil.example/"));
      await userEvent.keyboard("{Escape}");
      await vi.waitFor(() => expect(address()).toBe("none"));
      expect(document.activeElement).toBe(element);
      element.blur();
      element.focus({ focusVisible: true });
      await vi.waitFor(() => expect(address()).toContain("https://evil.example/"));
    }
  });

  it("X6 an override in the words does not reorder the host", () => {
    const { container, show } = mount();
    show("[\u202Emoc.knab](https://evil.example) [שלום](https://evil.example)", false);
    const places = [...container.querySelectorAll("bdi")];
    expect(places.map(({ textContent }) => textContent)).toEqual(["evil.example", "evil.example"]);
    for (const place of places) expect(getComputedStyle(place).unicodeBidi).toBe("isolate");
  });

  it.each(openBlocks)(
    "one caret while %s is open, behind its last word, and none at the end (F6)",
    (_, text, last) => {
      const { container, show } = mount();
      const carets = () =>
        [...container.querySelectorAll("*")].filter(
          (element) => getComputedStyle(element, "::after").content !== "none",
        );
      // What stood before is not where the next word will stand.
      for (const before of [
        "",
        "Before.\n\n",
        "- one\n\n> two\n\n| a |\n| - |\n| b |\n\n```\nc\n```\n\n***\n\nEnd.\n\n",
      ]) {
        show(before + text, true);
        expect(carets().map(({ textContent }) => textContent)).toEqual([last]);
        show(before + text, false);
        expect(carets()).toEqual([]);
      }
    },
  );

  it("the caret stands still under reduced motion, and blinks without (F7)", async () => {
    const { container, show } = mount();
    for (const [, text] of openBlocks) {
      show(text, true);
      const names = () =>
        [...container.querySelectorAll("*")]
          .map((element) => getComputedStyle(element, "::after"))
          .filter(({ content }) => content !== "none")
          .map(({ animationName }) => animationName);
      await emulate("prefers-reduced-motion", "reduce");
      expect(names()).toEqual(["none"]);
      await emulate("prefers-reduced-motion", "");
      expect(names()).toEqual(["pareta-markdown-caret"]);
    }
  });

  it("the caret has the color of text in forced colors (F8)", async () => {
    const { container, show } = mount();
    show("a", true);
    await emulate("forced-colors", "active");
    const paragraph = container.querySelector("p");
    if (paragraph === null) throw new Error("There is no paragraph.");
    const { backgroundColor, forcedColorAdjust } = getComputedStyle(paragraph, "::after");
    expect(backgroundColor).toBe(getComputedStyle(paragraph).color);
    expect(backgroundColor).not.toBe(getComputedStyle(document.documentElement).backgroundColor);
    expect(forcedColorAdjust).toBe("none");
  });

  it("quotes and lists of any depth keep room for words at 390 px (F27)", () => {
    const { container, show } = mount();
    if (container instanceof HTMLElement) container.style.width = "358px";
    for (const mark of ["> ", "- ", "> - ", "1. "]) {
      for (const depth of [4, 12, 20]) {
        show(`${mark.repeat(depth)}words that are read`, false);
        const leaf = [...container.querySelectorAll("p, li")].at(-1);
        expect(leaf?.getBoundingClientRect().width).toBeGreaterThan(150);
        expect(container.scrollWidth).toBeLessThanOrEqual(358);
      }
    }
  });

  it.each([
    [
      "many lines",
      Array.from({ length: 900 }, (_, index) => `const value${index} = ${index};${index % 9 ? "" : "\n"}`),
    ],
    ["one line of many kilobytes", ["x = ", "[0, 1],".repeat(3_000)]],
    ["long lines among short ones", ["a", "b ".repeat(4_500), "c", "d".repeat(9_000), "", "e"]],
  ])("code of %s, selected by hand, is the code and has no line more (B13)", (_, lines) => {
    const { container, show } = mount();
    const code = lines.join("\n");
    for (let length = 900; length < code.length; length += 900)
      show(`\`\`\`ts\n${code.slice(0, length)}`, true);
    show(`\`\`\`ts\n${code}\n\`\`\``, false);
    const pre = container.querySelector("pre");
    if (pre === null) throw new Error("There is no code.");
    expect(pre.querySelectorAll("span").length).toBeGreaterThan(2);
    getSelection()?.selectAllChildren(pre);
    expect(getSelection()?.toString().trimEnd()).toBe(code.trimEnd());
    expect(pre.getBoundingClientRect().height).toBeLessThan((lines.join("\n").split("\n").length + 1) * 20);
  });

  it("a table and code scroll in a region that takes the focus, and the answer does not", () => {
    const { container, show } = mount();
    if (container instanceof HTMLElement) container.style.width = "320px";
    show(
      `| ${"wide cell | ".repeat(20)}\n| ${"- | ".repeat(20)}\n\n\`\`\`\n${"code ".repeat(60)}\n\`\`\`\n\n${"word".repeat(100)}`,
      false,
    );
    const regions = [...container.querySelectorAll<HTMLElement>('[role="group"]')];
    expect(regions).toHaveLength(2);
    for (const region of regions) {
      expect(region.scrollWidth).toBeGreaterThan(region.clientWidth);
      region.focus();
      expect(region).toBe(document.activeElement);
    }
    expect(container.scrollWidth).toBeLessThanOrEqual(320);
  });
});

/** A stream of every kind of text, as its prefixes. */
const growing = (text: string, step: number) =>
  Array.from({ length: Math.ceil(text.length / step) }, (_, index) => text.slice(0, (index + 1) * step));

const answer =
  "# Why a small model\n\nIt is **as *good*** and `cheap`, says [the guide](https://pareta.ai/docs) and ![a plan](https://e.com/x.png).\n" +
  "A ~~dear~~ [reference][1] too.\n\n- one **item**\n- [x] two `items`\n\n> A quote, with *words*\n\n| a | b |\n| - | - |\n" +
  "| one | **two** |\n\n```ts\nconst a = 1;\nconst b = 2;\n```\n\n$$\nx = 1\n$$\n\n[1]: https://pareta.ai\n\nThe end.";

describe("what else changes the page", () => {
  it("a selection in an answer that grows survives each publish (B13)", () => {
    const { container, show } = mount();
    const selection = getSelection();
    if (selection === null) throw new Error("There is no selection.");
    const lost: string[] = [];
    const [first = "", ...rest] = growing(answer, 3);
    show(first, true);
    for (const text of rest) {
      // What stands last, where React would write anew.
      const walker = document.createTreeWalker(container, NodeFilter.SHOW_TEXT);
      let last: Node | null = null;
      while (walker.nextNode()) if (walker.currentNode.textContent?.trim()) last = walker.currentNode;
      if (!last?.parentElement?.closest("a, figure, .pareta-markdown-image")) {
        const word = last?.textContent?.match(/^\s*\w+/)?.[0] ?? "";
        if (last && word.length > 2) selection.setBaseAndExtent(last, 0, last, word.length - 1);
      }
      const before = selection.toString();
      const anchor = selection.anchorNode;
      const wasThere = before !== "" && container.textContent.includes(before);
      show(text, true);
      if (wasThere && anchor?.isConnected && selection.toString() !== before) lost.push(text);
    }
    expect(lost).toEqual([]);
    show(answer, false);
    const paragraph = container.querySelector("p span");
    if (paragraph?.firstChild) selection.selectAllChildren(paragraph);
    expect(selection.toString()).toBe("It is ");
  });

  it("a word that is selected in the block that grows stays selected to the end of the answer (B13)", () => {
    const { container, show } = mount();
    for (const [kind, text] of openBlocks) {
      show("", true);
      show(text, true);
      const leaf = [...container.querySelectorAll("span")].findLast((span) => /^\w/.test(span.textContent));
      const node = leaf?.firstChild;
      if (!node) continue;
      getSelection()?.setBaseAndExtent(node, 0, node, 1);
      const selected = getSelection()?.toString();
      for (const more of growing(" more words and **more**.\n\nAnd the end.", 2)) show(text + more, true);
      expect([kind, getSelection()?.toString()]).toEqual([kind, selected]);
    }
  });

  it("a translator that wraps texts at any moment loses none of them and breaks nothing (B13)", () => {
    const texts = fc.array(
      fc.constantFrom(...answer.split(/(?<=\n\n)/), ...openBlocks.map(([, text]) => `${text}\n\n`)),
      {
        minLength: 1,
        maxLength: 5,
      },
    );
    fc.assert(
      fc.property(
        texts,
        fc.integer({ min: 1, max: 40 }),
        fc.infiniteStream(fc.nat(9)),
        (parts, step, chance) => {
          const { container, show } = mount();
          const whole = parts.join("");
          const changes = [
            ...growing(whole, step).map((text) => [text, true] as const),
            [whole, false] as const,
          ];
          for (const [text, isStreaming] of changes) {
            show(text, isStreaming);
            if (Number(chance.next().value) < 4) translate(container, () => Number(chance.next().value) < 5);
          }
          const expected = document.createElement("div");
          const other = createRoot(expected);
          flushSync(() => other.render(<Markdown text={whole} />));
          expect(container.textContent).toBe(expected.textContent);
          // It goes away, and is written anew, as any other.
          show("Another.", false);
          expect(container.textContent).toBe("Another.");
          root?.unmount();
          expect(container.childNodes).toHaveLength(0);
          other.unmount();
        },
      ),
      { numRuns: 60 },
    );
  });
});

/** As page translators do: each text goes into elements of its own. */
function translate(container: Element, isWanted: () => boolean) {
  const walker = document.createTreeWalker(container, NodeFilter.SHOW_TEXT);
  const nodes: Node[] = [];
  while (walker.nextNode()) nodes.push(walker.currentNode);
  for (const node of nodes) {
    if (node.parentElement?.localName === "font" || !isWanted()) continue;
    const [outer, inner] = [document.createElement("font"), document.createElement("font")];
    inner.textContent = node.textContent;
    outer.append(inner);
    node.parentNode?.replaceChild(outer, node);
  }
}
