import { describe, expect, it } from "vitest";
import { plainHtml } from "./testing/plain-html.ts";

/** Without white space between elements. */
const shape = (text: string) =>
  plainHtml(text)
    .replace(/>\s+</g, "><")
    .replace(/\s+(<\/?(?:li|ul|ol))/g, "$1")
    .trim();

const cell = (tag: string, text: string, alignment = "") =>
  `<${tag}${alignment && ` align="${alignment}"`}>${text}</${tag}>`;
const row = (tag: string, ...texts: string[]) => `<tr>${texts.map((text) => cell(tag, text)).join("")}</tr>`;
const table = (head: string, ...body: string[]) =>
  `<table><thead>${head}</thead>${body.length > 0 ? `<tbody>${body.join("")}</tbody>` : ""}</table>`;
const ab = row("th", "a", "b");

describe("tables", () => {
  it.each([
    ["header and rows", "| a | b |\n| - | - |\n| 1 | 2 |", table(ab, row("td", "1", "2"))],
    ["a header alone", "| a | b |\n| - | - |", table(ab)],
    ["no outer pipes", "a | b\n- | -\n1 | 2", table(ab, row("td", "1", "2"))],
    ["one column", "| a |\n| - |\n| 1 |", table(row("th", "a"), row("td", "1"))],
    [
      "alignment",
      "|a|b|c|d|\n|:-|:-:|-:|-|",
      table(
        `<tr>${cell("th", "a", "left")}${cell("th", "b", "center")}${cell("th", "c", "right")}${cell("th", "d")}</tr>`,
      ),
    ],
    [
      "missing and surplus cells",
      "|a|b|\n|-|-|\n|1|\n|1|2|3|",
      table(ab, row("td", "1", ""), row("td", "1", "2")),
    ],
    [
      "escaped pipes, in code too",
      "|a|b|\n|-|-|\n|x \\| y|`p \\| q`|",
      table(ab, row("td", "x | y", "<code>p | q</code>")),
    ],
    [
      "inline markdown in cells",
      "|a|b|\n|-|-|\n|**1**|~~2~~|",
      table(ab, row("td", "<strong>1</strong>", "<del>2</del>")),
    ],
    [
      "it ends at a blank line",
      "|a|b|\n|-|-|\n|1|2|\n\n|3|4|",
      `${table(ab, row("td", "1", "2"))}<p>|3|4|</p>`,
    ],
    [
      "it ends at another block",
      "|a|b|\n|-|-|\n|1|2|\n> q",
      `${table(ab, row("td", "1", "2"))}<blockquote><p>q</p></blockquote>`,
    ],
    ["a line without pipes is a row", "|a|b|\n|-|-|\n1", table(ab, row("td", "1", ""))],
    ["behind a paragraph's lines", "These:\n|a|b|\n|-|-|", `<p>These:</p>${table(ab)}`],
    ["in an item", "- |a|b|\n  |-|-|\n  |1|2|", `<ul><li>${table(ab, row("td", "1", "2"))}</li></ul>`],
    ["in a quote", "> |a|b|\n> |-|-|", `<blockquote>${table(ab)}</blockquote>`],
    ["another number of columns is text", "|a|b|\n|-|", "<p>|a|b|\n|-|</p>"],
    ["a line that is no delimiter is text", "|a|b|\n|-|x|", "<p>|a|b|\n|-|x|</p>"],
    [
      "a lazy line below a quote is no delimiter",
      "> |a|b|\n|-|-|",
      "<blockquote><p>|a|b|\n|-|-|</p></blockquote>",
    ],
  ])("%s", (_, text, html) => {
    expect(shape(text)).toBe(html);
  });

  it("a cell can break its line (C4)", () => {
    expect(shape("|a<br>b|\n|-|")).toBe(table(row("th", "a<br />\nb")));
  });

  it("what is wider than 64 columns is text", () => {
    const wide = (columns: number) => `${"|a".repeat(columns)}|\n${"|-".repeat(columns)}|`;
    expect(shape(wide(64))).toMatch(/^<table>/);
    expect(shape(wide(65))).toMatch(/^<p>/);
  });

  it("goes on in another table after 100 rows, under the same header", () => {
    const html = shape(`|a|b|\n|-|-|\n${"|1|2|\n".repeat(250)}`);
    expect(html.match(/<table><thead><tr><th>a<\/th>/g)).toHaveLength(3);
    expect(html.match(/<td>1<\/td>/g)).toHaveLength(250);
  });
});

