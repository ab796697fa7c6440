const whitespace = /^\s?$/u;
const punctuation = /[\p{P}\p{S}]/u;
/** Scripts that put no spaces between words, with their punctuation and full-width forms. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\u3000-\u303F\uFF00-\uFFEF]/u;

function characterBefore(text: string, index: number): string {
  const isLow = /[\uDC00-\uDFFF]/.test(text.charAt(index - 1));
  return text.slice(Math.max(0, index - (isLow ? 2 : 1)), index);
}

function characterAt(text: string, index: number): string {
  const code = text.codePointAt(index);
  return code === undefined ? "" : String.fromCodePoint(code);
}

/**
 * What a run of `*`, `_` or `~` can do, by what stands around it. CommonMark's rules, but next to a script without
 * spaces a run needs none: `**（注）**が` is strong there.
 */
export function flanking(
  text: string,
  start: number,
  end: number,
  character: string,
): { canOpen: boolean; canClose: boolean } {
  const before = characterBefore(text, start);
  const after = characterAt(text, end);
  const isSpaceBefore = whitespace.test(before);
  const isSpaceAfter = whitespace.test(after);
  const isPunctuationBefore = punctuation.test(before);
  const isPunctuationAfter = punctuation.test(after);
  const isUnspacedBefore = unspaced.test(before);
  const isUnspacedAfter = unspaced.test(after);
  const isLeft =
    !isSpaceAfter &&
    (!isPunctuationAfter || isUnspacedAfter || isSpaceBefore || isPunctuationBefore || isUnspacedBefore);
  const isRight =
    !isSpaceBefore &&
    (!isPunctuationBefore || isUnspacedBefore || isSpaceAfter || isPunctuationAfter || isUnspacedAfter);
  if (character !== "_") return { canOpen: isLeft, canClose: isRight };
  return {
    canOpen: isLeft && (!isRight || isPunctuationBefore),
    canClose: isRight && (!isLeft || isPunctuationAfter),
  };
}
