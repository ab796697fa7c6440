import { classify } from "./classification.ts";
import { extract } from "./extraction.ts";
import { emailReply, prose, summary, topicOf } from "./prose.ts";
import type { Task } from "../world/tasks.ts";

/** What this task's model says to this text: the same seed and text give the same answer. */
export function answerFor(seed: number, task: Task, text: string, wantsJson: boolean): string {
  const answer = worked(seed, task, text, wantsJson);
  if (!wantsJson || task.kind === "extraction") return answer;
  return JSON.stringify(task.kind === "classification" ? { label: answer } : { answer });
}

function worked(seed: number, task: Task, text: string, wantsJson: boolean): string {
  const { kind } = task;
  if (kind === "extraction") return extraction(seed, task, text, wantsJson);
  if (kind === "classification") return classify(seed, task.names, text);
  if (kind === "summary") return summary(text);
  if (kind === "reply") return emailReply(text);
  if (kind === "redaction") return redact(text);
  return kind === "code" ? code(task, text) : prose(seed, text);
}

/** Without a document in the message there is nothing to extract, and the model says so. */
function extraction(seed: number, task: Task, text: string, wantsJson: boolean): string {
  const fields = extract(task.names, text);
  const found = Object.values(fields).some((value) => value !== null);
  if (found || wantsJson) return JSON.stringify(fields, null, 2);
  if (isQuestion(text)) return prose(seed, text);
  const names = task.names.map((name) => `- \`${name}\``).join("\n");
  return `I don't see a document in your message. Paste the text and I return these fields as JSON:\n\n${names}`;
}

/** An open question rather than a document to work on. */
function isQuestion(text: string): boolean {
  const trimmed = text.trim();
  return (
    trimmed.length < 240 &&
    /^(explain|why|how|compare|tell me|what (is|are)|describe|summari[sz]e|give me|write|help|list)\b/i.test(
      trimmed,
    )
  );
}

function redact(text: string): string {
  return text
    .replace(/[\w.+-]+@[\w-]+\.[\w.]+/g, "[EMAIL]")
    .replace(/\+?\d[\d\s().-]{7,}\d/g, "[PHONE]")
    .replace(/\b[A-Z][a-z]+ [A-Z][a-z]+\b/g, "[NAME]");
}

function code(task: Task, text: string): string {
  const topic = topicOf(text);
  const name =
    topic
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "_")
      .replace(/^_|_$/g, "")
      .slice(0, 40) || "result";
  if (task.names[0] === "sql") {
    return `\`\`\`sql\nSELECT customer_id, SUM(total) AS ${name}\nFROM orders\nWHERE created_at >= DATE '2026-01-01'\nGROUP BY customer_id\nORDER BY ${name} DESC\nLIMIT 20;\n\`\`\``;
  }
  return `\`\`\`ts\n/** ${topic} */\nexport function ${name}(rows: readonly string[]): string[] {\n  const seen = new Set<string>();\n  return rows.filter((row) => !seen.has(row) && seen.add(row));\n}\n\`\`\`\n\nIt keeps the first of each value and the order they came in.`;
}
