"use client";

import { type ComponentProps, type ReactNode, useState } from "react";
import { formatAbsoluteTime, formatRelativeTime, type Instant, readInstant } from "../format/format-time.ts";
import type { FrameLabels } from "../labels/frame-labels.ts";
import { useLocale } from "../labels/language-context.ts";
import { classNames } from "./class-names.ts";
import { Figure } from "./figure.tsx";
import { useNow } from "./use-now.ts";
import type { SomeLabels } from "../labels/some-labels.ts";

export interface RelativeTimeProps extends Omit<ComponentProps<"time">, "children" | "dateTime"> {
  /** Unix seconds or milliseconds, ISO 8601, or a Date. `null`, and what names no time, reads "Not reported". */
  value: Instant | null | undefined;
  /** Words in place of the provider's `labels`, one by one. Default: those, then English. */
  labels?: SomeLabels<FrameLabels> | undefined;
}

/** How long ago, or how far off; it ticks. The exact time is its title, in the reader's time zone. */
export function RelativeTime({ value, labels, className, ...props }: RelativeTimeProps): ReactNode {
  const locale = useLocale();
  const at = readInstant(value);
  const [pace, setPace] = useState(1000);
  const now = useNow(at === null ? null : pace);
  if (at === null) {
    return (
      <Figure data-slot="relative-time" className={className} {...(labels && { labels })}>
        {null}
      </Figure>
    );
  }
  const isRecent = now === null || Math.abs(now - at) < 60_000;
  const wanted = isRecent ? 1000 : 30_000;
  if (wanted !== pace) setPace(wanted);
  const exact = new Date(at).toISOString();
  return (
    <time
      dir="auto"
      data-slot="relative-time"
      data-state={now === null ? "server" : "ticking"}
      dateTime={exact}
      title={now === null ? undefined : formatAbsoluteTime(at, { locale })}
      className={classNames("pareta-figure", className)}
      {...props}
    >
      {/* A server knows neither the reader's clock nor their time zone. */}
      {now === null ? exact.slice(0, 10) : formatRelativeTime(at, now, { locale })}
    </time>
  );
}
