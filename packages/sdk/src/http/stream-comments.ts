import { makeReceipt, readMicroUsd, type StreamReceipt } from "./receipt.ts";

/** What the server tells beside the events, in comments (contract 6.2): the bill, and progress before the first event. */
export class StreamComments {
  readonly #listeners = new Set<(stage: string) => void>();
  /** The last valid report of each amount, by its name. */
  readonly #amounts = new Map<string, number>();

  /** `null` before the first report. */
  get receipt(): StreamReceipt | null {
    const billed = this.#amounts.get("billed") ?? null;
    const frontier = this.#amounts.get("frontier-would-have-cost") ?? null;
    return (billed ?? frontier) === null ? null : makeReceipt(billed, frontier);
  }

  onStage(listener: (stage: string) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  read(text: string): void {
    const [, stage, name, value] =
      /^\s*pareta-(?:progress (.+)|(billed|frontier-would-have-cost)-micro-usd (.+))$/.exec(text) ?? [];
    if (stage) for (const listener of this.#listeners) listener(stage.trim());
    const amount = readMicroUsd(value);
    if (name && amount !== null) this.#amounts.set(name, amount);
  }
}