describe("lists", () => {
  it.each([
    [
      "tasks",
      "- [ ] a\n- [x] b\n- [X] c",
      '<ul><li><input disabled="" type="checkbox"> a</li><li><input checked="" disabled="" type="checkbox"> b</li><li><input checked="" disabled="" type="checkbox"> c</li></ul>',
    ],
    [
      "brackets that are no task",
      "- [] a\n- [y] b\n- [x]c",
      "<ul><li>[] a</li><li>[y] b</li><li>[x]c</li></ul>",
    ],
    ["a task only at the start of an item", "[x] a", "<p>[x] a</p>"],
    ["numbers that begin elsewhere", "7. a\n8. b", '<ol start="7"><li>a</li><li>b</li></ol>'],
  ])("%s", (_, text, html) => {
    expect(shape(text)).toBe(html);
  });

  it("goes on in another list after 200 items, with the next number", () => {
    const html = shape("1. a\n".repeat(401));
    expect(html.match(/<ol[^>]*>/g)).toEqual(["<ol>", '<ol start="201">', '<ol start="401">']);
    expect(html.match(/<li>/g)).toHaveLength(401);
  });
});

describe("inline", () => {
  it.each([
    ["strikethrough takes two", "~~a~~ ~b~ ~~~c~~~", "<p><del>a</del> ~b~ ~~~c~~~</p>"],
    ["approximations stay", "~5 and ~6", "<p>~5 and ~6</p>"],
    ["a URL", "see https://a.bc/d?e=f.", '<p>see <a href="https://a.bc/d?e=f">https://a.bc/d?e=f</a>.</p>'],
    [
      "a URL in parentheses",
      "(https://a.bc/d_(e))",
      '<p>(<a href="https://a.bc/d_(e)">https://a.bc/d_(e)</a>)</p>',
    ],
    [
      "a URL in emphasis",
      "**https://a.bc**",
      '<p><strong><a href="https://a.bc">https://a.bc</a></strong></p>',
    ],
    [
      "underscores in a URL",
      "https://a.bc/_d_e_",
      '<p><a href="https://a.bc/_d_e">https://a.bc/_d_e</a>_</p>',
    ],
    [
      "a URL before a full stop of another script",
      "详见https://a.bc/d。",
      '<p>详见<a href="https://a.bc/d">https://a.bc/d</a>。</p>',
    ],
    ["www.", "www.a.bc/d", '<p><a href="https://www.a.bc/d">www.a.bc/d</a></p>'],
    ["an address", "to a.b+c@d-e.fg.", '<p>to <a href="mailto:a.b+c@d-e.fg">a.b+c@d-e.fg</a>.</p>'],
    ["no address without a dot", "a@b, @c.de, a@.b", "<p>a@b, @c.de, a@.b</p>"],
    ["no URL inside a word", "xhttps://a.bc /www.a.bc", "<p>xhttps://a.bc /www.a.bc</p>"],
    ["no URL without a host", "https:// https://. https:///a", "<p>https:// https://. https:///a</p>"],
    [
      "no URL of another scheme",
      "ftp://a.bc javascript://%0aalert(1)",
      "<p>ftp://a.bc javascript://%0aalert(1)</p>",
    ],
    [
      "emphasis beside a script without spaces",
      "**注意（重要）**在此",
      "<p><strong>注意（重要）</strong>在此</p>",
    ],
    [
      "emphasis around a quotation of one",
      "これは**「強調」**です",
      "<p>これは<strong>「強調」</strong>です</p>",
    ],
    [
      "a version is no address (C1)",
      "react@19.3.1 a@b.c2 vue@3.x next@16.0.0-rc",
      "<p>react@19.3.1 a@b.c2 vue@3.x next@16.0.0-rc</p>",
    ],
    [
      "nor what ends in a dash or an underscore (C1)",
      "a.b-c_d@a.b- a.b-c_d@a.b_",
      "<p>a.b-c_d@a.b- a.b-c_d@a.b_</p>",
    ],
    [
      "an address with a dot behind it (C1)",
      "a.b-c_d@a.b.",
      '<p><a href="mailto:a.b-c_d@a.b">a.b-c_d@a.b</a>.</p>',
    ],
    [
      "line breaks in HTML, without attributes (C4)",
      "a<br>b<BR/>c<br />d<br class=x>",
      "<p>a<br />\nb<br />\nc<br />\nd&lt;br class=x&gt;</p>",
    ],
    ["no line break in code (C4)", "`<br>`", "<p><code>&lt;br&gt;</code></p>"],
    [
      "a host before Chinese (C5)",
      "请看https://a.bc请访问",
      '<p>请看<a href="https://a.bc">https://a.bc</a>请访问</p>',
    ],
    [
      "a port before Japanese (C5)",
      "https://a.bc:80を",
      '<p><a href="https://a.bc:80">https://a.bc:80</a>を</p>',
    ],
    ["www. before Thai (C5)", "www.a.bcครับ", '<p><a href="https://www.a.bc">www.a.bc</a>ครับ</p>'],
    [
      "a host before full-width punctuation (C5)",
      "https://a.bc，再见……",
      '<p><a href="https://a.bc">https://a.bc</a>，再见……</p>',
    ],
    [
      "a host and a path of another script (C5)",
      "https://例え.jp/漢字",
      '<p><a href="https://%E4%BE%8B%E3%81%88.jp/%E6%BC%A2%E5%AD%97">https://例え.jp/漢字</a></p>',
    ],
    ["bold beside quotes in Thai (C3)", 'เขา**"ไป"**แล้ว', "<p>เขา<strong>&quot;ไป&quot;</strong>แล้ว</p>"],
    [
      "bold beside quotes in Khmer, Hebrew and Hindi (C3)",
      'ខ**«ក»**គ ה**"מ"**ש कि**“ख”**में',
      "<p>ខ<strong>«ក»</strong>គ ה<strong>&quot;מ&quot;</strong>ש कि<strong>“ख”</strong>में</p>",
    ],
    ["but not inside Latin words (C3)", 'a**"b"**c', "<p>a**&quot;b&quot;**c</p>"],
    ["footnotes are text", "a[^1]\n\n[^1]: b", "<p>a[^1]</p><p>[^1]: b</p>"],
  ])("%s", (_, text, html) => {
    expect(shape(text)).toBe(html);
  });
});

