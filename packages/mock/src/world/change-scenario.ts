import { changeStatus } from "./endpoint-status.ts";
import { seedWorld, usualStatus } from "./seed.ts";
import type { SeedPlan } from "./seed.ts";
import type { World } from "./world.ts";

export interface ScenarioChange {
  seed: number;
  from: SeedPlan;
  to: SeedPlan;
  now: number;
}

/**
 * What is seeded belongs to the scenario: things that the next one does not have are put aside, and come back as they
 * were left. What was made in this session is there in every scenario.
 */
export function changeScenario(world: World, { seed, from, to, now }: ScenarioChange): void {
  for (const id of Object.keys(from.statuses ?? {})) setStatus(world, id, usualStatus(id), now);
  if (from.data !== to.data) {
    const seeded = seedWorld(seed, to, world.bornAt);
    const endpoints = exchange(world.endpoints, world.aside.endpoints, seeded.endpoints);
    const evalSets = exchange(world.evalSets, world.aside.evalSets, seeded.evalSets);
    world.endpoints = endpoints.here;
    world.evalSets = evalSets.here;
    world.aside = { endpoints: endpoints.aside, evalSets: evalSets.aside };
    // Nothing can be done to a seeded run, so there is nothing of it to keep.
    world.runs = [...seeded.runs, ...world.runs.filter((run) => !run.seeded)];
  }
  for (const [id, status] of Object.entries(to.statuses ?? {})) setStatus(world, id, status, now);
}

interface Owned {
  id: string;
  seeded: boolean;
  deleted?: true;
}

function exchange<T extends Owned>(here: readonly T[], aside: readonly T[], wanted: readonly T[]) {
  const own = here.filter((thing) => !thing.seeded);
  const known = new Map(
    [...aside, ...here.filter((thing) => thing.seeded)].map((thing) => [thing.id, thing]),
  );
  const taken = new Set(own.filter((thing) => !thing.deleted).map((thing) => thing.id));
  const entering = wanted.filter(({ id }) => !taken.has(id)).map((thing) => known.get(thing.id) ?? thing);
  for (const { id } of entering) known.delete(id);
  return { here: [...entering, ...own], aside: [...known.values()] };
}

/** Not where somebody stopped it or it failed: that is no scenario's doing. */
function setStatus(world: World, id: string, status: string | null, now: number): void {
  const endpoint = world.endpoints.find((candidate) => candidate.id === id && candidate.seeded);
  if (!endpoint || status === null || endpoint.status === status) return;
  if (["live", "starting", "asleep"].includes(endpoint.status)) changeStatus(endpoint, status, now);
}
