/** A line that opens or closes a fence. */
const fence = /^ {0,3}(?:```|~~~)/;

/**
 * An answer as it is read out: without the marks of markdown, code named instead of spelled, links by their words. Every
 * character is looked at once for each rule.
 */
export function spokenText(markdown: string): string {
  const spoken: string[] = [];
  let isCode = false;
  for (const line of markdown.split("\n")) {
    if (fence.test(line)) {
      if (!isCode) spoken.push("Code.");
      isCode = !isCode;
    } else if (!isCode) spoken.push(spokenLine(line));
  }
  return spoken.filter((line) => line !== "").join(" ");
}

function spokenLine(line: string): string {
  if (/^[\s|:-]*$/.test(line)) return "";
  const words = line
    .replace(/^\s*(?:#{1,6}\s|>\s?|[-*+]\s(?:\[[ xX]\]\s)?|\d{1,9}[.)]\s)/, "")
    .replaceAll(/!?\[([^[\]]{0,500})\]\([^()\s]{0,2000}\)/g, "$1")
    .replaceAll(/[*_`|~]/g, " ");
  return words.replaceAll(/\s{2,}/g, " ").trim();
}

/** Cuts a growing answer into what can be said: whole sentences, each once. */
export class SentenceSpeech {
  #said = 0;
  readonly #segmenter: Intl.Segmenter;

  constructor(locale: string) {
    this.#segmenter = new Intl.Segmenter(locale, { granularity: "sentence" });
  }

  /** What is new and whole in `text`, all of it when the answer has ended; `""` when there is nothing to say yet. */
  next(text: string, hasEnded: boolean): string {
    const rest = text.slice(this.#said);
    const length = hasEnded ? rest.length : wholeSentences(rest, this.#segmenter);
    this.#said += length;
    return spokenText(rest.slice(0, length));
  }
}

/** Length of the whole sentences at the start. An open fence is never cut: what comes after it would read as prose. */
function wholeSentences(text: string, segmenter: Intl.Segmenter): number {
  const open = openFence(text);
  if (open !== null) return open;
  // Only what follows a sentence shows that it has ended.
  let end = 0;
  for (const { index } of segmenter.segment(text)) end = index;
  return end;
}

/** Where a fence begins that has not ended. */
function openFence(text: string): number | null {
  let open: number | null = null;
  let start = 0;
  for (const line of text.split("\n")) {
    if (fence.test(line)) open = open === null ? start : null;
    start += line.length + 1;
  }
  return open;
}
