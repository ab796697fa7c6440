export interface Pace {
  /** Generated tokens a second; Infinity does not wait at all. */
  tokensPerSecond: number;
  /** From the request's arrival to the answer's head. */
  latencyMs: number;
  deployMs: number;
  wakeMs: number;
  runMs: number;
}

export type PaceOption = "instant" | "human" | Partial<Pace>;

const instant: Pace = { tokensPerSecond: Infinity, latencyMs: 0, deployMs: 0, wakeMs: 0, runMs: 0 };
const human: Pace = {
  tokensPerSecond: 60,
  latencyMs: 250,
  deployMs: 24_000,
  wakeMs: 12_000,
  runMs: 15_000,
};

/** A partial pace fills up with instant's values. */
export function resolvePace(option: PaceOption): Pace {
  if (option === "instant") return instant;
  if (option === "human") return human;
  return { ...instant, ...option };
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

/** Rejects with the signal's reason; does not touch a timer when there is nothing to wait for. */
export function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.reject(signal.reason);
  if (milliseconds <= 0) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", stop);
      resolve();
    }, milliseconds);
    signal.addEventListener("abort", stop, { once: true });
  });
}
