import { ContractViolation, isRecord, textOrNull } from "../decode.ts";

/** The text of a message, by what it is; `null` where there was none. */
export interface MessageText {
  content: string | null;
  refusal: string | null;
  reasoningContent: string | null;
}

/** Parts without text for the reader: references to sources, reasoning that the server encrypted. */
const silentPart = /reference|citation|redacted/;

/**
 * Adds up content: text, a list of parts, or one part alone.
 * @throws ContractViolation for a part that holds no text: dropping it would lose a part of the answer.
 */
export function readParts(content: unknown): MessageText {
  const sum: MessageText = { content: null, refusal: null, reasoningContent: null };
  if (typeof content === "string") sum.content = content;
  else for (const part of [content].flat()) if ((part ?? null) !== null) addPart(sum, part);
  return sum;
}

function addPart(sum: MessageText, part: unknown): void {
  const { type, text, refusal, thinking, reasoning } = isRecord(part) ? part : { text: textOrNull(part) };
  const kind = textOrNull(type) ?? "";
  const words = plainText(text);
  const isContent = words !== null && !/thinking|reasoning/.test(kind);
  const refused = plainText(refusal);
  const added = isContent ? words : (refused ?? plainText(thinking) ?? plainText(reasoning) ?? words);
  const field = isContent ? "content" : refused === null ? "reasoningContent" : "refusal";
  if (added !== null) sum[field] = (sum[field] ?? "") + added;
  else if (!silentPart.test(kind)) throw new ContractViolation("content holds a part that is not text");
}

/** Text as it is, as `{ value }` or `{ text }`, or as a list of these; else `null`. */
export function plainText(value: unknown): string | null {
  if (typeof value === "string") return value;
  if (isRecord(value)) return textOrNull(value["text"] ?? value["value"]);
  const words = Array.isArray(value)
    ? value.map((item) => (Array.isArray(item) ? null : plainText(item)))
    : [null];
  return words.includes(null) ? null : words.join("");
}
