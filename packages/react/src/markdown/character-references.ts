import { shownText } from "../format/shown-text.ts";

/** The names of HTML 4, and those of ASCII; each run begins at a code point and counts on. `-` has no name. */
const runs =
  "9 Tab NewLine;21 excl quot num dollar percnt amp apos lpar rpar ast plus comma - period sol;3a colon semi lt equals " +
  "gt quest commat;5b lsqb bsol rsqb Hat lowbar grave;7b lcub vert rcub;a0 nbsp iexcl cent pound curren yen brvbar sect " +
  "uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 " +
  "frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml " +
  "ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute " +
  "acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc " +
  "otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml;152 OElig oelig;160 Scaron scaron;178 Yuml;192 " +
  "fnof;2c6 circ;2dc tilde;391 Alpha Beta Gamma Delta Epsilon Zeta Eta Theta Iota Kappa Lambda Mu Nu Xi Omicron Pi Rho;" +
  "3a3 Sigma Tau Upsilon Phi Chi Psi Omega;3b1 alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi " +
  "omicron pi rho sigmaf sigma tau upsilon phi chi psi omega;3d1 thetasym upsih;3d6 piv;2002 ensp emsp;2009 thinsp;200c " +
  "zwnj zwj lrm rlm;2013 ndash mdash;2018 lsquo rsquo sbquo;201c ldquo rdquo bdquo;2020 dagger Dagger bull;2026 hellip;" +
  "2030 permil;2032 prime Prime;2039 lsaquo rsaquo;203e oline;2044 frasl;20ac euro;2111 image;2118 weierp;211c real;2122 " +
  "trade;2135 alefsym;2190 larr uarr rarr darr harr;21b5 crarr;21d0 lArr uArr rArr dArr hArr;2200 forall;2202 part exist;" +
  "2205 empty;2207 nabla isin notin;220b ni;220f prod;2211 sum minus;2217 lowast;221a radic;221d prop infin;2220 ang;" +
  "2227 and or cap cup int;2234 there4;223c sim;2245 cong;2248 asymp;2260 ne equiv;2264 le ge;2282 sub sup nsub;2286 sube " +
  "supe;2295 oplus;2297 otimes;22a5 perp;22c5 sdot;2308 lceil rceil lfloor rfloor;25ca loz;2660 spades;2663 clubs;2665 " +
  "hearts diams;2713 check;27e8 lang rang";

const characters = new Map(
  runs.split(";").flatMap((run) => {
    const [first = "", ...names] = run.split(" ");
    return names.map((name, index) => [name, String.fromCodePoint(parseInt(first, 16) + index)] as const);
  }),
);

const reference = /&(?:#[xX]([\da-fA-F]{1,6})|#(\d{1,7})|([a-zA-Z][a-zA-Z\d]{1,31}));/y;

/** The reference that stands at `index`, with the character it names: `""` if nobody would see it there. */
export function readReference(text: string, index: number): { source: string; text: string } | null {
  reference.lastIndex = index;
  const [source, hex, decimal, name] = reference.exec(text) ?? [];
  if (source === undefined) return null;
  const character =
    name === undefined ? characterOf(hex ? parseInt(hex, 16) : Number(decimal)) : characters.get(name);
  if (character === undefined) return null;
  // What it changes stands beside it: two units hold any character.
  const end = index + source.length;
  const place = text.slice(Math.max(0, index - 2), index) + character + text.slice(end, end + 2);
  return { source, text: shownText(place).includes(character) ? character : "" };
}

function characterOf(code: number): string {
  const isCharacter = code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
  return isCharacter ? String.fromCodePoint(code) : "\uFFFD";
}

/** ASCII punctuation: what a backslash can take the meaning from. */
export const isEscapable = (character: string) => /^[!-/:-@[-`{-~]$/.test(character);

/** Text with backslash escapes and character references resolved, as destinations and info strings have them. */
export function decodeText(text: string): string {
  if (!/[\\&]/.test(text)) return text;
  let decoded = "";
  for (let index = 0; index < text.length; index++) {
    const character = text.charAt(index);
    const found = character === "&" ? readReference(text, index) : null;
    if (character === "\\" && isEscapable(text.charAt(index + 1))) decoded += text.charAt(++index);
    else if (found) {
      decoded += found.text;
      index += found.source.length - 1;
    } else decoded += character;
  }
  return decoded;
}
