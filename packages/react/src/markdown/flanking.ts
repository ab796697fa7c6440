const whitespace = /^\s?$/u;
const punctuation = /[\p{P}\p{S}]/u;
/**
 * Letters without case and their marks, with the punctuation and the full-width forms of East Asia: scripts that put no
 * spaces between words, or write short words onto the next one.
 */
const unspaced = /[\p{Lo}\p{Lm}\u3000-\u303F\uFF00-\uFFEF]|(?![\u0300-\u036F])\p{M}/u;

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
 * spaces a run needs none: `**（注）**が` and `ว่า**"ไป"**แล้ว` are strong.
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
