import { Acts } from "./acts.ts";
import { brokenConnection, FaultQueue } from "./faults.ts";
import { Ledger } from "./ledger.ts";
import { checkAmount, checkSeed, resolveOptions } from "./mock-options.ts";
import type { MockParetaOptions } from "./mock-options.ts";
import { slower } from "./pace.ts";
import type { Pace } from "./pace.ts";
import type { RequestRow } from "./request-row.ts";
import type { Route } from "./route.ts";
import { overrideOf, planOf } from "./scenarios.ts";
import type { Override, Scenario } from "./scenarios.ts";
import type { Snapshot } from "./snapshot.ts";
import { advanceWorld } from "./world/advance.ts";
import { changeScenario } from "./world/change-scenario.ts";
import { seedWorld } from "./world/seed.ts";
import { findEndpoint, findEvalSet } from "./world/world.ts";
import type { World } from "./world/world.ts";

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

  /** @throws for an option that cannot be. */
  constructor(options: MockParetaOptions = {}) {
    const { seed, scenario, now, pace, balanceMicroUsd, state } = resolveOptions(options);
    this.now = now;
    this.#pace = pace;
    this.#firstBalance = balanceMicroUsd;
    this.seed = seed;
    this.scenario = scenario;
    this.ledger = new Ledger(this.#openingBalance());
    this.acts = new Acts(this.ledger, { now, advance: () => this.advance() });
    this.world = this.#seeded();
    if (state) this.#restore(state);
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

  /** What the scenario does to this request; each address that `offline` lets answer once is counted here. */
  overrideFor(route: Route, row: RequestRow): Override | null {
    const plan = planOf(this.scenario);
    if (plan.firstReadsAnswer && row.method === "GET" && !this.#readsAnswered.has(row.path)) {
      this.#readsAnswered.add(row.path);
      return null;
    }
    return overrideOf(plan, route, row.method);
  }

  /** @throws for a name that is none. */
  setScenario(scenario: Scenario): void {
    const from = planOf(this.scenario);
    const to = planOf(scenario);
    this.advance();
    this.scenario = scenario;
    this.#readsAnswered.clear();
    changeScenario(this.world, { seed: this.seed, from, to, now: this.now() });
    this.acts.forget((id) => !findEndpoint(this.world, id) && !findEvalSet(this.world, id));
    if (to.balance === 0) this.ledger.empty();
    else if (from.balance === 0) this.ledger.refill(this.#firstBalance);
  }

  /** @throws for what is no amount. */
  topUp(microUsd: number): void {
    checkAmount("a top-up", microUsd);
    this.advance();
    this.ledger.balance += microUsd;
  }

  /** Back to the first minute: same scenario, nothing asked, nothing billed. @throws for what is no seed. */
  reset(seed = this.seed): void {
    checkSeed(seed);
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
