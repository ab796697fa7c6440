import { pick } from "../random.ts";
import { tableOf } from "./markdown.ts";
import { subjectOf } from "./subjects.ts";

const openings = [
  "Here is how I would look at it.",
  "Short answer first, then the reasoning.",
  "Good question — the naïve reading misses one thing.",
  "Let me take it in three steps.",
] as const;

const closings = [
  "If you tell me the volume you expect, I can put numbers to each line → the table then decides by itself.",
  "Try it on a handful of your own cases first ✅ and only then on everything.",
  "One caveat: the figures above are rules of thumb, so measure before you rely on them.",
] as const;

/** A few hundred tokens of markdown about the question: headings, lists, a table, code, links, a quote. */
export function prose(seed: number, question: string): string {
  const { title, points, table, program } = subjectOf(question);
  const page = `https://docs.example.com/${title.toLowerCase().replaceAll(" ", "-")}`;
  return [
    `## ${title}`,
    pick(openings, seed, question, "opening"),
    "**Three things** carry most of the weight:",
    points.map((point, index) => `${index + 1}. ${point}`).join("\n"),
    `### Side by side`,
    tableOf(table),
    `### In code`,
    "```ts\n" + program + "\n```",
    `Before you commit to anything:`,
    "- [ ] name the person who decides\n- [ ] save today's figures, so that there is a *before*\n- [ ] agree on `stop` and `rollback`",
    `> ${pick(closings, seed, question, "closing")}`,
    `Read on: [${title}](${page}), or [in short](${page}#in-short "One page").`,
  ].join("\n\n");
}

const askedForm =
  /^(an? )?(about )?([\d,]+[- ]words?\s*)?(long |short |detailed |thorough )*(essay |article |guide |handbook |tutorial |text )?(about|on|to|of) /i;
const askedLength = /,? (in (full |great |more )?detail|at length|step by step|(in )?[\d,]+ words)\b.*$/i;

/** What the question is about: its words without the asking, nine at most. */
export function topicOf(question: string): string {
  const line =
    question
      .trim()
      .slice(0, 400)
      .split(/\n|(?<=[.?!])\s/)[0] ?? "";
  const bare = line
    .replace(/^subject:\s*/i, "")
    .replace(/^(please|can you|could you|hey|hi|hello)[, ]+/i, "")
    .replace(
      /^(explain|describe|summari[sz]e|compare|tell me about|what (is|are)( on)?|how (do|does|can|should) (i|we|you)?|why (is|are|do|does)?|write( me)?|give me|list)\s+/i,
      "",
    )
    .replace(askedForm, "")
    .replace(askedLength, "");
  const words = bare.split(/\s+/).slice(0, 9).join(" ");
  const whole = words
    .replace(/[?.!:,;\s]+$/, "")
    .replace(/\s+(and|or|if|to|of|for|not|the|a|in|on|with|from)$/i, "");
  return whole === "" ? "your question" : whole;
}

/** Three bullets of the text's own sentences. */
export function summary(text: string): string {
  const sentences = (text.match(/[^.!?\n]+[.!?]?/g) ?? []).map((sentence) => sentence.trim()).filter(Boolean);
  const longest = sentences.toSorted((one, other) => other.length - one.length).slice(0, 3);
  const kept = sentences.filter((sentence) => longest.includes(sentence)).slice(0, 3);
  const bullets = kept.map((sentence) => `- ${sentence}`).join("\n");
  return `### Summary\n\n${bullets || "- Nothing to summarize."}\n\n**Next step:** confirm the points above with everyone who was there.`;
}

export function emailReply(): string {
  return [
    "Hello,",
    "thank you for your message. I have looked into it and want to make sure it is settled for you.",
    "- We have noted the details you sent.\n- A colleague checks them today.\n- You hear from us by tomorrow noon at the latest.",
    "If anything is missing, simply reply to this e-mail.",
    "Kind regards,\nThe support team",
  ].join("\n\n");
}
