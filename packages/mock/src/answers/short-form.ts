import { pick } from "../random.ts";
import { wordsAsked } from "./long-form.ts";
import { subjectOf } from "./subjects.ts";

/** Messages with an answer written for them: small talk, and the questions that a first page offers. */
const written: readonly (readonly [RegExp, string])[] = [
  [
    /^\W*(hi|hello|hey|good (morning|afternoon|evening))\b\W*(there|again|everyone)?\W*$/i,
    "Hello! What are you working on?",
  ],
  [
    /^\W*(many )?(thanks|thank you|thx|cheers)\b[^?]{0,40}$/i,
    "You're welcome. I'm here when the next question comes up.",
  ],
  [/^\W*(bye|goodbye|see you)\b[^?]{0,20}$/i, "Goodbye, and good luck with it."],
  [
    /\bwhen is a small open model enough\b/i,
    "When the task is **narrow** and you can measure it.\n\n- One job, such as reading fields or choosing a label: a small open model often comes within two points of the largest one.\n- Steady volume: the price per request decides, and it is a fraction.\n- Open-ended work, long chains of reasoning: keep a frontier model.\n\nRun both on the same hundred rows before you switch.",
  ],
  [
    /\bcompare batch and streaming inference\b/i,
    "| | Batch | Streaming |\n| --- | --- | --- |\n| First words | after the whole answer | in about 300 ms |\n| Throughput | highest | slightly lower |\n| Failure | the whole request again | keep what arrived |\n| Fits | nightly jobs, evaluations | chat, anything a person waits for |\n\nStream when somebody is watching; batch when nobody is.",
  ],
  [
    /\banswer a customer whose parcel is late\b/i,
    "> Hello,\n>\n> I'm sorry that your parcel is late. It left our warehouse on time and is held up at the carrier's depot; the new delivery date is **Thursday**.\n>\n> If it has not arrived by Friday noon, we send a replacement at no cost. You need to do nothing.\n>\n> Kind regards,\n> The support team",
  ],
];

const asksToExplain =
  /\b(explain|describe|elaborate|teach me|tell me (more|all|everything)|walk me through|with (a |an )?(table|code|example))/i;
const shortQuestion = 12;

/** For a short message that asks for no explanation: at most 80 words. `null` where the answer may be long. */
export function shortAnswer(seed: number, question: string): string | null {
  const text = question.slice(0, 2000).trim();
  const ready = text.length < 80 ? written.find(([pattern]) => pattern.test(text)) : undefined;
  if (ready) return ready[1];
  const isLong = question.length > 400 || text.split(/\s+/).length > shortQuestion;
  if (isLong || asksToExplain.test(text) || wordsAsked(text) !== null) return null;
  const { points } = subjectOf(text);
  const point = pick(points, seed, text, "short");
  return `${point}\n\nAsk me to *explain* it, and I go through the choices with a table and code.`;
}
