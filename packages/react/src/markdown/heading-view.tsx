"use client";

import { type ReactNode, use } from "react";
import { inlineContent } from "./inline-view.tsx";
import { MarkdownSettingsContext } from "./markdown-context.ts";
import type { HeadingBlock } from "./markdown-tree.ts";

const tags = ["h1", "h2", "h3", "h4", "h5", "h6"] as const;

/** It looks as it was written and counts as the page's outline needs it. No id comes from a model's words. */
export function HeadingView({
  block,
  dir,
}: {
  readonly block: HeadingBlock;
  readonly dir: "auto" | undefined;
}): ReactNode {
  const { headingLevel } = use(MarkdownSettingsContext);
  const Tag = tags[Math.min(Math.max(headingLevel, 1) + block.depth - 2, 5)] ?? "h6";
  return (
    <Tag dir={dir} data-level={block.level}>
      {inlineContent(block)}
    </Tag>
  );
}
