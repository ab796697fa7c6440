"use client";

import type { ComponentProps, ReactNode } from "react";
import { cleanText } from "../format/clean-text.ts";
import { type FrameLabels, frameLabels } from "../labels/frame-labels.ts";
import { useLabels } from "../labels/language-context.ts";
import { choice } from "./choice.ts";
import { classNames } from "./class-names.ts";
import { Figure } from "./figure.tsx";
import { Icon, type IconName } from "./icon.tsx";
import type { SomeLabels } from "../labels/some-labels.ts";

type Tone = "ok" | "cold" | "bad" | "busy" | "neutral";

const known = new Map<string, { readonly icon: IconName; readonly tone: Tone }>([
  ["live", { icon: "disc", tone: "ok" }],
  ["starting", { icon: "half", tone: "cold" }],
  ["asleep", { icon: "moon", tone: "cold" }],
  ["stopped", { icon: "square", tone: "neutral" }],
  ["failed", { icon: "alert", tone: "bad" }],
  ["queued", { icon: "clock", tone: "neutral" }],
  ["running", { icon: "arc", tone: "busy" }],
  ["evaluating", { icon: "bars", tone: "busy" }],
  ["completed", { icon: "done", tone: "ok" }],
]);

const unknown = { icon: "dashes", tone: "neutral" } as const;

export interface StatusBadgeProps extends Omit<ComponentProps<"span">, "children"> {
  /** Any word the server uses: one that is not known shows as it is. `null` reads "Not reported". */
  status: string | null | undefined;
  /** Default `"medium"`. */
  size?: "small" | "medium" | undefined;
  /** Speak a change (`role="status"`). For one badge that is followed, not for the rows of a list. Default false. */
  live?: boolean | undefined;
  /** Words in place of the provider's `labels`, one by one. Default: those, then English. */
  labels?: SomeLabels<FrameLabels> | undefined;
}

/** Where something stands: icon, word and colour say the same. */
export function StatusBadge({
  status,
  size = "medium",
  live = false,
  labels,
  className,
  ...props
}: StatusBadgeProps): ReactNode {
  const words = useLabels("frame", frameLabels, labels);
  const name = typeof status === "string" ? cleanText(status, { limit: 120 }) : null;
  const { icon, tone } = known.get(name ?? "") ?? unknown;
  return (
    <span
      role={live ? "status" : undefined}
      data-slot="status-badge"
      data-state={name === null ? "missing" : known.has(name) ? name : "unknown"}
      data-tone={tone}
      data-size={choice(size, ["medium", "small"])}
      className={classNames("pareta-status", className)}
      {...props}
    >
      {name === null ? (
        <Figure {...(labels && { labels })}>{null}</Figure>
      ) : (
        <>
          <Icon name={icon} />
          <bdi className="pareta-status-word">{wordOf(name, words)}</bdi>
        </>
      )}
    </span>
  );
}

function wordOf(status: string, { statuses }: FrameLabels): string {
  const own = [statuses, frameLabels.statuses].find((words) => words && Object.hasOwn(words, status));
  return own?.[status] ?? status;
}
