import { classify } from "./classification.ts";
import { program, query } from "./code.ts";
import { extract } from "./extraction.ts";
import { fieldsOf } from "./json-schema.ts";
import { atLength } from "./long-form.ts";
import { emailReply, prose, summary } from "./prose.ts";
import { schemaValue } from "./schema-value.ts";
import { shortAnswer } from "./short-form.ts";
import type { Task } from "../world/tasks.ts";

/** What a model says that is held to a JSON schema: what the task finds in the text stands where the schema names it. */
export function structuredAnswer(seed: number, task: Task, text: string, schema: object): string {
  const known: unknown = JSON.parse(answerFor(seed, task, text, true));
  return JSON.stringify(schemaValue(seed, schema, text, fieldsOf(known)));
}

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
  if (kind === "reply") return emailReply();
  if (kind === "redaction") return redact(text);
  if (kind === "code") return task.names[0] === "sql" ? query(text) : program(text);
  return chatAnswer(seed, text);
}

function chatAnswer(seed: number, text: string): string {
  return shortAnswer(seed, text) ?? atLength(prose(seed, text), text);
}

/** Without a document in the message there is nothing to extract, and the model says so. */
function extraction(seed: number, task: Task, text: string, wantsJson: boolean): string {
  const fields = extract(task.names, text);
  const found = Object.values(fields).some((value) => value !== null);
  if (found || wantsJson) return JSON.stringify(fields, null, 2);
  if (isQuestion(text)) return chatAnswer(seed, text);
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

const redactions: readonly [RegExp, string][] = [
  [/[\w.+-]{1,64}@[\w-]+(?:\.\w+)+/g, "[EMAIL]"],
  [/\+\d[\d\s()-]{7,}\d/g, "[PHONE]"],
  [
    /(?<!\p{L})(?!Patient\b|Dr\b|Dear\b)\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+(?!\p{L}| (?:Ltd|Inc|Corp|LLC))(?<! (?:Ltd|Inc|Corp|Oy|Bank))/gu,
    "[NAME]",
  ],
];

function redact(text: string): string {
  return redactions.reduce((so, [pattern, label]) => so.replace(pattern, label), text);
}
