export { createMockPareta } from "./create-mock-pareta.ts";
export type { MockPareta } from "./create-mock-pareta.ts";
export type { MockParetaOptions } from "./mock-options.ts";
export type { Snapshot } from "./snapshot.ts";
export type { Fault } from "./faults.ts";
export type { LedgerRow } from "./ledger.ts";
export type { RequestRow } from "./request-row.ts";
export type { Route } from "./route.ts";
export type { Scenario } from "./scenarios.ts";
