import * as fc from "fast-check";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { Markdown } from "./index.ts";
import { explosiveShapes } from "./testing/explosive-shapes.ts";
import { forbiddenMarkup } from "./testing/forbidden-markup.ts";
import { hostileMarkdown } from "./testing/hostile-markdown.ts";
import { markdown } from "./testing/markdown-arbitraries.ts";
import { naughtyKinds, naughtyStrings } from "../testing/naughty-strings.ts";
import { inEachPlace } from "./testing/naughty-markdown.ts";

const rendered = (text: string, isStreaming = false) =>
  renderToStaticMarkup(<Markdown text={text} isStreaming={isStreaming} />);

/** Many answers in one page, which costs less than a page for each. */
const renderedAll = (texts: readonly string[], isStreaming: boolean) =>
  renderToStaticMarkup(
    texts.map((text, index) => <Markdown key={index} text={text} isStreaming={isStreaming} />),
  );

function parsed(text: string): DocumentFragment {
  const template = document.createElement("template");
  template.innerHTML = rendered(text);
  return template.content;
}

const links = (text: string) => [...parsed(text).querySelectorAll("a")].map((link) => link.textContent);

const ofRow = (row: string) => hostileMarkdown.filter(([name]) => name === row).map(([, text]) => text);

describe("the scan of what is rendered", () => {
  it("finds what it looks for", () => {
    const hostile = [
      "<script></script>",
      "<img src=x>",
      "<p style=a></p>",
      "<p id=a></p>",
      "<p onclick=a></p>",
      "<svg></svg>",
      "<a href=javascript:1></a>",
      '<p class="other"></p>',
      '<button type="button"><span tabindex="-1"></span></button>',
      '<button type="button" data-slot="copy-button"><svg onload="a"></svg></button>',
      '<button type="button" data-slot="copy-button"><svg><use href="a"></use></svg></button>',
      "<link rel=preload>",
    ];
    for (const html of hostile) expect([html, forbiddenMarkup(html).length]).not.toEqual([html, 0]);
    expect(forbiddenMarkup(rendered("# a\n\n[b](https://c.example) `d`\n\n```\ne\n```"))).toEqual([]);
  });
});

describe("at every prefix of every payload, streaming or not, nothing is rendered but what is allowed", () => {
  it.each(hostileMarkdown)("X9 %s %s", (_, text) => {
    const prefixes = Array.from({ length: text.length + 1 }, (_item, length) => text.slice(0, length));
    for (const isStreaming of [true, false]) {
      expect(forbiddenMarkup(renderedAll(prefixes, isStreaming))).toEqual([]);
    }
  });

  it("X9 nor of what is made of parts of attacks at random", () => {
    fc.assert(
      fc.property(markdown, fc.boolean(), (text, isStreaming) => {
        expect(forbiddenMarkup(rendered(text, isStreaming))).toEqual([]);
      }),
      { numRuns: 1_500 },
    );
  });
});

