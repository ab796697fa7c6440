import {
  type Extra,
  flag,
  listOf,
  numberOrNull,
  recordOr,
  type Reader,
  requiredText,
  shape,
  textOrNull,
} from "../decode.ts";

export interface TaskMatchCandidate {
  readonly taskId: string;
  /** 0 to 1. */
  readonly score: number | null;
  readonly confidence: "high" | "medium" | "low" | (string & {}) | null;
  readonly category: string | null;
  readonly rank: number | null;
  /** What the server sent beyond these fields, verbatim. */
  readonly extra: Extra;
}

/** A general lane for what no benchmarked task fits. */
export interface Capability {
  readonly id: string;
  readonly label: string | null;
  readonly category: string | null;
  readonly categoryId: string | null;
  readonly desc: string | null;
  /** What the server sent beyond these fields, verbatim. */
  readonly extra: Extra;
}

interface TaskMatchBase {
  readonly query: string | null;
  readonly candidates: readonly TaskMatchCandidate[];
  readonly ambiguous: boolean;
  readonly matcher: "reason" | "keyword" | (string & {}) | null;
  readonly reasoning: string | null;
  readonly confidence: string | null;
  /** What the server sent beyond these fields, verbatim. */
  readonly extra: Extra;
}

/**
 * What fits a description. `matched` means that a task was chosen, so `chosen` is there; both `matched` and `type`
 * narrow the rest (contract 3.6, Q3).
 */
export type TaskMatch =
  | (TaskMatchBase & {
      readonly matched: true;
      readonly type: "task";
      readonly chosen: TaskMatchCandidate;
      readonly capability: null;
    })
  | (TaskMatchBase & {
      readonly matched: false;
      readonly type: "capability";
      readonly chosen: null;
      readonly capability: Capability;
    })
  | (TaskMatchBase & {
      readonly matched: false;
      readonly type: "unsupported" | "none";
      readonly chosen: TaskMatchCandidate | null;
      readonly capability: null;
    });

const decodeCandidate: Reader<TaskMatchCandidate> = shape({
  taskId: requiredText,
  score: numberOrNull,
  confidence: textOrNull,
  category: textOrNull,
  rank: numberOrNull,
});

const decodeCapability: Reader<Capability> = shape({
  id: requiredText,
  label: textOrNull,
  category: textOrNull,
  categoryId: textOrNull,
  desc: textOrNull,
});

const decodeMatch = shape({
  query: textOrNull,
  candidates: listOf(decodeCandidate),
  ambiguous: flag,
  matcher: textOrNull,
  reasoning: textOrNull,
  confidence: textOrNull,
  matched: flag,
  type: textOrNull,
  chosen: recordOr(decodeCandidate, null),
  capability: recordOr(decodeCapability, null),
});

/** The wire says `matched` for a capability too, where nothing is chosen; here it means that a task was (contract Q3). */
export const decodeTaskMatch: Reader<TaskMatch> = (body, what) => {
  const { matched, type, chosen, capability, ...base } = decodeMatch(body, what);
  if (matched && chosen) return { ...base, matched, type: "task", chosen, capability: null };
  const rest = { ...base, matched: false } as const;
  if (capability) return { ...rest, type: "capability", chosen: null, capability };
  return { ...rest, type: type === "unsupported" ? type : "none", chosen, capability: null };
};
