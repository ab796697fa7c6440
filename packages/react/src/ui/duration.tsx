"use client";

import type { ReactNode } from "react";
import { formatClock, formatDuration } from "../format/format-duration.ts";
import { useLocale } from "../labels/language-context.ts";
import { Figure, type FigureProps } from "./figure.tsx";

export interface DurationProps extends FigureProps {
  /** Milliseconds. `null` reads "Not reported". */
  value: number | null | undefined;
  /** `units`: `840 ms`, `2 min 14 s`. `clock`: `2:14`, for a time that runs. Default `"units"`. */
  format?: "units" | "clock" | undefined;
}

/** A length of time. */
export function Duration({ value, format = "units", ...props }: DurationProps): ReactNode {
  const locale = useLocale();
  const milliseconds = typeof value === "number" && Number.isFinite(value) ? value : null;
  return (
    <Figure data-slot="duration" {...props}>
      {format === "clock" && milliseconds !== null
        ? formatClock(milliseconds, { locale })
        : formatDuration(milliseconds, { locale })}
    </Figure>
  );
}