describe("math is text as it is written", () => {
  it.each([
    ["dollars", "$a_1 + b_1 \\cdot *c*$", "<p>$a_1 + b_1 \\cdot *c*$</p>"],
    ["two dollars", "so $$a_1*b*c_1$$ holds", "<p>so $$a_1*b*c_1$$ holds</p>"],
    ["parentheses", "\\(a_1 * b_1*c\\)", "<p>\\(a_1 * b_1*c\\)</p>"],
    ["brackets", "\\[ x_1 \\\\ y_1 \\]", "<p>\\[ x_1 \\\\ y_1 \\]</p>"],
    [
      "a block",
      "So\n$$\nx\n= y_1 *z*\n- 1\n$$\n*so*",
      "<p>So</p><p>$$\nx\n= y_1 *z*\n- 1\n$$</p><p><em>so</em></p>",
    ],
    ["a block in brackets", "\\[\n# x\n\\]\na", "<p>\\[\n# x\n\\]</p><p>a</p>"],
    ["an opener without an end takes no more than its paragraph", "$$\na\n\n# b", "<p>$$\na</p><h1>b</h1>"],
    [
      "dollars that rate a price are no math (C2)",
      "$$ is **mid** and $$$",
      "<p>$$ is <strong>mid</strong> and $$$</p>",
    ],
    ["nor are those with a word between (C2)", "$$ *or* $$ here", "<p>$$ <em>or</em> $$ here</p>"],
    ["spaces at the edges of a formula (C2)", "$$ a_1*b*c_1 = 2 $$", "<p>$$ a_1*b*c_1 = 2 $$</p>"],
    ["prices are no math", "$5 *and* $10, US$5-$10", "<p>$5 <em>and</em> $10, US$5-$10</p>"],
    [
      "nothing with bold in it is math",
      "$5 or **$6** for US$ payers",
      "<p>$5 or <strong>$6</strong> for US$ payers</p>",
    ],
    ["an escape without an end is an escape", "\\(a", "<p>(a</p>"],
  ])("%s", (_, text, html) => {
    expect(shape(text)).toBe(html);
  });
});
