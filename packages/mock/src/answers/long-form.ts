import { relatedTo } from "./subjects.ts";
import type { Subject } from "./subjects.ts";
import { tableOf } from "./markdown.ts";

const askedForLength =
  /\b(in (full |great |more )?detail|detailed|thorough(ly)?|comprehensive|in[- ]depth|at length|long(er)? (answer|text|version|explanation)|essay|article|guide|handbook|tutorial|step by step|walk me through|everything about)\b/i;
const usualLength = 900;

/** How many words the question asks for; null when it leaves that open. */
export function wordsAsked(text: string): number | null {
  const question = text.slice(0, 2000);
  const counted = /(\d[\d,]*)[- ]words?\b/i.exec(question)?.[1];
  if (counted !== undefined) return Number(counted.replaceAll(",", ""));
  return askedForLength.test(question) ? usualLength : null;
}

/** Adds chapters until the text has the words that were asked for, or there is nothing left to say. */
export function atLength(text: string, question: string): string {
  const most = wordsAsked(question);
  if (most === null) return text;
  const parts = [text];
  let words = wordsIn(text);
  for (const chapter of chaptersOn(question)) {
    if (words >= most) break;
    parts.push(chapter);
    words += wordsIn(chapter);
  }
  return parts.join("\n\n");
}

function wordsIn(text: string): number {
  return text.split(/\s+/).length;
}

function* chaptersOn(question: string): Generator<string, void> {
  yield `---\n\n## Step by step\n\n${[
    `1. Write down what the change has to achieve, in one sentence that a colleague can disagree with.`,
    "2. Collect ten real cases:\n   - five that work today,\n   - three that do not,\n   - two that nobody is sure about.",
    "3. Change *one* thing, and keep the old way beside it:\n\n   ```sh\n   git switch --create trial\n   ```\n\n   A trial that cannot be undone is a decision.",
    "4. Run both ways over the same cases and count, do not judge by feel.",
    "5. Keep what won, delete what lost, and note why in two lines.",
  ].join("\n")}`;
  yield `## What usually goes wrong\n\nMost reports are one of these four:\n\n${tableOf([
    ["What you see", "What it is", "What helps", "Effort"],
    [
      "It works on your machine only",
      "a setting that is not written down",
      "put it into the repository",
      "an hour",
    ],
    ["It was fast last week", "growth nobody measured", "a figure and an alarm on it", "a day"],
    ["It fails now and then", "two things in the wrong order", "a test that swaps them", "a day or two"],
    ["Nobody dares to touch it", "no way back", "a switch, and a date to remove it", "half a day"],
  ])}\n\n> A problem that comes back has not been understood, only outlived.`;
  yield `## Questions people ask\n\n${[
    "### Do I need all of this at once?",
    "No. The first step pays for itself; the others are worth it when the first one holds. Starting with everything is the usual way to finish nothing.",
    "### How do I know that it is good enough?",
    "When the *next* improvement costs more than what it saves in a quarter. Write both figures down: ~~guesses~~ estimates that are on paper get better, those in the head do not.",
    "### Who should own it?",
    "The person who is woken up when it breaks. Anybody else optimises for something else.",
  ].join("\n\n")}`;
  yield `## A checklist\n\n${[
    "- [x] the goal is one sentence",
    "- [ ] ten cases are on file\n  - [ ] with their expected results\n  - [ ] and somebody who can change them",
    "- [ ] a figure for *before*",
    "- [ ] a way back that has been tried",
    "- [ ] a date to look at it again",
  ].join("\n")}`;
  for (const subject of relatedTo(question)) yield chapterOn(subject);
}

function chapterOn({ title, points, table, program }: Subject): string {
  const list = points.map((point) => `- ${point}`).join("\n");
  return `## Related: ${title}\n\n${list}\n\n${tableOf(table)}\n\n\`\`\`ts\n${program}\n\`\`\``;
}
