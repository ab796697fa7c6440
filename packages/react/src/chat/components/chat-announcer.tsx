"use client";

import type { ComponentProps, ReactNode } from "react";
import { classNames } from "../../ui/class-names.ts";

export interface ChatAnnouncerProps extends Omit<ComponentProps<"p">, "children"> {
  /** What to say now. Saying the same twice takes an empty text between. */
  text: string;
}

/** The chat's one polite voice. Keep it mounted: screen readers notice only what changes in it. */
export function ChatAnnouncer({ text, className, ...props }: ChatAnnouncerProps): ReactNode {
  return (
    <p
      aria-live="polite"
      data-slot="chat-announcer"
      className={classNames("pareta-visually-hidden", className)}
      {...props}
    >
      {text}
    </p>
  );
}
