"use client";

import { type MouseEvent, type ReactNode, useEffect, useState } from "react";
import { shownText } from "../format/shown-text.ts";
import { type FrameLabels, frameLabels } from "../labels/frame-labels.ts";
import { useLabels } from "../labels/language-context.ts";
import { Announcement } from "./announcement.tsx";
import { Button, type ButtonProps } from "./button.tsx";
import { classNames } from "./class-names.ts";
import { copyShapes, ShapeIcon } from "./icon.tsx";
import type { SomeLabels } from "../labels/some-labels.ts";

export interface CopyButtonProps extends Omit<ButtonProps, "value"> {
  /** What goes to the clipboard, without what nobody sees; a function is asked when it is pressed. */
  value: string | (() => string);
  /** Default `"quiet"`. At most one `"primary"` in a view. */
  variant?: "plain" | "primary" | "quiet" | undefined;
  /** What the button says. Default `"Copy"`. */
  children?: ReactNode | undefined;
  /** Words in place of the provider's `labels`, one by one. Default: those, then English. */
  labels?: SomeLabels<FrameLabels> | undefined;
}

const icons = { idle: "copy", copied: "check", failed: "cross" } as const;

/** Copies, and says for two seconds whether it did. Clipboards are closed to pages without HTTPS. */
export function CopyButton({
  value,
  variant = "quiet",
  labels,
  className,
  children,
  onClick,
  ...props
}: CopyButtonProps): ReactNode {
  const words = useLabels("frame", frameLabels, labels);
  const [state, setState] = useState<keyof typeof icons>("idle");
  useEffect(() => {
    if (state === "idle") return undefined;
    const timer = setTimeout(() => setState("idle"), 2000);
    return () => clearTimeout(timer);
  }, [state]);
  // A page may show hundreds of these: a live region comes with the first press, its words a moment later.
  const [isSpeaking, setIsSpeaking] = useState(false);
  const copy = async (event: MouseEvent<HTMLButtonElement>) => {
    onClick?.(event);
    if (event.defaultPrevented) return;
    setIsSpeaking(true);
    try {
      await navigator.clipboard.writeText(shownText(typeof value === "function" ? value() : value));
      setState("copied");
    } catch {
      setState("failed");
    }
  };
  const outcome = { idle: "", copied: words.copied, failed: words.copyFailed }[state];
  return (
    <>
      <Button
        variant={variant}
        data-slot="copy-button"
        data-state={state}
        className={classNames("pareta-copy", className)}
        onClick={(event) => void copy(event)}
        {...props}
      >
        <ShapeIcon name={icons[state]} shape={copyShapes[icons[state]]} />
        <span className="pareta-copy-word">{outcome || (children ?? words.copy)}</span>
      </Button>
      {isSpeaking && <Announcement>{outcome}</Announcement>}
    </>
  );
}
