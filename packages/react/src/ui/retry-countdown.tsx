"use client";

import { type ComponentProps, type ReactNode, useState } from "react";
import { formatTimeLeft } from "../format/format-duration.ts";
import { type Instant, readInstant } from "../format/format-time.ts";
import { type FrameLabels, frameLabels } from "../labels/frame-labels.ts";
import { useLabels, useLocale } from "../labels/language-context.ts";
import { Announcement } from "./announcement.tsx";
import { Button } from "./button.tsx";
import { classNames } from "./class-names.ts";
import { useNow } from "./use-now.ts";
import type { SomeLabels } from "../labels/some-labels.ts";

export interface RetryCountdownProps extends Omit<ComponentProps<"div">, "children"> {
  /** When somebody tries again: Unix ms or s, ISO 8601, or a Date. It only shows; it does not try by itself. */
  until: Instant | null | undefined;
  /** Shows "Try now". */
  onTryNow?: (() => void) | undefined;
  /** Shows "Stop". */
  onStop?: (() => void) | undefined;
  /** False where the page has a voice of its own that says it. Default true. */
  announced?: boolean | undefined;
  /** Words in place of the provider's `labels`, one by one. Default: those, then English. */
  labels?: SomeLabels<FrameLabels> | undefined;
}

/** The time until something is tried again: it ticks for the eye and is spoken once. */
export function RetryCountdown({
  until,
  onTryNow,
  onStop,
  announced = true,
  labels,
  className,
  ...props
}: RetryCountdownProps): ReactNode {
  const words = useLabels("frame", frameLabels, labels);
  const locale = useLocale();
  const now = useNow();
  const at = readInstant(until);
  const left = at === null || now === null ? 0 : Math.max(0, at - now);
  const sentence = left > 0 ? words.retryingIn(formatTimeLeft(left, { locale })) : words.retrying;
  return (
    <div
      data-slot="retry-countdown"
      data-state={left > 0 ? "waiting" : "due"}
      className={classNames("pareta-base pareta-countdown", className)}
      {...props}
    >
      <span role="timer">{sentence}</span>
      {announced && now !== null && <SpokenOnce key={at}>{sentence}</SpokenOnce>}
      {onTryNow && <Button onClick={onTryNow}>{words.tryNow}</Button>}
      {onStop && <Button onClick={onStop}>{words.stop}</Button>}
    </div>
  );
}

function SpokenOnce({ children }: { children: string }) {
  const [first] = useState(children);
  return <Announcement>{first}</Announcement>;
}
