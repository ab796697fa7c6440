import type { ChatEntry } from "./chat-entry.ts";

/** Finds an entry by its id. */
export type FindEntry = (id: string) => ChatEntry | undefined;

/** Ids of what follows a message, oldest first, by its id; first messages stand under `""`. */
export type Children = Readonly<Record<string, readonly string[]>>;

const noBranches: readonly string[] = [];

/** An app's ids may be any text, `constructor` too. */
function own<T>(values: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(values, key) ? values[key] : undefined;
}

/** What follows a message, oldest first; first messages follow `""`. The same array until one is added. */
export function childrenOf(children: Children, id: string): readonly string[] {
  return own(children, id) ?? noBranches;
}

/** The branches at a message: the ids with the same parent, itself among them. The same array until one is added. */
export function branchesAt(children: Children, entry: ChatEntry | undefined): readonly string[] {
  return entry ? childrenOf(children, entry.parentId ?? "") : noBranches;
}

export function addChildren(children: Children, entries: readonly ChatEntry[]): Children {
  const all = new Map(Object.entries(children));
  for (const { id, parentId } of entries) all.set(parentId ?? "", [...(all.get(parentId ?? "") ?? []), id]);
  return Object.fromEntries(all);
}

/** The entry with everything before it, first message first; empty for an unknown id. Ends also if a storage made a ring. */
export function ancestry(find: FindEntry, id: string | null): ChatEntry[] {
  const entries = new Set<ChatEntry>();
  for (let entry = find(id ?? ""); entry && !entries.has(entry); entry = find(entry.parentId ?? "")) {
    entries.add(entry);
  }
  return [...entries].toReversed();
}

/**
 * The path through an entry to the end of its branch; from `""` it is that of a first message. Where the way divides it
 * takes the child that `chosen` names, by parent id, else the newest.
 */
export function pathThrough(
  find: FindEntry,
  children: Children,
  chosen: Readonly<Record<string, string>>,
  id: string,
): string[] {
  const path = new Set(ancestry(find, id).map((entry) => entry.id));
  const next = (last: string) => own(chosen, last) ?? childrenOf(children, last).at(-1);
  for (let last = next(id); last !== undefined && !path.has(last); last = next(last)) path.add(last);
  return [...path];
}

/** Remembers the child taken at each step of a path. */
export function rememberPath(
  chosen: Readonly<Record<string, string>>,
  path: readonly string[],
): Readonly<Record<string, string>> {
  const steps = path.slice(1).map((id, index) => [path[index], id] as const);
  return { ...chosen, ...Object.fromEntries(steps) };
}
