import { flushSync } from "react-dom";
import { createRoot, hydrateRoot, type Root } from "react-dom/client";
import { renderToString } from "react-dom/server";
import { afterEach, describe, expect, it, vi } from "vitest";
import { userEvent } from "vitest/browser";
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

afterEach(() => {
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

  it("a caret behind the last word while more is coming, and only there", () => {
    const { container, show } = mount();
    const carets = () =>
      [...container.querySelectorAll("p, li, h3, td, code")].filter(
        (element) => getComputedStyle(element, "::after").content !== "none",
      );
    for (const text of [
      "# a",
      "a\n\nb",
      "- a\n- b",
      "- a\n  - b",
      "- a\n\n- b",
      "> a\n>\n> b",
      "1. a\n   - b\n2. c",
    ]) {
      show(text, true);
      expect(carets()).toHaveLength(1);
      expect(carets()[0]?.textContent).toBe(text.at(-1));
      show(text, false);
      expect(carets()).toEqual([]);
    }
  });

  it("code selected by hand is the code, over all its pieces", () => {
    const { container, show } = mount();
    const code = Array.from(
      { length: 400 },
      (_, index) => `const value${index} = ${index};${index % 9 ? "" : "\n"}`,
    ).join("\n");
    show(`\`\`\`ts\n${code}\n\`\`\``, false);
    const pre = container.querySelector("pre");
    if (pre === null) throw new Error("There is no code.");
    expect(pre.querySelectorAll("span").length).toBeGreaterThan(2);
    getSelection()?.selectAllChildren(pre);
    expect(getSelection()?.toString().trimEnd()).toBe(code.trimEnd());
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
