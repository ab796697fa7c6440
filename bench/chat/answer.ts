const sections = [
  "## Notice period\n\nEither party may end the agreement with **ninety days'** written notice, counted from the end of the month in which it arrives.\n\n",
  "- The supplier keeps the data for thirty days.\n- After that it is deleted, and a `certificate` is sent.\n- Copies in backups follow within a quarter.\n\n",
  "```ts\nconst due = addDays(endOfMonth(received), 90);\nif (due < renewal) cancel(agreement);\n```\n\n",
  "| clause | binds | until |\n| --- | --- | --- |\n| 4.2 | both parties | the end of the term |\n| 7.1 | the supplier | two years after it |\n\n",
  "See [the annex](https://example.com/annex) for prices; what it leaves open is _agreed in writing_, or by an order that names it.\n\n",
];

/** A markdown answer of so many tokens of one to seven characters, four on average: 4,000 are 16 KB. */
export function answerTokens(count: number): string[] {
  const tokens: string[] = [];
  let rest = "";
  for (let token = 0; token < count; token++) {
    if (rest.length < 7) rest += sections[Math.floor(token / 30) % sections.length];
    const length = 1 + ((token * 5) % 7);
    tokens.push(rest.slice(0, length));
    rest = rest.slice(length);
  }
  return tokens;
}

/** A message of exactly one kilobyte, no two alike. */
export function historyText(index: number): string {
  const sentence = `Message ${index} of the thread, about clause ${index % 17}. `;
  return sentence.repeat(Math.ceil(1024 / sentence.length)).slice(0, 1024);
}

const lastWords = "The end of it.";

/** The tokens that close a markdown answer, whatever its last one left open. */
export function markdownEnd(text: string): string[] {
  const isInCode = text.split("```").length % 2 === 0;
  return [...(isInCode ? ["\n```"] : []), "\n\n", "The ", "end ", "of it."];
}

/** Formatted, the text is another one for every library; what closes it is not. */
export const showsMarkdownEnd = (shown: string): boolean => shown.includes(lastWords);

/** A message of about a kilobyte of markdown, no two alike. */
export function historyMarkdown(index: number): string {
  if (index % 2 === 0) return `What does clause ${index} say about its end?`;
  return `### Clause ${index}\n\n${sections.join("")}`;
}