describe("X1 HTML is text", () => {
  it.each(ofRow("X1"))("%s", (text) => {
    const shown = parsed(text).textContent.replace(/\s+/g, "");
    const words = text.replace(/&lt;|&#60;/g, "<").replace(/&gt;|&#62;/g, ">");
    // All that was written can be read, but for what is markdown and the words of our own buttons.
    for (const tag of words.match(/<[a-z/][^<>|]*>/g) ?? []) {
      expect(shown.includes(tag.replace(/\s+/g, "")) || text.startsWith('```"')).toBe(true);
    }
    expect(
      parsed(text).querySelector(
        "script, img, svg:not([data-icon]), math, iframe, style, form, base, meta, b",
      ),
    ).toBeNull();
  });
});

describe("X2 other schemes and what is no absolute address are no links", () => {
  it.each(ofRow("X2"))("%s", (text) => {
    for (const link of parsed(text).querySelectorAll("a")) expect(link.host).toBe("ok.example");
  });
});

describe("X3 an image in any place is a button, and nothing is loaded, preloaded or styled", () => {
  it.each(ofRow("X3"))("%s", (text) => {
    const loading =
      "img, link, picture, source, video, object, style, [src], [srcset], [style], [poster], [data]";
    expect(parsed(text).querySelector(loading)).toBeNull();
    for (const button of parsed(text).querySelectorAll("button")) {
      expect(button.textContent).toBe("Load image from evil.example");
    }
  });

  it("offers each image that has an address", () => {
    expect(ofRow("X3").map((text) => parsed(text).querySelectorAll("button").length)).toEqual([
      1, 3, 2, 2, 2, 3, 1, 0, 1, 0, 0, 2, 2,
    ]);
  });
});

describe("X4 a link says its whole address, asks for no trust and gives nothing away", () => {
  it.each([...ofRow("X4"), "[a](https://b.example/?q=c#d)"])("%s", (text) => {
    const [link] = parsed(text).querySelectorAll("a");
    expect(link?.dataset["url"]).toBe(link?.getAttribute("href"));
    expect(link?.rel).toBe("noopener noreferrer nofollow ugc");
    expect(link?.getAttribute("referrerpolicy")).toBe("no-referrer");
    expect(link?.target).toBe("_blank");
    expect(rendered(text)).not.toMatch(/prefetch|preload|preconnect|ping=|title=/);
  });
});

describe("X5 addresses without brackets pass the same list", () => {
  it("only web and mail", () => {
    expect(links("www.evil.example http://evil.example a@evil.example javascript://%0aalert(1)")).toEqual([
      "www.evil.example",
      "http://evil.example",
      "a@evil.example",
    ]);
    expect(
      links(
        "<javascript:alert(1)> <data:text/html,x> <https://a.example> <mailto:a@b.example> <a@b.example>",
      ),
    ).toEqual(["https://a.example", "mailto:a@b.example", "a@b.example"]);
    expect(links("ftp://evil.example xmpp:a@b.example ws://evil.example")).toEqual(["a@b.example"]);
  });
});

describe("X6 a link says where it leads unless its words do", () => {
  it.each([
    ["[bank.com](https://bank.com/login)", "bank.com"],
    ["[bank.com](https://evil.example)", "bank.com evil.example"],
    ["[https://bank.com](https://evil.example)", "https://bank.com evil.example"],
    ["[bank.com](https://bank.com.evil.example)", "bank.com bank.com.evil.example"],
    ["[аррӏе.com](https://аррӏе.com)", "аррӏе.com xn--80ak6aa92e.com"],
    ["https://аррӏе.com/login", "https://аррӏе.com/login xn--80ak6aa92e.com"],
    ["[moc.knab\u202E](https://evil.example)", "moc.knab evil.example"],
    ["[\u2066bank\u200B.com\u2069\u{E0061}](https://evil.example)", "bank.com evil.example"],
    ["[](https://evil.example)", "evil.example"],
    ["[**bank.com** `a`](https://evil.example)", "bank.com a evil.example"],
    ["[Mail](mailto:a@evil.example)", "Mail a@evil.example"],
  ])("%s", (text, words) => {
    expect(links(text)).toEqual([words]);
  });

  it("the place is isolated from the direction of the words", () => {
    const [link] = parsed("[שלום](https://evil.example)").querySelectorAll("a");
    expect(link?.querySelector("bdi")?.textContent).toBe("evil.example");
  });

  it.each(ofRow("X6"))("no control is left in %j", (text) => {
    expect(parsed(text).textContent).not.toMatch(/[\u202A-\u202E]|[\u{E0000}-\u{E007F}]/u);
    for (const words of links(text)) expect(words).not.toMatch(/[\u200B\u00AD\u2066-\u2069\u200E\u200F]/);
  });
});

describe("X8 no name comes from a model's words", () => {
  it.each(ofRow("X8"))("%s", (text) => {
    expect(parsed(text).querySelector("[id], [name], [for], [form], [list], [aria-labelledby]")).toBeNull();
  });
});

describe("X10 no shape throws in a render, and the tree stays shallow", () => {
  it.each(Object.entries(explosiveShapes))("%s", (_, shape) => {
    for (const isStreaming of [true, false]) {
      // More than one piece, and more than one table.
      const html = rendered(shape(5_000), isStreaming);
      expect(forbiddenMarkup(html)).toEqual([]);
      let depth = 0;
      let deepest = 0;
      for (const [tag] of html.matchAll(/<\/?[a-z][^>]*>/g)) {
        if (tag.startsWith("</")) depth--;
        else if (!/^<(?:br|hr|input)\b/.test(tag)) deepest = Math.max(deepest, ++depth);
      }
      expect(deepest).toBeLessThan(70);
    }
  });
});

describe("D10 D12 text of every kind, in every place", () => {
  it("has a few hundred strings of our own", () => {
    expect(new Set(naughtyStrings).size).toBeGreaterThan(250);
  });

  it.each(Object.entries(naughtyKinds))("%s in six places each", (_, strings) => {
    const texts = strings.flatMap(inEachPlace);
    for (const isStreaming of [true, false]) {
      const html = renderedAll(texts, isStreaming);
      expect(forbiddenMarkup(html)).toEqual([]);
      expect(html.isWellFormed()).toBe(true);
    }
  });

  it("what is no markup is shown to the letter", () => {
    for (const text of [
      "undefined",
      "NaN",
      "[object Object]",
      "1e400",
      "'\"'",
      "漢字仮名交じり文",
      "👩‍👩‍👧‍👦",
      "שלום",
      "${7*7}",
      "é",
    ]) {
      expect(parsed(text).textContent).toBe(text);
    }
  });

  it("a word of a megabyte is cut into pieces, and 500 marks stay on their letter", () => {
    const pieces = parsed("x".repeat(1_000_000)).querySelectorAll("p");
    expect(pieces).toHaveLength(250);
    expect([...pieces].map(({ textContent }) => textContent).join("")).toBe("x".repeat(1_000_000));
    const marks = `a${"\u0301".repeat(500)}`;
    expect(parsed(marks).textContent).toBe(marks);
  });
});
