/** What a call cost, as the server reports it (contract 6.2, A.1). */
export interface StreamReceipt {
  /** Micro-USD; 0 when an earlier answer was replayed; `null` when not reported. */
  readonly billedMicroUsd: number | null;
  /** Micro-USD; `null` when not reported. */
  readonly frontierWouldHaveCostMicroUsd: number | null;
  /** How many times dearer the frontier would have been, to one decimal; `null` without both numbers or with a bill of 0. */
  readonly savingsFactor: number | null;
}

export function makeReceipt(billed: number | null, frontier: number | null): StreamReceipt {
  return {
    billedMicroUsd: billed,
    frontierWouldHaveCostMicroUsd: frontier,
    savingsFactor: billed && frontier !== null ? Math.round((frontier / billed) * 10) / 10 : null,
  };
}

/** A whole, exact number of micro-USD, else `null`. */
export function readMicroUsd(text: string | null | undefined): number | null {
  const amount = text && /^\d+$/.test(text.trim()) ? Number(text) : NaN;
  return Number.isSafeInteger(amount) ? amount : null;
}
