"use client";

import { type ReactNode, use } from "react";
import { Heading, type HeadingLevel } from "../ui/heading.tsx";
import { inlineContent } from "./inline-view.tsx";
import { MarkdownSettingsContext } from "./markdown-context.ts";
import type { HeadingBlock } from "./markdown-tree.ts";

/** It looks as it was written and counts as the page's outline needs it. No id comes from a model's words. */
export function HeadingView({
  block,
  dir,
}: {
  readonly block: HeadingBlock;
  readonly dir: "auto" | undefined;
}): ReactNode {
  const { headingLevel } = use(MarkdownSettingsContext);
  // An outline names nothing by it, and a stream may stop right here.
  if (block.text.trim() === "") return null;
  const level = Math.min(Math.max(headingLevel, 1) + block.depth - 1, 6);
  return (
    <Heading level={level as HeadingLevel} dir={dir} data-level={block.level}>
      {inlineContent(block)}
    </Heading>
  );
}
