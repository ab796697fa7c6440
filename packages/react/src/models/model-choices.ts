import type { Leaderboard, Model } from "pareta";
import { memo } from "../memory/memo.ts";

/** What a picker offers: an id, how it is called, and the group it stands in. */
export interface ModelChoice {
  readonly id: string;
  /** `open`, `frontier` or another word; `null` where there is one kind only. */
  readonly kind?: string | null | undefined;
  readonly recommended?: boolean | undefined;
  /** Groups choices that have no kind, by owner for example. */
  readonly group?: string | null | undefined;
}

export interface ModelGroup {
  /** `null`: the choices stand by themselves. */
  readonly name: string | null;
  readonly choices: readonly ModelChoice[];
}

/** What answers a chat right now, by owner where there are several. */
export function choicesOfModels(models: readonly Model[]): ModelChoice[] {
  return models.map(({ id, ownedBy }) => ({ id, group: ownedBy }));
}

/** A task's models, the recommended one first, each once. */
export function choicesOfLeaderboard({ models, recommended }: Leaderboard): ModelChoice[] {
  const choices = models.map(({ name, kind }) => ({
    id: name,
    kind,
    recommended: name === recommended,
  }));
  return choices.toSorted((one, other) => Number(other.recommended) - Number(one.recommended));
}

/** One group is no group. Order: as they first appear. An id that comes twice is shown once. */
export function groupChoices(
  choices: readonly ModelChoice[],
  nameOf: (choice: ModelChoice) => string | null,
): readonly ModelGroup[] {
  const seen = new Set<string>();
  const unique = choices.filter(({ id }) => !seen.has(id) && seen.add(id));
  const groups = new Map<string | null, ModelChoice[]>();
  for (const choice of unique) memo(groups, nameOf(choice), () => []).push(choice);
  if (groups.size < 2) return unique.length === 0 ? [] : [{ name: null, choices: unique }];
  return [...groups].map(([name, members]) => ({ name, choices: members }));
}
