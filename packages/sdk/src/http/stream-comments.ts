import { makeReceipt, readMicroUsd, type StreamReceipt } from "./receipt.ts";

/** What the server tells beside the events (contract 6.2): the bill, and progress before the first event. */
export interface StreamComments {
  /** `null` before the first report. */
  readonly receipt: () => StreamReceipt | null;
  readonly onStage: (listener: (stage: string) => void) => () => void;
  readonly read: (text: string) => void;
}

export function createStreamComments(): StreamComments {
  const listeners = new Set<(stage: string) => void>();
  /** The last valid report of each amount, by its name. */
  const amounts = new Map<string, number>();
  return {
    receipt() {
      const billed = amounts.get("billed") ?? null;
      const frontier = amounts.get("frontier-would-have-cost") ?? null;
      return (billed ?? frontier) === null ? null : makeReceipt(billed, frontier);
    },
    onStage(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    read(text) {
      const [, stage, name, value] =
        /^\s*pareta-(?:progress (.+)|(billed|frontier-would-have-cost)-micro-usd (.+))$/.exec(text) ?? [];
      if (stage) for (const listener of listeners) listener(stage.trim());
      const amount = readMicroUsd(value);
      if (name && amount !== null) amounts.set(name, amount);
    },
  };
}
