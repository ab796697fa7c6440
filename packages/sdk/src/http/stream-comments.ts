import { makeReceipt, readMicroUsd, type StreamReceipt } from "./receipt.ts";

/** What the server tells beside the events, in comments (contract 6.2): the bill, and progress before the first event. */
export class StreamComments {
  readonly #listeners = new Set<(stage: string) => void>();
  #receipt: StreamReceipt | null = null;

  /** The last valid report of each number; `null` before the first. */
  get receipt(): StreamReceipt | null {
    return this.#receipt;
  }

  onStage(listener: (stage: string) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  read(text: string): void {
    const [, name, value = ""] = /^\s*pareta-(\S+) (.+)$/.exec(text) ?? [];
    if (name === "progress") {
      for (const listener of this.#listeners) listener(value.trim());
    } else if (name === "billed-micro-usd") {
      this.#add(readMicroUsd(value), null);
    } else if (name === "frontier-would-have-cost-micro-usd") {
      this.#add(null, readMicroUsd(value));
    }
  }

  #add(billed: number | null, frontier: number | null): void {
    if (billed === null && frontier === null) return;
    this.#receipt = makeReceipt(
      billed ?? this.#receipt?.billedMicroUsd ?? null,
      frontier ?? this.#receipt?.frontierWouldHaveCostMicroUsd ?? null,
    );
  }
}
