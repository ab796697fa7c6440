import type { CDPSession } from "playwright";

/** What DevTools counts of the page: seconds, and numbers of things. */
export async function metrics(session: CDPSession): Promise<Map<string, number>> {
  const answer = await session.send("Performance.getMetrics");
  return new Map(answer.metrics.map(({ name, value }) => [name, value]));
}

/** Bytes that survive two whole collections; weak references let go only at the second. */
export async function retainedHeap(session: CDPSession): Promise<number> {
  for (let collection = 0; collection < 2; collection++) await session.send("HeapProfiler.collectGarbage");
  return (await session.send("Runtime.getHeapUsage")).usedSize;
}
