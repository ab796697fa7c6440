import type { EvalRun, Evals } from "pareta";

/** Milliseconds in which the server may not know yet what it has just accepted. */
const tolerance = 10_000;

interface Stub {
  readonly run: EvalRun;
  readonly startedAt: number;
}

const stubsByClient = new WeakMap<Evals, Map<string, Stub>>();

/** Remembers what the server answered when this page started a run. */
export function rememberStub(evals: Evals, run: EvalRun): void {
  const stubs = stubsByClient.get(evals) ?? new Map<string, Stub>();
  stubsByClient.set(evals, stubs);
  for (const id of stubs.keys()) if (!recentStub(evals, id)) stubs.delete(id);
  stubs.set(run.id, { run, startedAt: Date.now() });
}

/** The run as this page started it, for the first ten seconds. */
export function recentStub(evals: Evals, id: string): EvalRun | undefined {
  const stub = stubsByClient.get(evals)?.get(id);
  return stub && Date.now() - stub.startedAt <= tolerance ? stub.run : undefined;
}
