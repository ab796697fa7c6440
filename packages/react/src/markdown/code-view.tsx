"use client";

import { type ReactNode, use } from "react";
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
  return (
    <div className="pareta-markdown-code" data-slot="markdown-code" dir="ltr">
      <div className="pareta-markdown-code-bar">
        <bdi>{name}</bdi>
        <CopyButton value={() => pieces.join("")} />
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
