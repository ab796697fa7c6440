"use client";

import type { ReactNode } from "react";
import { formatPercent } from "../format/format-percent.ts";
import { useLocale } from "../labels/language-context.ts";
import { Figure, type FigureProps } from "./figure.tsx";

export interface PercentProps extends FigureProps {
  /** A share, 0 to 1; what lies beyond is shown as it is. `null` reads "Not reported". */
  value: number | null | undefined;
  /** Rows it was measured on: under 100 there is no decimal to show. Default: many. */
  n?: number | null | undefined;
}

/** A share in percent. */
export function Percent({ value, n = null, ...props }: PercentProps): ReactNode {
  const locale = useLocale();
  return (
    <Figure data-slot="percent" {...props}>
      {formatPercent(typeof value === "number" ? value : null, { n, locale })}
    </Figure>
  );
}
