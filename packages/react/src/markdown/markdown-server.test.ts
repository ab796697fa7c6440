import { createElement } from "react";
import { renderToString } from "react-dom/server";
import { renderToReadableStream } from "react-dom/server.edge";
import { expect, it } from "vitest";
import * as door from "@pareta/react/markdown";

const text =
  "# Title\n\n- [x] **done**\n\n```ts\na\n```\n\n![a](https://images.example/a.png) [b](https://b.example)";

it("the door gives one component", () => {
  expect(Object.keys(door)).toEqual(["Markdown"]);
});

it("X3 X27 a server without a page renders it, with nothing to load and no style in an attribute", async () => {
  expect(typeof window).toBe("undefined");
  const element = createElement(door.Markdown, { text });
  const html = renderToString(element);
  expect(html).toMatch(/^<div class="pareta-markdown" data-slot="markdown" data-state="settled">/);
  expect(html).not.toMatch(/<(?:img|link|script|style)\b|\sstyle=/);
  const streamed = await new Response(await renderToReadableStream(element)).text();
  expect(streamed).toBe(html);
});
