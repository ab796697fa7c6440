export interface Pace {
  /** Generated tokens a second; Infinity does not wait at all. */
  tokensPerSecond: number;
  /** From the request's arrival to the answer's head. */
  latencyMs: number;
  deployMs: number;
  wakeMs: number;
  runMs: number;
}

export type PaceOption = "instant" | "human" | { [Name in keyof Pace]?: Pace[Name] | undefined };

const instant: Pace = { tokensPerSecond: Infinity, latencyMs: 0, deployMs: 0, wakeMs: 0, runMs: 0 };
const human: Pace = {
  tokensPerSecond: 60,
  latencyMs: 250,
  deployMs: 24_000,
  wakeMs: 12_000,
  runMs: 15_000,
};

/** For a job that never ends, by the clock: JSON, which a snapshot has to survive, knows no Infinity. */
const neverMs = 1e15;

/**
 * A partial pace fills up with instant's values; Infinity milliseconds are for ever.
 * @throws for anything else than a pace.
 */
export function resolvePace(option: PaceOption): Pace {
  if (option === "instant") return instant;
  if (option === "human") return human;
  const given: unknown = option;
  if (typeof given !== "object" || given === null) {
    throw new Error(
      `@pareta/mock: there is no pace ${JSON.stringify(given)}. Use "instant", "human" or {…}.`,
    );
  }
  const pace = { ...instant };
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined) continue;
    setFigure(pace, name, value);
  }
  return pace;
}

function setFigure(pace: Pace, name: string, value: unknown): void {
  if (!Object.hasOwn(pace, name)) {
    const names = Object.keys(pace).join(", ");
    throw new Error(`@pareta/mock: a pace has no ${JSON.stringify(name)}. It has: ${names}.`);
  }
  const figure = name as keyof Pace; // one of its own names, as was just seen
  const least = figure === "tokensPerSecond" ? "above 0" : "of 0 or more";
  if (typeof value !== "number" || !(figure === "tokensPerSecond" ? value > 0 : value >= 0)) {
    throw new Error(
      `@pareta/mock: pace.${name} has to be a number ${least}, or Infinity, not ${String(value)}.`,
    );
  }
  const isJob = figure === "deployMs" || figure === "wakeMs" || figure === "runMs";
  pace[figure] = isJob ? Math.min(value, neverMs) : value;
}

/** For each figure the slower of the two. */
export function slower(one: Pace, other: Pace): Pace {
  return {
    tokensPerSecond: Math.min(one.tokensPerSecond, other.tokensPerSecond),
    latencyMs: Math.max(one.latencyMs, other.latencyMs),
    deployMs: Math.max(one.deployMs, other.deployMs),
    wakeMs: Math.max(one.wakeMs, other.wakeMs),
    runMs: Math.max(one.runMs, other.runMs),
  };
}
