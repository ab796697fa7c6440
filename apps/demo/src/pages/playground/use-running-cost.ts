import type { ChatEntry } from "@pareta/react";
import { useState } from "react";

/** What the answers of a conversation have cost so far. */
export interface RunningCost {
  /** Micro-USD, the sum of the receipts; `null` when no answer had one. */
  readonly microUsd: number | null;
  /** Answers that may have cost something nobody reported. */
  readonly unknown: number;
}

type Bills = ReadonlyMap<string, Pick<ChatEntry, "billed" | "billedMicroUsd">>;

/**
 * Adds up what each answer's end says of its bill, versions that are out of sight included. A retry with the same
 * settings settles the bill of its first try; with others it is a request of its own, and both count.
 */
export function useRunningCost(settings: string) {
  const [bills, setBills] = useState<Bills>(() => new Map());

  function addAnswer({ id, billed, billedMicroUsd }: ChatEntry) {
    setBills((known) => new Map(known).set(`${id} ${settings}`, { billed, billedMicroUsd }));
  }

  return { cost: sumOf(bills), addAnswer };
}

function sumOf(bills: Bills): RunningCost {
  const charged = [...bills.values()].filter(({ billed }) => billed !== "no");
  const receipts = charged.flatMap(({ billed, billedMicroUsd }) =>
    billed === "yes" && billedMicroUsd !== null ? [billedMicroUsd] : [],
  );
  const microUsd = receipts.length === 0 ? null : receipts.reduce((sum, amount) => sum + amount, 0);
  return { microUsd, unknown: charged.length - receipts.length };
}
