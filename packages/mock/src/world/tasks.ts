export type TaskKind = "extraction" | "classification" | "summary" | "reply" | "code" | "redaction" | "chat";

export interface TokenCounts {
  prompt: number;
  completion: number;
}

/** What a task is about, and the ground its leaderboard, rows and answers grow on. */
export interface Task {
  id: string;
  kind: TaskKind;
  category: string;
  scorer: string;
  metric: string;
  /** What one request handles, in the plural: "$/1k contracts". */
  unit: string;
  hasBlobInput: boolean;
  /** Extraction: the fields, in order. Classification: the labels. */
  names: readonly [string, ...string[]];
  /** Words that speak for this task, the telling ones first. */
  words: readonly string[];
  /** A usual request: prices of frontier models, latencies and token counts all follow from it. */
  tokens: TokenCounts;
  /** Best open model: quality and price in micro-USD a request; null for a lane without a benchmark. */
  best: { quality: number; microUsd: number } | null;
}

type Row = [
  id: string,
  kind: TaskKind,
  category: string,
  scorer: string,
  metric: string,
  unit: string,
  names: string,
  words: string,
  promptTokens: number,
  completionTokens: number,
  quality: number,
  microUsd: number,
  blob?: "blob",
];

const documents = "Document Extraction";
const sorting = "Classification";
const writing = "Writing";
const general = "General";

// One row a line, as a table reads best.
// prettier-ignore
const rows: readonly Row[] = [
  ["contract-key-fields", "extraction", documents, "field_f1", "F1", "contracts", "parties effective_date amount currency payment_terms governing_law term", "contract agreement clause key field party signature legal lease nda pull extract", 12000, 320, 0.911, 2900],
  ["invoice-extraction", "extraction", documents, "field_f1", "F1", "invoices", "vendor invoice_number invoice_date due_date total currency po_number", "invoice vendor total due billing receipt payable extract po", 2400, 170, 0.934, 720, "blob"],
  ["receipt-parsing", "extraction", documents, "field_f1", "F1", "receipts", "merchant date total currency", "receipt merchant expense till photo invoice parse", 1300, 70, 0.887, 340, "blob"],
  ["resume-parsing", "extraction", documents, "field_f1", "F1", "résumés", "name email phone company years_of_experience", "resume cv candidate applicant skill hiring parse", 1800, 120, 0.902, 480],
  ["product-attributes", "extraction", "Commerce", "field_f1", "F1", "products", "brand color material size price", "product catalog attribute listing color material size sku", 420, 90, 0.873, 190],
  ["lab-report-values", "extraction", "Health", "field_f1", "F1", "reports", "patient date test value unit", "lab report blood test value medical health result", 3100, 210, 0.858, 960, "blob"],
  ["doc-classification", "classification", sorting, "macro_f1", "Macro F1", "documents", "contract invoice receipt letter report form", "classify document type sort route file mailroom", 2600, 4, 0.962, 430],
  ["support-ticket-triage", "classification", sorting, "macro_joint_f1", "Joint F1", "tickets", "billing outage bug account feature_request", "support ticket triage urgency queue helpdesk customer classify", 780, 8, 0.917, 150],
  ["review-sentiment", "classification", sorting, "macro_f1", "Macro F1", "reviews", "positive neutral negative", "review sentiment opinion feedback tone positive negative classify", 310, 4, 0.948, 62],
  ["language-identification", "classification", sorting, "accuracy", "Accuracy", "texts", "en de fr es it ja", "language identify detect locale", 190, 4, 0.991, 38],
  ["meeting-summary", "summary", writing, "judge_mean", "Judge mean", "meetings", "summary", "meeting summary summarize minutes notes transcript action", 9800, 420, 0.842, 2300],
  ["email-reply-drafting", "reply", writing, "judge_mean", "Judge mean", "replies", "reply", "email reply draft answer customer write response", 900, 190, 0.826, 410],
  ["pii-redaction", "redaction", "Privacy", "span_f1", "Span F1", "pages", "text", "redact pii personal privacy anonymize mask remove name", 620, 600, 0.953, 880],
  ["sql-generation", "code", "Code", "execution_accuracy", "Execution accuracy", "queries", "sql", "sql query database table generate text-to-sql", 2900, 110, 0.781, 640],
  ["general-chat", "chat", general, "judge_mean", "Judge mean", "requests", "reply", "", 640, 310, 0, 0],
  ["general-vision", "chat", general, "judge_mean", "Judge mean", "requests", "reply", "", 1450, 220, 0, 0, "blob"],
  ["general-agentic", "chat", general, "judge_mean", "Judge mean", "requests", "reply", "", 5200, 260, 0, 0],
  ["code-generation", "code", general, "pass_at_1", "pass@1", "requests", "code", "", 1900, 420, 0, 0],
];

function fromRow(row: Row): Task {
  const [
    id,
    kind,
    category,
    scorer,
    metric,
    unit,
    names,
    words,
    prompt,
    completion,
    quality,
    microUsd,
    blob,
  ] = row;
  const [first = "value", ...rest] = names.split(" ");
  return {
    id,
    kind,
    category,
    scorer,
    metric,
    unit,
    hasBlobInput: blob !== undefined,
    names: [first, ...rest],
    words: words.split(" ").filter(Boolean),
    tokens: { prompt, completion },
    best: quality > 0 ? { quality, microUsd } : null,
  };
}

export const tasks: readonly Task[] = rows.map(fromRow);

const byId = new Map(tasks.map((task) => [task.id, task]));

export function findTask(id: string): Task | null {
  return byId.get(id) ?? null;
}

/** Scored by a judge on a scale, not field by field or label by label. */
export function isJudged(task: Task): boolean {
  return task.kind === "summary" || task.kind === "reply" || task.kind === "chat";
}
