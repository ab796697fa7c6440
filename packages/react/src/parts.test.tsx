import { act, cleanup, render } from "@testing-library/react";
import { StrictMode } from "react";
import { hydrateRoot } from "react-dom/client";
import { renderToString } from "react-dom/server";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { naughtyStrings } from "./testing/naughty-strings.ts";
import { partSamples } from "./testing/part-samples.ts";

/** What a value that was not understood leaves on a page. */
const leftovers = /NaN|undefined|Invalid Date|\[object |function|=>/;

/** Those that are themselves such a word tell nothing apart. */
const naughtyTexts = naughtyStrings.filter((text) => !leftovers.test(text));

const unseen = /(?![\n\t])\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u;

const wrongValues: readonly unknown[] = [
  null,
  undefined,
  "",
  "text",
  "12",
  0,
  -1,
  -0,
  0.5,
  1e21,
  Number.NaN,
  Infinity,
  -Infinity,
  Number.MAX_SAFE_INTEGER + 1,
  9_007_199_254_740_993n,
  true,
  false,
  [],
  [null],
  [undefined, 5, "text", {}],
  {},
  { toString: null },
  new Date(Number.NaN),
  new Date(8.64e15),
  () => "called",
  Symbol("s"),
  new Map(),
  Object.create(null),
];

const consoleError = vi.spyOn(console, "error");
let reported: unknown[][] = [];

beforeEach(() => {
  reported = [];
  consoleError.mockImplementation((...values: unknown[]) => void reported.push(values));
  vi.useFakeTimers({ now: Date.UTC(2026, 6, 1, 12) });
});

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

/** The page's text once every timer of the first second has run. */
function textOf(element: React.ReactElement): string {
  const { container, unmount } = render(element);
  act(() => void vi.advanceTimersByTime(1100));
  const text = container.textContent;
  unmount();
  return text;
}

describe.each(partSamples)("$name", ({ render: renderPart, props }) => {
  it("shows what it is given without leftovers and without a word to the console", () => {
    expect(textOf(<StrictMode>{renderPart(props)}</StrictMode>)).not.toMatch(leftovers);
    expect(reported).toEqual([]);
  });

  it("X27 R15 has no style attribute from a server, and hydrates without a mismatch", async () => {
    const element = <StrictMode>{renderPart(props)}</StrictMode>;
    const html = renderToString(element);
    expect(html).not.toContain("style=");
    const container = document.body.appendChild(document.createElement("div"));
    container.innerHTML = html;
    const mismatches: unknown[] = [];
    const onRecoverableError = (error: unknown) => mismatches.push(error);
    const root = await act(async () => hydrateRoot(container, element, { onRecoverableError }));
    expect(mismatches).toEqual([]);
    expect(reported).toEqual([]);
    await act(async () => root.unmount());
    container.remove();
  });
});

/** Words of the page's own, which it may write as it likes. */
const hostWords = new Set(["title", "description", "children"]);

/** One test for each prop, so that none of them does the work of all. */
const dataProps = partSamples.flatMap(({ data, ...part }) => data.map((prop) => ({ ...part, prop })));

it.each(dataProps)("D2 $name takes any value for its $prop", ({ render: renderPart, props, prop }) => {
  for (const value of wrongValues) {
    const text = textOf(renderPart({ ...props, [prop]: value }));
    expect(text).not.toMatch(leftovers);
  }
  const { [prop]: _, ...rest } = props;
  expect(textOf(renderPart(rest))).not.toMatch(leftovers);
});

const textsOfOneTest = 20;
const firstTexts = naughtyTexts.flatMap((_, index) => (index % textsOfOneTest === 0 ? [index] : []));
const textProps = partSamples.flatMap(({ texts, ...part }) =>
  texts.flatMap((prop) => firstTexts.map((first) => ({ ...part, prop, first }))),
);

it.each(textProps)(
  "D10 D12 $name takes any text as its $prop, and shows nothing unseen (from number $first of the list on)",
  ({ render: renderPart, props, prop, first }) => {
    for (const text of naughtyTexts.slice(first, first + textsOfOneTest)) {
      const shown = textOf(renderPart({ ...props, [prop]: text }));
      expect(shown).not.toMatch(leftovers);
      expect(hostWords.has(prop) ? "" : shown).not.toMatch(unseen);
    }
    expect(document.querySelector("script, svg[onload], img")).toBeNull();
  },
);
