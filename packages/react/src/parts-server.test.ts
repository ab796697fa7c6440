import { renderToString } from "react-dom/server";
import { expect, it } from "vitest";
import { partSamples } from "./testing/part-samples.ts";

// This file runs in Node, without a DOM: a reference to `window` at import or while rendering fails it.

it.each(partSamples)("R15 $name renders on a server", ({ render, props }) => {
  expect(renderToString(render(props))).not.toContain("style=");
});

it("nobody is offline on a server", () => {
  const silent = partSamples.filter(({ render, props }) => renderToString(render(props)) === "");
  expect(silent.map(({ name }) => name)).toEqual(["OfflineBar"]);
});
