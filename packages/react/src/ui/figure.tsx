"use client";

import type { ComponentProps, ReactNode } from "react";
import { type FrameLabels, frameLabels } from "../labels/frame-labels.ts";
import { useLabels } from "../labels/language-context.ts";
import { classNames } from "./class-names.ts";
import type { SomeLabels } from "../labels/some-labels.ts";

export interface FigureProps extends Omit<ComponentProps<"span">, "children"> {
  /** Words in place of the provider's `labels`, one by one. Default: those, then English. */
  labels?: SomeLabels<FrameLabels> | undefined;
}

/** What every number of the kit is shown in; `null` is a dash that is read as words. */
export function Figure({
  children,
  labels,
  className,
  ...props
}: FigureProps & { children: string | null }): ReactNode {
  const { notReported } = useLabels("frame", frameLabels, labels);
  return (
    <span
      dir="auto"
      data-state={children === null ? "missing" : "reported"}
      className={classNames("pareta-figure", className)}
      {...props}
    >
      {children ?? (
        <>
          <span aria-hidden="true">—</span>
          <span className="pareta-visually-hidden">{notReported}</span>
        </>
      )}
    </span>
  );
}
