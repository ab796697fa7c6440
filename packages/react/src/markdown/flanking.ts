const whitespace = /^\s?$/u;
const punctuation = /[\p{P}\p{S}]/u;
/**
 * Letters without case and their marks, with the punctuation and the full-width forms of East Asia: scripts that put no
 * spaces between words, or write short words onto the next one.
 */
const unspaced = /[\p{Lo}\p{Lm}\u3000-\u303F\uFF00-\uFFEF]|(?![\u0300-\u036F])\p{M}/u;

/** Whether a run that stands before `inner` and behind `outer` may open; the other way round, whether it may close. */
const isFlanking = (inner: string, outer: string) =>
  !whitespace.test(inner) &&
  (!punctuation.test(inner) ||
    unspaced.test(inner) ||
    [whitespace, punctuation, unspaced].some((kind) => kind.test(outer)));

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
  const before = /[^]$/u.exec(text.slice(Math.max(0, start - 2), start))?.[0] ?? "";
  const after = /^[^]/u.exec(text.slice(end, end + 2))?.[0] ?? "";
  const isLeft = isFlanking(after, before);
  const isRight = isFlanking(before, after);
  if (character !== "_") return { canOpen: isLeft, canClose: isRight };
  return {
    canOpen: isLeft && (!isRight || punctuation.test(before)),
    canClose: isRight && (!isLeft || punctuation.test(after)),
  };
}
