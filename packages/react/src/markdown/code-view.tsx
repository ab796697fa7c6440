"use client";

import { type ReactNode, use, useEffect, useRef, useState } from "react";
import { frameLabels } from "../labels/frame-labels.ts";
import { useLabels } from "../labels/language-context.ts";
import { CopyButton } from "../ui/copy-button.tsx";
import { TextPieces } from "../ui/live-text.tsx";
import { MarkdownSettingsContext } from "./markdown-context.ts";
import type { CodeBlock } from "./markdown-tree.ts";
import { ScrollRegion } from "./scroll-region.tsx";

/** Code with its language and a button that copies it. */
export function CodeView({ language, pieces }: CodeBlock): ReactNode {
  const { labels } = use(MarkdownSettingsContext);
  const name = language || labels.code;
  const label = language === "" ? labels.code : labels.codeRegion(name);
  const copy = `${useLabels("frame", frameLabels).copy} ${label}`;
  // Its place is known from the page: a block that is whole does not render again for those behind it.
  const element = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState(1);
  useEffect(() => {
    const bars = element.current?.closest(".pareta-markdown")?.querySelectorAll(".pareta-markdown-code-bar");
    const same = [...(bars ?? [])].filter(({ firstChild }) => firstChild?.textContent === name);
    setPlace(same.findIndex((bar) => bar === element.current) + 1);
  }, [name]);
  return (
    <div className="pareta-markdown-code" data-slot="markdown-code" dir="ltr">
      <div ref={element} className="pareta-markdown-code-bar">
        <bdi>{name}</bdi>
        <CopyButton value={() => pieces.join("")} aria-label={place > 1 ? `${copy} ${place}` : copy} />
      </div>
      <ScrollRegion label={label}>
        <pre>
          <code>
            <TextPieces pieces={pieces} className="pareta-markdown-piece" />
          </code>
        </pre>
      </ScrollRegion>
    </div>
  );
}
