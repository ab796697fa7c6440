import { hash } from "./random.ts";
import { Refusal } from "./refusal.ts";
import type { Ledger } from "./ledger.ts";
import type { Route } from "./route.ts";

/** A value that survives JSON: what a bound key replays. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

export interface BoundKey {
  key: string;
  fingerprint: string;
  answer: Json;
  subject: string | null;
}

interface Entry {
  key: string | null;
  fingerprint: string;
  answer: Json;
  subject: string | null;
  price: number;
  billing: Billing;
  /** `held`: in flight, the price is reserved. `bound`: succeeded once, replays cost 0. `void`: nobody is left. */
  state: "held" | "bound" | "void";
  parties: number;
}

/** `later`: the first success writes no ledger row, because a job will when it is done. */
export type Billing = "now" | "later";

/** What a new act answers and costs. */
export interface Performed {
  answer: Json;
  price: number;
  billing?: Billing;
  /** The id of the endpoint or set that the act changed: without it the answer means nothing. */
  subject?: string;
}

/** One request's share in an act. Exactly one of the two is to be called; later calls do nothing. */
export interface Share {
  readonly answer: Json;
  /** The act succeeded: debits once per act, binds the key; gives what this request was charged. */
  settle(): number;
  /** This request ends without success. The last one to leave frees the hold and the key. */
  release(): void;
}

/** The same body in another order of its fields is the same act (contract 3.0). */
export function fingerprintOf(path: string, body: unknown): string {
  return hash(path, canonical(body)).toString(36);
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value === "object" && value !== null) {
    const fields = Object.entries(value).filter(([, field]) => field !== undefined);
    fields.sort(([one], [other]) => (one < other ? -1 : 1));
    return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${canonical(field)}`).join(",")}}`;
  }
  return JSON.stringify(value) ?? "null";
}

interface ActsClock {
  now(): number;
  /** Brings what runs by the clock to where it stands. */
  advance(): void;
}

/** Acts under their idempotency keys: admission, joining in flight, replay. */
export class Acts {
  readonly #entries = new Map<string, Entry>();
  readonly #ledger: Ledger;
  readonly #clock: ActsClock;

  constructor(ledger: Ledger, clock: ActsClock) {
    this.#ledger = ledger;
    this.#clock = clock;
  }

  /**
   * Joins or replays the act of this key, or begins a new one: checks the balance, then calls `perform`.
   * `price` is evaluated only for a new act. Same key with another body: 422.
   */
  begin(act: { route: Route; key: string | null; fingerprint: string }, perform: () => Performed): Share {
    const known = act.key === null ? undefined : this.#entries.get(act.key);
    if (known && known.fingerprint !== act.fingerprint) {
      const message = "this Idempotency-Key was used with another request";
      throw new Refusal(422, [
        { loc: ["header", "Idempotency-Key"], msg: message, type: "idempotency_mismatch" },
      ]);
    }
    if (known) return this.#share(known, act.route);
    const { answer, price, billing = "now", subject = null } = perform();
    if (price > 0) this.#ledger.hold(price);
    const entry: Entry = {
      key: act.key,
      fingerprint: act.fingerprint,
      answer,
      subject,
      price,
      billing,
      state: "held",
      parties: 0,
    };
    if (act.key !== null) this.#entries.set(act.key, entry);
    return this.#share(entry, act.route);
  }

  /** For an accepted job that failed later: its key is free again. */
  unbind(key: string | null): void {
    if (key !== null) this.#entries.delete(key);
  }

  /** Drops the keys of acts whose subject is gone. */
  forget(isGone: (subject: string) => boolean): void {
    for (const [key, { state, subject }] of this.#entries) {
      if (state === "bound" && subject !== null && isGone(subject)) this.#entries.delete(key);
    }
  }

  bound(): BoundKey[] {
    return [...this.#entries.values()].flatMap(({ state, key, fingerprint, answer, subject }) =>
      state === "bound" && key !== null ? [{ key, fingerprint, answer, subject }] : [],
    );
  }

  restart(bound: readonly BoundKey[] = []): void {
    for (const entry of this.#entries.values()) entry.state = "void";
    this.#entries.clear();
    for (const row of bound)
      this.#entries.set(row.key, { ...row, price: 0, billing: "now", state: "bound", parties: 0 });
  }

  #share(entry: Entry, route: Route): Share {
    let open = true;
    entry.parties++;
    return {
      answer: entry.answer,
      settle: () => {
        if (!open || entry.state === "void") return 0;
        open = false;
        entry.parties--;
        if (entry.state === "bound") return this.#row(entry, route, 0);
        entry.state = "bound";
        this.#ledger.release(entry.price);
        return entry.billing === "later" ? 0 : this.#row(entry, route, entry.price);
      },
      release: () => {
        if (!open) return;
        open = false;
        entry.parties--;
        if (entry.state !== "held" || entry.parties > 0) return;
        entry.state = "void";
        this.#ledger.release(entry.price);
        if (entry.key !== null) this.#entries.delete(entry.key);
      },
    };
  }

  #row(entry: Entry, route: Route, microUsd: number): number {
    // A job that fell due since the request began comes first: rows stand in the order of their time.
    this.#clock.advance();
    this.#ledger.debit({ at: this.#clock.now(), route, key: entry.key, microUsd });
    return microUsd;
  }
}
