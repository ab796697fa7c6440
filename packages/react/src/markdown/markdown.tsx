"use client";

import { type ComponentProps, useMemo, useState } from "react";
import { useLabels } from "../labels/language-context.ts";
import { type MarkdownLabels, markdownLabels } from "../labels/markdown-labels.ts";
import { classNames } from "../ui/class-names.ts";
import { BlockRuns } from "./block-view.tsx";
import { LinkDefinitionsContext, MarkdownSettingsContext } from "./markdown-context.ts";
import { MarkdownParser } from "./markdown-parser.ts";
import type { SomeLabels } from "../labels/some-labels.ts";

export interface MarkdownProps extends Omit<ComponentProps<"div">, "children" | "dangerouslySetInnerHTML"> {
  /** The answer so far, whole. */
  text: string;
  /** More of it is coming: an unfinished end is shown as what it will likely become. Default `false`. */
  isStreaming?: boolean | undefined;
  /**
   * It has ended before its end, stopped or cut: what was closed while it streamed stays closed, and a marker without
   * text is not shown. Default `false`.
   */
  isPartial?: boolean | undefined;
  /**
   * Level of the answer's topmost heading, 1 to 6, so that the page keeps its outline; those below follow without
   * gaps. Default 3.
   */
  headingLevel?: number | undefined;
  /** Keep the object itself stable: another one renders every block again. */
  labels?: SomeLabels<MarkdownLabels> | undefined;
}

/**
 * Markdown as a model writes it, safe to show at every moment of a stream: CommonMark with GFM's tables, task lists,
 * strikethrough and autolinks. HTML and math are shown as text. Nothing is fetched before a reader asks for it: images
 * are buttons, links say where they lead, and only `https:`, `http:` and `mailto:` are links at all.
 *
 * Give it the whole text at each publish. Only what is new is parsed, and only the block that grows renders again.
 * It has the props that a chat hands to its text, so it can be handed to one as it is. It throws for no text.
 *
 * @example
 * ```tsx
 * import { Markdown } from "@pareta/react/markdown";
 *
 * const answer = "## Yes\n\nA **small** model is enough, says [the guide](https://pareta.ai/docs).";
 *
 * export function Answer({ text = answer, isStreaming = false }) {
 *   return <Markdown text={text} isStreaming={isStreaming} headingLevel={3} />;
 * }
 * ```
 */
export function Markdown({
  text,
  isStreaming = false,
  isPartial = false,
  headingLevel = 3,
  labels: ownLabels,
  className,
  ...props
}: MarkdownProps) {
  // A cache and no state: what it gives depends on the text alone, in whatever order renders come.
  const [parser] = useState(() => new MarkdownParser());
  const { blocks, definitions } = parser.parse(text, isStreaming ? "growing" : isPartial ? "cut" : "whole");
  const labels = useLabels("markdown", markdownLabels, ownLabels);
  const settings = useMemo(() => ({ labels, headingLevel }), [labels, headingLevel]);
  return (
    <MarkdownSettingsContext value={settings}>
      <LinkDefinitionsContext value={definitions}>
        <div
          className={classNames("pareta-markdown", className)}
          data-slot="markdown"
          data-state={isStreaming ? "streaming" : "settled"}
          {...props}
        >
          <BlockRuns blocks={blocks} />
        </div>
      </LinkDefinitionsContext>
    </MarkdownSettingsContext>
  );
}
