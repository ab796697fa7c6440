"use client";

import { type ReactNode, use, useEffect, useState } from "react";
import { MarkdownSettingsContext } from "./markdown-context.ts";

/** Milliseconds for which the button says what became of it. */
const noticeTime = 2_000;

/** Copies a text exactly as the model wrote it. */
export function CopyButton({ text }: { readonly text: () => string }): ReactNode {
  const { labels } = use(MarkdownSettingsContext);
  const [state, setState] = useState<"ready" | "copied" | "failed">("ready");

  useEffect(() => {
    if (state === "ready") return undefined;
    const timer = setTimeout(() => setState("ready"), noticeTime);
    return () => clearTimeout(timer);
  }, [state]);

  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(text());
      setState("copied");
    } catch {
      // Refused by the reader or by the page's policy, or no secure page: there is no clipboard then.
      setState("failed");
    }
  }

  const notice = { ready: "", copied: labels.copied, failed: labels.copyFailed }[state];
  return (
    <>
      <button
        type="button"
        className="pareta-markdown-button"
        data-slot="markdown-copy"
        data-state={state}
        onClick={() => void copy()}
      >
        {notice || labels.copy}
      </button>
      <output className="pareta-markdown-unseen">{notice}</output>
    </>
  );
}
