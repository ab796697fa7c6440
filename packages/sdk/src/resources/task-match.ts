import {
  type Extra,
  extra,
  isRecord,
  list,
  numberOrNull,
  record,
  requiredText,
  textOrNull,
} from "../decode.ts";

export interface TaskMatchCandidate {
  readonly taskId: string;
  /** 0 to 1. */
  readonly score: number | null;
  readonly confidence: "high" | "medium" | "low" | (string & {}) | null;
  readonly category: string | null;
  readonly rank: number | null;
  readonly extra: Extra;
}

/** A general lane for what no benchmarked task fits. */
export interface Capability {
  readonly id: string;
  readonly label: string | null;
  readonly category: string | null;
  readonly categoryId: string | null;
  readonly desc: string | null;
  readonly extra: Extra;
}

interface TaskMatchBase {
  readonly query: string | null;
  readonly candidates: readonly TaskMatchCandidate[];
  readonly ambiguous: boolean;
  readonly matcher: "reason" | "keyword" | (string & {}) | null;
  readonly reasoning: string | null;
  readonly confidence: string | null;
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

const candidateFields = new Set(["task_id", "score", "confidence", "category", "rank"]);
const capabilityFields = new Set(["id", "label", "category", "category_id", "desc"]);
const matchFields = new Set([
  "query",
  "type",
  "matched",
  "chosen",
  "candidates",
  "ambiguous",
  "matcher",
  "reasoning",
  "confidence",
  "capability",
]);

function decodeCandidate(value: unknown): TaskMatchCandidate {
  const source = record(value, "a candidate");
  return {
    taskId: requiredText(source["task_id"], "a candidate's task_id"),
    score: numberOrNull(source["score"]),
    confidence: textOrNull(source["confidence"]),
    category: textOrNull(source["category"]),
    rank: numberOrNull(source["rank"]),
    extra: extra(source, candidateFields),
  };
}

function decodeCapability(source: { readonly [key: string]: unknown }): Capability {
  return {
    id: requiredText(source["id"], "a capability's id"),
    label: textOrNull(source["label"]),
    category: textOrNull(source["category"]),
    categoryId: textOrNull(source["category_id"]),
    desc: textOrNull(source["desc"]),
    extra: extra(source, capabilityFields),
  };
}

export function decodeTaskMatch(body: unknown): TaskMatch {
  const source = record(body, "the match");
  const base: TaskMatchBase = {
    query: textOrNull(source["query"]),
    candidates: list(source["candidates"] ?? [], "candidates", decodeCandidate),
    ambiguous: source["ambiguous"] === true,
    matcher: textOrNull(source["matcher"]),
    reasoning: textOrNull(source["reasoning"]),
    confidence: textOrNull(source["confidence"]),
    extra: extra(source, matchFields),
  };
  const chosen = source["chosen"] == null ? null : decodeCandidate(source["chosen"]);
  if (source["matched"] === true && chosen)
    return { ...base, matched: true, type: "task", chosen, capability: null };
  if (isRecord(source["capability"])) {
    const capability = decodeCapability(source["capability"]);
    return { ...base, matched: false, type: "capability", chosen: null, capability };
  }
  const type = source["type"] === "unsupported" ? "unsupported" : "none";
  return { ...base, matched: false, type, chosen, capability: null };
}
