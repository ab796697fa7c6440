import { Acts } from "./acts.ts";
import type { BoundKey } from "./acts.ts";
import type { RequestRow } from "./request-row.ts";
import { brokenConnection, FaultQueue } from "./faults.ts";
import type { Fault } from "./faults.ts";
import { Ledger } from "./ledger.ts";
import type { LedgerRow } from "./ledger.ts";
import { resolvePace, slower } from "./pace.ts";
import type { Pace, PaceOption } from "./pace.ts";
import type { Route } from "./route.ts";
import { overrideOf, planOf } from "./scenarios.ts";
import type { Rewrite } from "./scenario-answers.ts";
import type { Scenario } from "./scenarios.ts";
import { advanceWorld } from "./world/advance.ts";
import { seedWorld } from "./world/seed.ts";
import type { World } from "./world/world.ts";

export interface MockParetaOptions {
  /** Default 1. All data and answers follow from it. */
  seed?: number;
  /** Default "happy". */
  scenario?: Scenario;
  /** Default Date.now. Decides job states only; token and latency pacing uses timers. */
  now?: () => number;
  /** Default "instant". A partial pace takes the rest from "instant". */
  pace?: PaceOption;
  /** Default 25_000_000 ($25). */
  balanceMicroUsd?: number;
  /** From `snapshot()`; its seed and scenario win over the options. */
  state?: Snapshot;
}

/** A JSON value. Give it back as `state`. */
export interface Snapshot {
  readonly version: 1;
  readonly seed: number;
  readonly scenario: Scenario;
  readonly balanceMicroUsd: number;
  readonly world: World;
  readonly ledger: readonly LedgerRow[];
  readonly keys: readonly BoundKey[];
  readonly readsAnswered: readonly string[];
}

export class Backend {
  readonly now: () => number;
  readonly ledger: Ledger;
  readonly acts: Acts;
  readonly faults = new FaultQueue();
  readonly requests: RequestRow[] = [];
  /** Requests whose answer has not ended. */
  readonly open = new Set<AbortController>();
  seed: number;
  scenario: Scenario;
  world: World;
  readonly #pace: Pace;
  readonly #firstBalance: number;
  readonly #readsAnswered = new Set<string>();

  constructor(options: MockParetaOptions = {}) {
    this.now = options.now ?? (() => Date.now());
    this.#pace = resolvePace(options.pace ?? "instant");
    this.#firstBalance = options.balanceMicroUsd ?? 25_000_000;
    this.seed = options.seed ?? 1;
    this.scenario = options.scenario ?? "happy";
    this.ledger = new Ledger(this.#openingBalance());
    this.acts = new Acts(this.ledger, this.now);
    this.world = this.#seeded();
    if (options.state) this.#restore(options.state);
  }

  get pace(): Pace {
    const { pace } = planOf(this.scenario);
    return pace ? slower(this.#pace, pace) : this.#pace;
  }

  /** Brings every job to where the clock says. */
  advance(): void {
    advanceWorld(this.world, this.ledger, this.now());
  }

  nextNumber(): number {
    return ++this.world.counter;
  }

  /** What the scenario lets go wrong with this request. */
  scenarioFault(route: Route, row: RequestRow): Fault | null {
    const plan = planOf(this.scenario);
    if (plan.firstReadsAnswer && row.method === "GET" && !this.#readsAnswered.has(row.path)) {
      this.#readsAnswered.add(row.path);
      return null;
    }
    const override = overrideOf(plan, route, row.method);
    return override?.kind === "rewrite" ? null : override;
  }

  /** How the scenario changes what this route answers. */
  rewriteOf(route: Route, method: string): Rewrite | null {
    const override = overrideOf(planOf(this.scenario), route, method);
    return override?.kind === "rewrite" ? override.rewrite : null;
  }

  /** Seeds the organisation anew only where the two scenarios differ in what it owns. */
  setScenario(scenario: Scenario): void {
    const before = planOf(this.scenario);
    const plan = planOf(scenario);
    this.scenario = scenario;
    this.#readsAnswered.clear();
    if (plan.data !== before.data) this.world = this.#seeded();
    for (const endpoint of this.world.endpoints) {
      const status = plan.statuses?.[endpoint.id];
      if (status !== undefined) Object.assign(endpoint, { status, becomes: null });
    }
    if (plan.balance === 0) this.ledger.balance = 0;
    else if (before.balance === 0 && this.ledger.balance <= 0) this.ledger.balance = this.#firstBalance;
  }

  /** Back to the first minute: same scenario, nothing asked, nothing billed. */
  reset(seed = this.seed): void {
    this.seed = seed;
    this.#hangUpAll();
    this.faults.clear();
    this.requests.length = 0;
    this.#readsAnswered.clear();
    this.ledger.restart(this.#openingBalance());
    this.acts.restart();
    this.world = this.#seeded();
  }

  snapshot(): Snapshot {
    this.advance();
    return structuredClone({
      version: 1,
      seed: this.seed,
      scenario: this.scenario,
      balanceMicroUsd: this.ledger.balance,
      world: this.world,
      ledger: this.ledger.rows,
      keys: this.acts.bound(),
      readsAnswered: [...this.#readsAnswered],
    });
  }

  #restore(state: Snapshot): void {
    if (state.version !== 1) {
      throw new Error("@pareta/mock: this snapshot comes from another version. Start without `state`.");
    }
    const copy = structuredClone(state);
    planOf(copy.scenario);
    this.seed = copy.seed;
    this.scenario = copy.scenario;
    this.world = copy.world;
    this.ledger.restart(copy.balanceMicroUsd, copy.ledger);
    this.acts.restart(copy.keys);
    for (const path of copy.readsAnswered) this.#readsAnswered.add(path);
    for (const run of this.world.runs) if (run.billing === "pending") this.ledger.reserve(run.priceMicroUsd);
  }

  #seeded(): World {
    return seedWorld(this.seed, planOf(this.scenario), this.now());
  }

  #openingBalance(): number {
    return planOf(this.scenario).balance ?? this.#firstBalance;
  }

  #hangUpAll(): void {
    for (const request of this.open) request.abort(brokenConnection("drop", "body"));
  }
}
