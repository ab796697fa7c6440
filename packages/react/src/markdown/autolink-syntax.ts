import { isEscapable } from "./character-references.ts";

/** White space, what no URL has unescaped, and the punctuation of other scripts, but for dots inside of words. */
const beyondUrl = /[\s<>[\]{}|\\^`"]|(?![ -~\u00B7\u30FB])\p{P}|[\uFF01-\uFF0F\uFF1A-\uFF20]/u;
/** A letter without case behind one of ASCII: a host ends there, and a text without spaces goes on. */
const beyondHost = /[a-z\d]\p{Lo}/iu;
const trailing = "?!.,:;*_~'";

/** Where a URL that begins before `from` ends, without the punctuation of the sentence around it. */
function urlEnd(text: string, from: number): number {
  let end = from;
  let surplus = 0;
  let isHost = true;
  for (; end < text.length && !beyondUrl.test(text.charAt(end)); end++) {
    if (isHost && beyondHost.test(text.slice(end - 1, end + 1))) break;
    isHost &&= !"/?#".includes(text.charAt(end));
    if (text.charAt(end) === "(") surplus--;
    else if (text.charAt(end) === ")") surplus++;
  }
  for (; end > from; end--) {
    const last = text.charAt(end - 1);
    if (last === ")" && surplus > 0) surplus--;
    else if (!trailing.includes(last)) break;
  }
  return end;
}

export interface Autolink {
  readonly start: number;
  readonly end: number;
  readonly destination: string;
}

/** `https://…` around the colon at `index`, `www.…` at it, or `name@host` around the at sign there. */
export function findAutolink(text: string, index: number, earliest: number): Autolink | null {
  if (text.charAt(index) === "@") return findAddress(text, index, earliest);
  const isWww = text.startsWith("www.", index);
  if (!isWww && !text.startsWith("://", index)) return null;
  const scheme = isWww ? "" : (/https?$/i.exec(text.slice(Math.max(earliest, index - 5), index))?.[0] ?? "");
  if (!isWww && scheme === "") return null;
  const start = index - scheme.length;
  if (/[\w/.@-]/.test(text.charAt(start - 1))) return null;
  const host = index + (isWww ? 4 : 3);
  const first = text.charAt(host);
  // Before the end is looked for: what is no URL would be read again from its next beginning.
  if (first === "" || isEscapable(first) || beyondUrl.test(first)) return null;
  const end = urlEnd(text, host);
  return { start, end, destination: `${isWww ? "https://" : ""}${text.slice(start, end)}` };
}

/** A last label of letters, as GFM's hosts have; a version number such as `19.3.1` or `3.x` is none. */
const isMailHost = /^[\w-]+(?:\.[\w-]+)*(?:\.[a-z]{2,}|(?<!\d)\.[a-z])$/i;

function findAddress(text: string, index: number, earliest: number): Autolink | null {
  let start = index;
  while (start > earliest && /[\w.+-]/.test(text.charAt(start - 1))) start--;
  let end = index + 1;
  while (/[\w.-]/.test(text.charAt(end))) end++;
  while (text.charAt(end - 1) === ".") end--;
  const host = text.slice(index + 1, end);
  if (start === index || !isMailHost.test(host)) return null;
  return { start, end, destination: `mailto:${text.slice(start, end)}` };
}
