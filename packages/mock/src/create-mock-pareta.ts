import { Backend } from "./backend.ts";
import { checkFault } from "./check-fault.ts";
import { createFetch } from "./fetch.ts";
import type { Fault } from "./faults.ts";
import { createHandle } from "./handle.ts";
import type { Handle } from "./handle.ts";
import type { LedgerRow } from "./ledger.ts";
import type { MockParetaOptions } from "./mock-options.ts";
import type { RequestRow } from "./request-row.ts";
import type { Route } from "./route.ts";
import { handlers } from "./routes/handlers.ts";
import type { Scenario } from "./scenarios.ts";
import type { Snapshot } from "./snapshot.ts";

export interface MockPareta {
  /** A `fetch` that never leaves the page. Any key or none is accepted; whatever stands before `/v1` is ignored. */
  readonly fetch: typeof fetch;
  /** Every act on money, oldest first; free acts and replays are rows of 0. */
  readonly ledger: readonly LedgerRow[];
  /** Every request that arrived, oldest first. */
  readonly requests: readonly RequestRow[];
  readonly faults: {
    /** Queues a fault for the next request to this route; several wait in line. Throws for what is no fault. */
    next(route: Route, fault: Fault): void;
    clear(): void;
  };
  /** Takes effect for the next request. Throws for a name that is none. */
  setScenario(name: Scenario): void;
  /** Throws for what is no amount of 0 or more. */
  topUp(microUsd: number): void;
  /** A JSON value to give back as `state`. Open streams are not part of it. */
  snapshot(): Snapshot;
  /** Back to the first minute, with another seed if one is given; open requests break. */
  reset(seed?: number): void;
}

const handles = new WeakMap<MockPareta, Handle>();

/** A whole Pareta in memory. @throws a sentence that names the first option that cannot be. */
export function createMockPareta(options: MockParetaOptions = {}): MockPareta {
  const backend = new Backend(options);
  const handle = createHandle(backend, handlers);
  const mock: MockPareta = {
    fetch: createFetch(handle),
    get ledger() {
      backend.advance();
      return backend.ledger.rows;
    },
    requests: backend.requests,
    faults: {
      next: (route, fault) => {
        checkFault(route, fault);
        backend.faults.next(route, fault);
      },
      clear: () => backend.faults.clear(),
    },
    setScenario: (name) => backend.setScenario(name),
    topUp: (microUsd) => backend.topUp(microUsd),
    snapshot: () => backend.snapshot(),
    reset: (seed) => backend.reset(seed),
  };
  handles.set(mock, handle);
  return mock;
}

/** The way in for another mount. */
export function handleOf(mock: MockPareta): Handle {
  const handle = handles.get(mock);
  if (!handle) throw new Error("@pareta/mock: this is not a mock made by createMockPareta().");
  return handle;
}
