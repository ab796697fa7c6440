import type { ChatEntry } from "./chat-entry.ts";

/** Finds an entry by its id. */
export type FindEntry = (id: string) => ChatEntry | undefined;

/** The entry with everything before it, first message first; empty for an unknown id. */
export function ancestry(find: FindEntry, id: string | null): ChatEntry[] {
  const entries: ChatEntry[] = [];
  const seen = new Set<string>();
  for (let entry = id === null ? undefined : find(id); entry && !seen.has(entry.id);) {
    seen.add(entry.id);
    entries.push(entry);
    entry = entry.parentId === null ? undefined : find(entry.parentId);
  }
  return entries.toReversed();
}

/** Ids of the entries with the same parent, oldest first: the branches `selectBranch` chooses between. */
export function siblings(find: FindEntry, entryIds: readonly string[], id: string): string[] {
  const entry = find(id);
  if (!entry) return [];
  return entryIds.filter((other) => find(other)?.parentId === entry.parentId);
}

/**
 * The path through an entry to the end of its branch. Where the way divides it takes the child that `chosen` names,
 * by parent id, else the newest.
 */
export function pathThrough(
  find: FindEntry,
  entryIds: readonly string[],
  chosen: Readonly<Record<string, string>>,
  id: string,
): string[] {
  const path = ancestry(find, id).map((entry) => entry.id);
  for (let last = path.at(-1); last !== undefined;) {
    const parent = last;
    const children = entryIds.filter((child) => find(child)?.parentId === parent && !path.includes(child));
    const favourite = chosen[parent];
    last = favourite !== undefined && children.includes(favourite) ? favourite : children.at(-1);
    if (last !== undefined) path.push(last);
  }
  return path;
}

/** Remembers the child taken at each step of a path. */
export function rememberPath(
  chosen: Readonly<Record<string, string>>,
  path: readonly string[],
): Readonly<Record<string, string>> {
  const steps = path.slice(1).map((id, index) => [path[index], id] as const);
  return { ...chosen, ...Object.fromEntries(steps) };
}
