import { tasks } from "./tasks.ts";
import type { Task, TaskKind } from "./tasks.ts";

const capabilities = [
  {
    id: "chat",
    label: "General chat",
    category: "Chat",
    words: /chat ?bot|assistant|conversation|small ?talk|answer questions|translat|rewrit|brainstorm|moderat/,
    desc: "Open conversation with a general model.",
  },
  {
    id: "coding",
    label: "Coding",
    category: "Code",
    words: /\bcode\b|coding|program|refactor|unit test|typescript|python/,
    desc: "Writing and changing code.",
  },
  {
    id: "agentic",
    label: "Agentic work",
    category: "Agents",
    words: /\bagent|browse|automat|multi-step|tool use/,
    desc: "Several steps with tools.",
  },
  {
    id: "vision",
    label: "Vision",
    category: "Vision",
    words: /describe (images|photos|pictures)|image|photo|screenshot/,
    desc: "Questions about pictures.",
  },
  {
    id: "asr",
    label: "Speech to text",
    category: "Audio",
    words: /transcri|speech to text|dictation|audio/,
    desc: "Speech to text, by the minute.",
  },
  {
    id: "tts",
    label: "Text to speech",
    category: "Audio",
    words: /text to speech|voice ?over|read\b.{0,60} aloud/,
    desc: "Text to speech, by the minute.",
  },
] as const;

const beyond =
  /\bvideo|music|train(ing)? a|fine-?tun|weather|stock price|robot|drive a car|generate (an? )?(image|picture|logo)/;

const noise = new Set(
  "the and for out from with into our all get are that want generate create make turn some each".split(" "),
);

interface Scored {
  task: Task;
  score: number;
}

/** The router's answer: a task, a capability, "unsupported", or "none" when only keywords were tried and none fit. */
export function matchTask(query: string, topK: number) {
  const text = query.toLowerCase();
  const ranked = rank(text);
  const [first, second] = ranked;
  const capability = capabilities.find((lane) => lane.words.test(text));
  if (beyond.test(text)) return unsupported(query, ranked.slice(0, topK));
  if (first && first.score >= (capability ? 0.45 : 0.2))
    return found(query, first, second, ranked.slice(0, topK));
  if (capability) return lane(query, capability);
  return first ? keyword(query, first, ranked.slice(0, topK)) : none(query);
}

const reasons: Readonly<Record<TaskKind, (unit: string) => string>> = {
  extraction: (unit) => `Structured extraction over ${unit}.`,
  classification: (unit) => `One label out of a fixed list for each of the ${unit}.`,
  summary: (unit) => `Long text in, a short account of the ${unit} out.`,
  reply: () => "Drafting an answer to a message somebody sent.",
  redaction: () => "Finding personal data and masking it; the rest of the text stays.",
  code: () => "A question in plain words becomes a statement that runs.",
  chat: () => "Open conversation.",
};

function found(query: string, first: Scored, second: Scored | undefined, ranked: Scored[]) {
  const ambiguous = second !== undefined && first.score - second.score < 0.12;
  const confidence = ambiguous ? "medium" : confidenceOf(first.score);
  return {
    query,
    type: "task",
    matched: true,
    matcher: "reason",
    ambiguous,
    reasoning: ambiguous
      ? `This reads like ${first.task.id}, and nearly as much like ${second.task.id}.`
      : reasons[first.task.kind](first.task.unit),
    confidence,
    chosen: { task_id: first.task.id, score: null, confidence, rank: 0, category: first.task.category },
    capability: null,
    candidates: ranked.map(candidate),
  };
}

function lane(query: string, { id, label, category, desc }: (typeof capabilities)[number]) {
  return {
    query,
    type: "capability",
    matched: true,
    matcher: "reason",
    ambiguous: false,
    reasoning: `No benchmark covers this, but ${label.toLowerCase()} models can do it.`,
    confidence: "medium",
    chosen: null,
    capability: { id, label, category, category_id: category.toLowerCase(), desc },
    candidates: [],
  };
}

function unsupported(query: string, ranked: Scored[]) {
  return {
    query,
    type: "unsupported",
    matched: false,
    matcher: "reason",
    ambiguous: false,
    reasoning: "This asks for something no model on Pareta does yet.",
    confidence: "high",
    chosen: null,
    capability: null,
    candidates: ranked.slice(0, 3).map(candidate),
  };
}

/** The fallback without reasoning: older servers answer so. */
function keyword(query: string, first: Scored, ranked: Scored[]) {
  return {
    query,
    type: "task",
    matched: true,
    matcher: "keyword",
    ambiguous: ranked.length > 1,
    chosen: { ...candidate(first), confidence: "low", rank: 0, category: first.task.category },
    capability: null,
    candidates: ranked.map(candidate),
  };
}

function none(query: string) {
  return {
    query,
    type: "none",
    matched: false,
    matcher: "keyword",
    ambiguous: false,
    reasoning: null,
    confidence: null,
    chosen: null,
    capability: null,
    candidates: [],
  };
}

function candidate({ task, score }: Scored) {
  return { task_id: task.id, score, confidence: confidenceOf(score) };
}

function confidenceOf(score: number): "high" | "medium" | "low" {
  if (score >= 0.5) return "high";
  return score >= 0.3 ? "medium" : "low";
}

/** Tasks that share words with the query, best first; an early word of a task counts for more. */
function rank(text: string): Scored[] {
  const words = (text.match(/\p{L}+/gu) ?? [])
    .filter((word) => word.length > 2 && !noise.has(word))
    .map(stem);
  const scored = tasks.flatMap((task) => {
    const stems = task.words.map(stem);
    const weights = words.map((word) => {
      const place = stems.indexOf(word);
      return place < 0 ? 0 : 1 / (1 + 0.15 * place);
    });
    const hit = weights.reduce((sum, weight) => sum + weight, 0);
    if (hit === 0) return [];
    return [{ task, score: Math.round(Math.min(0.97, hit / (words.length * 0.55 + 1)) * 100) / 100 }];
  });
  return scored.toSorted((one, other) => other.score - one.score);
}

function stem(word: string): string {
  return word.replace(/(ies|ing|es|s|ed|e|y)$/, "");
}
