import { plainText } from "../emphasis.ts";
import { parseInline } from "../inline-parser.ts";
import type { LinkDefinitions } from "../link-definitions.ts";
import { type MarkdownDocument, MarkdownParser } from "../markdown-parser.ts";
import type { Alignment, Block, Inline, ListBlock, TableBlock, TableRow } from "../markdown-tree.ts";

/** The tree as the HTML that CommonMark's examples are written in, to compare shapes. Not for showing anything. */
export function documentHtml({ blocks, definitions }: MarkdownDocument): string {
  return blocks.map((block) => blockHtml(block, definitions, false)).join("");
}

export function plainHtml(text: string): string {
  return documentHtml(new MarkdownParser().parse(text));
}

const escaped = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

/** Percent-encoded as the examples have it. */
const encoded = (destination: string) =>
  escaped(encodeURI(destination).replace(/%25(?=[\da-f]{2})/gi, "%"))
    .replaceAll("[", "%5B")
    .replaceAll("]", "%5D");

function blockHtml(block: Block, definitions: LinkDefinitions, isTight: boolean): string {
  const inside = (text: string) => inlineHtml(parseInline(text), definitions);
  switch (block.type) {
    case "paragraph":
      return isTight ? `${inside(block.text)}\n` : `<p>${inside(block.text)}</p>\n`;
    case "heading":
      return `<h${block.level}>${inside(block.text)}</h${block.level}>\n`;
    case "code": {
      const name = block.language === "" ? "" : ` class="language-${escaped(block.language)}"`;
      const code = block.pieces.join("");
      return `<pre><code${name}>${escaped(code)}${code === "" ? "" : "\n"}</code></pre>\n`;
    }
    case "math":
      return `<p>${escaped(block.text)}</p>\n`;
    case "rule":
      return "<hr />\n";
    case "quote":
      return `<blockquote>\n${block.children.map((child) => blockHtml(child, definitions, false)).join("")}</blockquote>\n`;
    case "list":
      return listHtml(block, definitions);
    default:
      return tableHtml(block, inside);
  }
}

function listHtml({ first, isLoose, items }: ListBlock, definitions: LinkDefinitions): string {
  const tag = first === null ? "ul" : "ol";
  const start = first === null || first === 1 ? "" : ` start="${first}"`;
  const rows = items.map(({ task, children }) => {
    const box =
      task === null ? "" : `<input ${task === "done" ? 'checked="" ' : ""}disabled="" type="checkbox"> `;
    return `<li>${box}${children.map((child) => blockHtml(child, definitions, !isLoose)).join("")}</li>\n`;
  });
  return `<${tag}${start}>\n${rows.join("")}</${tag}>\n`;
}

function tableHtml({ alignments, header, rows }: TableBlock, inside: (text: string) => string): string {
  const align = (alignment: Alignment | undefined) => (alignment ? ` align="${alignment}"` : "");
  const row = (tag: string, { cells }: TableRow) =>
    `<tr>\n${alignments
      .map((alignment, index) => `<${tag}${align(alignment)}>${inside(cells[index] ?? "")}</${tag}>\n`)
      .join("")}</tr>\n`;
  const body = rows.length === 0 ? "" : `<tbody>\n${rows.map((one) => row("td", one)).join("")}</tbody>\n`;
  return `<table>\n<thead>\n${row("th", header)}</thead>\n${body}</table>\n`;
}

const tags = { emphasis: "em", strong: "strong", strikethrough: "del" } as const;

function inlineHtml(nodes: readonly Inline[], definitions: LinkDefinitions): string {
  const anchor = (destination: string, children: readonly Inline[]) =>
    `<a href="${encoded(destination)}">${inlineHtml(children, definitions)}</a>`;
  const image = (destination: string, alt: string) =>
    `<img src="${encoded(destination)}" alt="${escaped(alt)}" />`;
  return nodes
    .map((node) => {
      if (typeof node === "string") return escaped(node);
      switch (node.type) {
        case "code":
          return `<code>${escaped(node.text)}</code>`;
        case "break":
          return "<br />\n";
        case "link":
          return anchor(node.destination, node.children);
        case "image":
          return image(node.destination, node.alt);
        case "reference": {
          const destination = definitions.find(node.label);
          const inside = inlineHtml(node.children, definitions);
          if (destination === undefined) return `${node.isImage ? "![" : "["}${inside}]${escaped(node.tail)}`;
          return node.isImage
            ? image(destination, plainText(node.children))
            : anchor(destination, node.children);
        }
        default:
          return `<${tags[node.type]}>${inlineHtml(node.children, definitions)}</${tags[node.type]}>`;
      }
    })
    .join("");
}
