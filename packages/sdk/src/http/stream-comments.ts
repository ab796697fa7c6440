import { makeReceipt, readMicroUsd, type StreamReceipt } from "./receipt.ts";

/** What the server tells beside the events, in comments (contract 6.2): the bill, and progress before the first event. */
export class StreamComments {
  readonly #listeners = new Set<(stage: string) => void>();
  #billed: number | null = null;
  #frontier: number | null = null;

  /** The last valid report of each number; `null` before the first. */
  get receipt(): StreamReceipt | null {
    return (this.#billed ?? this.#frontier) === null ? null : makeReceipt(this.#billed, this.#frontier);
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
      this.#billed = readMicroUsd(value) ?? this.#billed;
    } else if (name === "frontier-would-have-cost-micro-usd") {
      this.#frontier = readMicroUsd(value) ?? this.#frontier;
    }
  }
}
