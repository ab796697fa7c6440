"use client";

import type { ComponentProps, ReactNode } from "react";
import { type FrameLabels, frameLabels } from "../labels/frame-labels.ts";
import { useLabels } from "../labels/language-context.ts";
import { choice } from "./choice.ts";
import { classNames } from "./class-names.ts";
import type { SomeLabels } from "../labels/some-labels.ts";

export interface SkeletonProps extends Omit<ComponentProps<"span">, "children"> {
  /**
   * What will stand here, which gives its height: a line of `text` or of a `caption`, a `title`, a large `figure`, a table
   * `row`, a `control`, or a `block` as high as its surroundings make it. Default `"text"`.
   */
  shape?: "text" | "caption" | "title" | "figure" | "row" | "control" | "block" | undefined;
  /** Of the lines but the last, which is shorter. Default `"full"`. */
  width?: "short" | "medium" | "long" | "full" | undefined;
  /** Default 1. */
  lines?: number | undefined;
}

/** The place of something that is still loading, as large as it will be. Says nothing: `SkeletonGroup` does. */
export function Skeleton({
  shape = "text",
  width = "full",
  lines = 1,
  className,
  ...props
}: SkeletonProps): ReactNode {
  const count = Number.isFinite(lines) ? Math.min(Math.max(1, Math.trunc(lines)), 100) : 1;
  return (
    <span
      aria-hidden="true"
      data-slot="skeleton"
      data-shape={choice(shape, ["text", "caption", "title", "figure", "row", "control", "block"])}
      data-width={choice(width, ["full", "long", "medium", "short"])}
      className={classNames("pareta-skeleton", className)}
      {...props}
    >
      {Array.from({ length: count }, (_, line) => (
        <span key={line} className="pareta-skeleton-line" />
      ))}
    </span>
  );
}

export interface SkeletonGroupProps extends ComponentProps<"div"> {
  /** Words in place of the provider's `labels`, one by one. Default: those, then English. */
  labels?: SomeLabels<FrameLabels> | undefined;
}

/** Around the skeletons of one thing: one word for them all. */
export function SkeletonGroup({ labels, className, children, ...props }: SkeletonGroupProps): ReactNode {
  const { loading } = useLabels("frame", frameLabels, labels);
  return (
    <div
      data-slot="skeleton-group"
      data-state="loading"
      aria-busy="true"
      className={classNames("pareta-base pareta-skeleton-group", className)}
      {...props}
    >
      <output className="pareta-visually-hidden">{loading}</output>
      {children}
    </div>
  );
}
