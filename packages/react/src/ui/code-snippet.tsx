"use client";

import { type ComponentProps, type KeyboardEvent, type ReactNode, useId, useRef } from "react";
import { cleanText } from "../format/clean-text.ts";
import { type FrameLabels, frameLabels } from "../labels/frame-labels.ts";
import { useLabels } from "../labels/language-context.ts";
import { classNames } from "./class-names.ts";
import { CopyButton } from "./copy-button.tsx";
import { stepOf } from "./step-of.ts";
import { useControlled } from "./use-controlled.ts";
import { useScrollTabStop } from "./use-scroll-tab-stop.ts";
import type { SomeLabels } from "../labels/some-labels.ts";

export interface CodeSample {
  /** On its tab. */
  readonly label: string;
  /** `"bash"`, `"python"`, `"ts"`: for a highlighter of the page's own, as `data-language`. */
  readonly language: string;
  readonly code: string;
}

export interface CodeSnippetProps extends Omit<ComponentProps<"div">, "children"> {
  /** One: no tabs. Labels may repeat. */
  samples: readonly CodeSample[];
  /** Index of the sample that is shown. Default: kept here. */
  selectedIndex?: number | undefined;
  /** Default 0. */
  defaultSelectedIndex?: number | undefined;
  /** Called when a reader chooses another tab, whoever holds the index. */
  onSelectedIndexChange?: ((index: number) => void) | undefined;
  /** How high rows and controls are. Default: as around it, `"comfortable"` where nothing says so. */
  density?: "comfortable" | "compact" | undefined;
  /** Words in place of the provider's `labels`, one by one. Default: those, then English. */
  labels?: SomeLabels<FrameLabels> | undefined;
}

/** The same call in several languages: a tab each, one press to copy. */
export function CodeSnippet({
  samples,
  selectedIndex,
  defaultSelectedIndex = 0,
  onSelectedIndexChange,
  density,
  labels,
  className,
  ...props
}: CodeSnippetProps): ReactNode {
  const words = useLabels("frame", frameLabels, labels);
  const id = useId();
  const [wanted, select] = useControlled(selectedIndex, defaultSelectedIndex, onSelectedIndexChange);
  const known = Array.isArray(samples) ? samples.filter(Boolean) : [];
  const shown = typeof wanted === "number" && known[wanted] ? wanted : 0;
  const sample = known[shown];
  if (!sample) return null;
  const isTabbed = known.length > 1;
  const label = cleanText(sample.label) ?? words.code;
  return (
    <div
      data-slot="code-snippet"
      data-pareta-density={density}
      className={classNames("pareta-base pareta-code", className)}
      {...props}
    >
      <div className="pareta-code-bar">
        {isTabbed ? (
          <Tabs id={id} samples={known} shown={shown} onSelect={select} label={words.languages} />
        ) : (
          <span className="pareta-code-name" dir="auto">
            {label}
          </span>
        )}
        <CopyButton value={sample.code} {...(labels && { labels })} />
      </div>
      <CodeText
        sample={sample}
        id={`${id}-panel`}
        role={isTabbed ? "tabpanel" : "region"}
        {...(isTabbed ? { "aria-labelledby": `${id}-${shown}` } : { "aria-label": label })}
      />
    </div>
  );
}

function CodeText({ sample, ...props }: ComponentProps<"pre"> & { sample: CodeSample }) {
  const element = useRef<HTMLPreElement>(null);
  const tabStop = useScrollTabStop(element);
  return (
    <pre
      ref={element}
      dir="ltr"
      className="pareta-code-text pareta-scroll-shade pareta-mono"
      {...tabStop}
      {...props}
    >
      <code data-language={cleanText(sample.language)}>{cleanText(sample.code) ?? ""}</code>
    </pre>
  );
}

interface TabsProps {
  id: string;
  samples: readonly CodeSample[];
  shown: number;
  onSelect: (index: number) => void;
  label: string;
}

function Tabs({ id, samples, shown, onSelect, label }: TabsProps) {
  const move = (event: KeyboardEvent<HTMLButtonElement>) => {
    const next = stepOf(event, { from: shown, count: samples.length, along: "line", wraps: true });
    if (next === null) return;
    event.preventDefault();
    onSelect(next);
    const tab = event.currentTarget.parentElement?.children[next];
    if (tab instanceof HTMLElement) tab.focus();
  };
  return (
    <div role="tablist" aria-label={label} className="pareta-code-tabs">
      {samples.map((sample, index) => (
        <button
          // oxlint-disable-next-line react/no-array-index-key -- labels may repeat, and samples keep their order
          key={index}
          type="button"
          role="tab"
          id={`${id}-${index}`}
          aria-selected={index === shown}
          aria-controls={`${id}-panel`}
          tabIndex={index === shown ? 0 : -1}
          className="pareta-code-tab"
          onClick={() => onSelect(index)}
          onKeyDown={move}
        >
          <bdi>{cleanText(sample.label) ?? index + 1}</bdi>
        </button>
      ))}
    </div>
  );
}
