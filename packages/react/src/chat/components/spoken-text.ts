/** Marks of the blocks that a line is in: quotes, items, tasks, headings. */
const blockMarks =
  /^(?:\s*(?:>|(?:[-*+]|\d{1,9}[.)])(?=\s|$)(?:\s+\[[ xX]\](?=\s|$))?))*\s*(?:#{1,6}(?=\s|$)\s*|\[\^[^\]\s]+\]:)?/;

/** Rules, lines under a heading or a table's, and where a label of a link leads. */
const unspoken = /^(?:[\s|:=*_-]*|\[(?!\^)[^\]]+\]: ?\S+(?: ["'(].*)?)$/;

/** What stands behind the words of a link: where it leads, and its title. White space is one space. */
const linkTail = (() => {
  const nested = String.raw`\((?:\\.|[^\s()\\])*\)`;
  const place = String.raw`(?:<[^<>]*>|(?:\\.|[^\s()\\]|${nested})*)`;
  const title = String.raw`(?: (?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\((?:\\.|[^()\\])*\)))`;
  return String.raw`\]\( ?${place}${title}? ?\)`;
})();

/** Code, addresses and escaped characters are said as they are; the others are marks. */
const inlineMarks = new RegExp(
  [
    "`([^`]+)`",
    String.raw`<([a-z][a-z\d+.-]{1,31}:[^\s<>]*|[^\s<>@]+@[^\s<>@]+)>`,
    String.raw`(https?:\/\/[^\s<>()[\]*|\\]*)`,
    String.raw`\\([!-/:-@[-\`{-~])`,
    String.raw`\[\^[^[\]\s]+\]|${linkTail}|\]\[[^\][]*\]|!(?=\[)|<br ?\/?>|\\$|[[\]*_~|\`]`,
  ].join("|"),
  "gi",
);

/** What no sentence ends in: code and the tails of links, whole or not yet, and lines that define a link. */
const unbroken = new RegExp(
  "`[^`\\n]*(?:`|$)|" + String.raw`${linkTail}|\]\(.*$|^ {0,3}\[[^\]\n]+\]:.*`,
  "gm",
);

/**
 * An answer as it is read out: without the marks of markdown, code named instead of spelled, links and images by their
 * words. The work is proportional to the length.
 */
export function spokenText(markdown: string): string {
  const spoken: string[] = [];
  let open: string | null = null;
  for (const line of markdown.split("\n")) {
    const before: string | null = open;
    open = fenceBehind(line, open);
    if (before === null) spoken.push(open === null ? spokenLine(line) : "Code.");
  }
  return spoken.filter((line) => line !== "").join(" ");
}

function spokenLine(line: string): string {
  const words = line.replace(/\s+/g, " ").replace(blockMarks, "");
  if (unspoken.test(words)) return "";
  return words
    .replace(inlineMarks, (match, ...[code, address, url, escaped]: (string | undefined)[]) => {
      if (code !== undefined) return ` ${code} `;
      return address ?? url ?? escaped ?? (/^[*_~|`<\\]/.test(match) ? " " : "");
    })
    .replace(/\s+/g, " ")
    .replace(/ #+ ?$/, "")
    .trim();
}

/** The marks that opened the code that the next line is in, given those for this line; `null` where it is no code. */
function fenceBehind(line: string, open: string | null): string | null {
  const [, marks, info = ""] = /^(`{3,}|~{3,})(.*)$/.exec(line.replace(blockMarks, "").trimEnd()) ?? [];
  if (marks === undefined) return open;
  if (open === null) return marks.startsWith("`") && info.includes("`") ? null : marks;
  return marks.startsWith(open) && info === "" ? null : open;
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
  const masked = text.replace(unbroken, (match) => "x".repeat(match.length));
  for (const { index } of segmenter.segment(masked)) end = index;
  return end;
}

/** Where a fence begins that has not ended. */
function openFence(text: string): number | null {
  let open: string | null = null;
  let opened = 0;
  let start = 0;
  for (const line of text.split("\n")) {
    const before: string | null = open;
    open = fenceBehind(line, open);
    if (before === null) opened = start;
    start += line.length + 1;
  }
  return open === null ? null : opened;
}
