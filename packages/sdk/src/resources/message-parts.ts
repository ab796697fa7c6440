import { ContractViolation, isRecord } from "../decode.ts";

/** The text of a message, by what it is; `null` where there was none. */
export interface MessageText {
  content: string | null;
  refusal: string | null;
  reasoningContent: string | null;
}

/** Parts without text for the reader: references to sources, reasoning that the server encrypted. */
const silentPart = /reference|citation|redacted/;

/**
 * Adds up content that is not plain text: a list of parts, or one part alone.
 * @throws ContractViolation for a part that holds no text: dropping it would lose a part of the answer.
 */
export function readParts(content: unknown): MessageText {
  const text: MessageText = { content: null, refusal: null, reasoningContent: null };
  for (const part of Array.isArray(content) ? content : [content]) {
    if (part === null) continue;
    const [kind, added] = readPart(part);
    if (added !== null) text[kind] = (text[kind] ?? "") + added;
  }
  return text;
}

function readPart(part: unknown): readonly [keyof MessageText, string | null] {
  if (typeof part === "string") return ["content", part];
  if (isRecord(part)) {
    const { type, text, refusal, thinking, reasoning } = part;
    const isReasoning = typeof type === "string" && /thinking|reasoning/.test(type);
    const words = plainText(text);
    if (!isReasoning && words !== null) return ["content", words];
    const refused = plainText(refusal);
    if (refused !== null) return ["refusal", refused];
    const thought = plainText(thinking) ?? plainText(reasoning) ?? words;
    if (thought !== null) return ["reasoningContent", thought];
    if (typeof type === "string" && silentPart.test(type)) return ["content", null];
  }
  throw new ContractViolation("content holds a part that is not text");
}

/** Text as it is, as `{ value }` or `{ text }`, or as a list of these; else `null`. */
export function plainText(value: unknown): string | null {
  if (!Array.isArray(value)) return wordsOf(value);
  const words = value.map(wordsOf);
  return words.includes(null) ? null : words.join("");
}

function wordsOf(value: unknown): string | null {
  const words = isRecord(value) ? (value["text"] ?? value["value"]) : value;
  return typeof words === "string" ? words : null;
}
