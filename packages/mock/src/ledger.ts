import { Refusal } from "./refusal.ts";
import type { Route } from "./route.ts";

export interface LedgerRow {
  /** By the mock's clock, Unix ms. */
  at: number;
  route: Route;
  /** The Idempotency-Key of the request, if it sent one. */
  key: string | null;
  /** 0 for a free act and for a replay. */
  microUsd: number;
  balanceAfter: number;
}

/**
 * One balance for the organization. A metered act holds its price from acceptance until it ends, so that
 * acts in parallel can never spend more than there is (contract Q23).
 */
export class Ledger {
  readonly rows: LedgerRow[] = [];
  balance: number;
  #held = 0;

  constructor(balance: number) {
    this.balance = balance;
  }

  /** Refuses with 402 when what is left after all holds does not cover the price. */
  hold(microUsd: number): void {
    const free = this.balance - this.#held;
    if (free <= 0 || free < microUsd) {
      throw new Refusal(402, "Your organization is out of credit. Top up in the dashboard.");
    }
    this.reserve(microUsd);
  }

  /** Refuses with 402 on an empty balance, for acts that cost nothing by themselves. */
  check(): void {
    this.hold(0);
  }

  /** Nothing is left to spend; what acts under way hold stays theirs. */
  empty(): void {
    this.balance = this.#held;
  }

  /** Puts this much there if there is nothing to spend. */
  refill(microUsd: number): void {
    if (this.balance <= this.#held) this.balance = Math.max(microUsd, this.#held);
  }

  /** A hold that was granted before. */
  reserve(microUsd: number): void {
    this.#held += microUsd;
  }

  release(microUsd: number): void {
    this.#held = Math.max(0, this.#held - microUsd);
  }

  debit(row: { at: number; route: Route; key: string | null; microUsd: number }): void {
    this.balance -= row.microUsd;
    this.rows.push({
      at: row.at,
      route: row.route,
      key: row.key,
      microUsd: row.microUsd,
      balanceAfter: this.balance,
    });
  }

  restart(balance: number, rows: readonly LedgerRow[] = []): void {
    this.rows.splice(0, this.rows.length, ...rows);
    this.balance = balance;
    this.#held = 0;
  }
}
