"use client";

import { type ComponentProps, type ReactNode, useEffect, useState } from "react";
import { formatTimeOfDay, type Instant, readInstant } from "../format/format-time.ts";
import { type FrameLabels, frameLabels } from "../labels/frame-labels.ts";
import { useLabels, useLocale } from "../labels/language-context.ts";
import { classNames } from "./class-names.ts";
import { Icon } from "./icon.tsx";
import { useOnline } from "./use-online.ts";
import type { SomeLabels } from "../labels/some-labels.ts";

export interface OfflineBarProps extends Omit<ComponentProps<"output">, "children"> {
  /** When what is shown was fetched last. Default: nothing is said about it. */
  lastUpdatedAt?: Instant | null | undefined;
  /** Words in place of the provider's `labels`, one by one. Default: those, then English. */
  labels?: SomeLabels<FrameLabels> | undefined;
}

/** A slim bar while the browser is offline, spoken once; nothing while it is online. */
export function OfflineBar(props: OfflineBarProps): ReactNode {
  return useOnline() ? null : <Bar {...props} />;
}

function Bar({ lastUpdatedAt, labels, className, ...props }: OfflineBarProps) {
  const { offlineSince } = useLabels("frame", frameLabels, labels);
  const locale = useLocale();
  // Words that come with their live region are not spoken; these come a moment after it.
  const [now, setNow] = useState<number | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => setNow(Date.now()), 0);
    return () => clearTimeout(timer);
  }, []);
  const at = readInstant(lastUpdatedAt);
  return (
    <output
      data-slot="offline-bar"
      data-state="offline"
      className={classNames("pareta-base pareta-offline", className)}
      {...props}
    >
      <Icon name="offline" />
      {now !== null && offlineSince(at === null ? null : formatTimeOfDay(at, now, { locale }))}
    </output>
  );
}
