"use client";

import { type ComponentProps, useState } from "react";
import { BlockRuns } from "./block-view.tsx";
import {
  LinkDefinitionsContext,
  type MarkdownSettings,
  MarkdownSettingsContext,
} from "./markdown-context.ts";
import { defaultLabels, type MarkdownLabels } from "./markdown-labels.ts";
import { MarkdownParser } from "./markdown-parser.ts";

export interface MarkdownProps extends Omit<ComponentProps<"div">, "children" | "dangerouslySetInnerHTML"> {
  /** The answer so far, whole. */
  text: string;
  /** More of it is coming: an unfinished end is shown as what it will likely become. Default `false`. */
  isStreaming?: boolean;
  /**
   * Level of the answer's topmost heading, 1 to 6, so that the page keeps its outline; those below follow without
   * gaps. Default 3.
   */
  headingLevel?: number;
  labels?: Partial<MarkdownLabels>;
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
 * <Markdown text={answer} isStreaming={status === "streaming"} />
 */
export function Markdown({
  text,
  isStreaming = false,
  headingLevel = 3,
  labels,
  className,
  ...props
}: MarkdownProps) {
  // A cache and no state: what it gives depends on the text alone, in whatever order renders come.
  const [parser] = useState(() => new MarkdownParser());
  const { blocks, definitions } = parser.parse(text, isStreaming);
  const settings = useSettings(headingLevel, labels);
  return (
    <MarkdownSettingsContext value={settings}>
      <LinkDefinitionsContext value={definitions}>
        <div
          className={className === undefined ? "pareta-markdown" : `pareta-markdown ${className}`}
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

/** The same object until a value changes, so that labels written inline render nothing again. */
function useSettings(headingLevel: number, own: Partial<MarkdownLabels> | undefined): MarkdownSettings {
  const labels = { ...defaultLabels, ...own };
  const [settings, setSettings] = useState<MarkdownSettings>({ labels, headingLevel });
  const names = Object.keys(labels) as (keyof MarkdownLabels)[];
  const isSame =
    settings.headingLevel === headingLevel && names.every((name) => labels[name] === settings.labels[name]);
  if (isSame) return settings;
  const changed = { labels, headingLevel };
  setSettings(changed);
  return changed;
}
