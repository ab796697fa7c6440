"use client";

import type { ReactNode } from "react";
import { formatMoney } from "../format/format-money.ts";
import { frameLabels } from "../labels/frame-labels.ts";
import { useLabels, useLocale } from "../labels/language-context.ts";
import { Figure, type FigureProps } from "./figure.tsx";

export interface MoneyProps extends FigureProps {
  /**
   * Micro-USD (1,000,000 = $1.00), such as `run.costMicroUsd`; integers as text are exact at any length. `null` reads "Not
   * reported". A text of dollars such as `run.cost` is refused by its type: it has lost what is less than a cent.
   */
  value: number | bigint | `${bigint}` | null | undefined;
  /**
   * `total`: a billed sum, floored to cents, `<$0.01` for what is less. `rate`: the price of one unit, never floored; also
   * for the bill of one answer, `$0.000064`. Default `"total"`.
   */
  kind?: "total" | "rate" | undefined;
  /** 1000 shows a rate as the price of a thousand. Default 1. */
  per?: 1 | 1000 | undefined;
}

/** An amount of US dollars. */
export function Money({ value, kind = "total", per = 1, ...props }: MoneyProps): ReactNode {
  const locale = useLocale();
  const { perThousand } = useLabels("frame", frameLabels, props.labels);
  const microUsd = readMicroUsd(value);
  const isPerThousand = per === 1000 && microUsd !== null;
  const amount = isPerThousand
    ? formatMoney(thousandOf(microUsd), { kind: "rate", locale })
    : formatMoney(microUsd, { kind: kind === "rate" ? "rate" : "total", locale });
  return (
    <Figure data-slot="money" {...props}>
      {isPerThousand && amount !== null ? perThousand(amount) : amount}
    </Figure>
  );
}

/** Not in the component: the React Compiler takes the literal of a bigint there for a number's. */
function thousandOf(microUsd: number | bigint): number | bigint {
  return typeof microUsd === "bigint" ? microUsd * 1000n : microUsd * 1000;
}

/** A number that is too large to be exact is no amount: wrong digits would look like right ones. */
function readMicroUsd(value: unknown): number | bigint | null {
  if (typeof value === "bigint") return value;
  if (typeof value === "string") return /^-?\d{1,30}$/.test(value) ? BigInt(value) : null;
  return typeof value === "number" && Math.abs(value) <= Number.MAX_SAFE_INTEGER ? value : null;
}
