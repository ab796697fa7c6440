type Finder = (text: string) => string | null;

const month = "January|February|March|April|May|June|July|August|September|October|November|December";
// Every repetition that could be tried from many places has a limit, so that a long text takes no longer than its length.
const company =
  /(?<!\p{L})(?:\p{Lu}[\p{L}\d&'-]{0,40}\s{1,4}){1,4}?(?:Ltd|Limited|Inc|Corp|Corporation|GmbH|LLC|AG|SA|S\.A|PLC|Oy|BV|Co|KG|Bank|University)\b/gu;

/** Finders by what a field's name speaks of; the first that fits is asked. */
const finders: readonly [RegExp, Finder][] = [
  [/currency/, (text) => currencyOf(text)],
  [/amount|total|price|cost|paid/, (text) => amountOf(text)],
  [
    /due/,
    (text) =>
      first(text, new RegExp(`(?:due|by|before|until)[^\\n]{0,24}?(${datePattern})`, "i"), isoDate) ??
      dateOf(text),
  ],
  [/date/, (text) => dateOf(text)],
  [
    /invoice_number/,
    (text) =>
      first(text, /\b(?:invoice|inv)\W{0,3}(?:no\.?|number|#)?\s{0,4}[:#]?\s{0,4}([A-Z]{0,12}-?\d[\w-]*)/i),
  ],
  [
    /po_number|order/,
    (text) =>
      first(
        text,
        /\b(?:PO|purchase order)\W{0,3}(?:no\.?|number)?\s{0,4}[:#]?\s{0,4}([A-Z]{0,12}-?\d[\w-]*)/i,
      ),
  ],
  [/payment_terms/, (text) => first(text, /\b(net[\s-]?\d+|within \d+ days|upon receipt|in advance)\b/i)],
  [
    /governing_law/,
    (text) => first(text, /\blaws? of (?:the )?((?:State of )?[A-Z][\w]+(?: (?:and )?[A-Z][\w]+)*)/),
  ],
  [
    /term$|duration/,
    (text) => first(text, /\b(\d+|one|two|three|five)[\s-](?:year|month)s?\b/i, (found) => found, 0),
  ],
  [/email/, (text) => first(text, /\b([\w.+-]{1,64}@[\w-]+\.[\w.]+)\b/)],
  [/phone/, (text) => first(text, /(\+?\d[\d\s()-]{7,}\d)/)],
  [/years/, (text) => first(text, /\b(\d+)\+? years?\b/i)],
  [
    /color/,
    (text) => first(text, /\b(black|white|red|blue|green|grey|gray|navy|silver|gold|beige|brown)\b/i),
  ],
  [
    /material/,
    (text) => first(text, /\b(cotton|wool|leather|steel|oak|aluminium|linen|silk|glass|ceramic)\b/i),
  ],
  [/size/, (text) => first(text, /\b(\d+(?:\.\d+)? ?(?:cm|mm|ml|l|kg|inch)|XS|S|M|L|XL)\b/)],
  [
    /vendor|merchant|company|brand/,
    (text) => companiesOf(text)[0] ?? first(text, /\bfrom ([A-Z]\w+(?: [A-Z]\w+)*)/),
  ],
  [
    /name|patient/,
    (text) =>
      first(text, /(?<!\p{L})(?!Patient\b|Dr\b)(\p{Lu}\p{Ll}+ (?:\p{Lu}\. )?\p{Lu}\p{Ll}+)(?!\p{L})/u),
  ],
  [/unit/, (text) => first(text, /\b\d+(?:\.\d+)?\s*(g\/dL|mg\/dL|mmol\/L|U\/L|%)/)],
  [/value/, (text) => first(text, /\b(\d+(?:\.\d+)?)\s*(?:g\/dL|mg\/dL|mmol\/L|U\/L|%)/)],
  [/test/, (text) => first(text, /\b(glucose|h[ae]+moglobin|cholesterol|creatinine|ferritin)\b/i)],
];

const datePattern = `\\d{4}-\\d{2}-\\d{2}|(?:${month})\\s+\\d{1,2},?\\s+\\d{4}|\\d{1,2}\\s+(?:${month})\\s+\\d{4}|\\d{1,2}[./]\\d{1,2}[./]\\d{4}`;

/** The JSON a good extraction model gives for this text: every field of the task, null where the text is silent. */
export function extract(fields: readonly string[], text: string): Record<string, unknown> {
  return Object.fromEntries(fields.map((field) => [field, extractField(field, text)]));
}

function extractField(field: string, text: string): unknown {
  if (/parties/.test(field)) {
    const parties = companiesOf(text);
    return parties.length > 0 ? parties : null;
  }
  const finder = finders.find(([pattern]) => pattern.test(field));
  return finder ? finder[1](text) : null;
}

function first(text: string, pattern: RegExp, shape = (found: string) => found, group = 1): string | null {
  const found = pattern.exec(text)?.[group];
  return found === undefined ? null : shape(found.trim());
}

function companiesOf(text: string): string[] {
  return [...new Set(Array.from(text.matchAll(company), (match) => match[0].trim()))].slice(0, 4);
}

function amountOf(text: string): string | null {
  const found =
    /(?:[$€£¥]|USD|EUR|GBP)\s?(\d[\d.,]{0,30})/.exec(text) ??
    /(?<![\d.,])(\d[\d.,]{0,30})\s?(?:[€£]|USD|EUR|GBP|dollars|euros)/.exec(text);
  return found?.[1] ? plainNumber(found[1]) : null;
}

/** "5,000" and "1.200,50" as "5000" and "1200.50". */
function plainNumber(written: string): string {
  const trimmed = written.replace(/[.,]+$/, "");
  const decimals = /[.,](\d{1,2})$/.exec(trimmed)?.[1];
  const whole = decimals === undefined ? trimmed : trimmed.slice(0, -decimals.length - 1);
  const digits = whole.replace(/[.,]/g, "");
  return decimals === undefined ? digits : `${digits}.${decimals}`;
}

function currencyOf(text: string): string | null {
  const found = /USD|EUR|GBP|JPY|[$€£¥]/.exec(text)?.[0];
  const signs: Record<string, string> = { $: "USD", "€": "EUR", "£": "GBP", "¥": "JPY" };
  return found === undefined ? null : (signs[found] ?? found);
}

function dateOf(text: string): string | null {
  return first(text, new RegExp(`(${datePattern})`), isoDate);
}

function isoDate(written: string): string {
  const dotted = /^(\d{1,2})[./](\d{1,2})[./](\d{4})$/.exec(written);
  if (dotted) return `${dotted[3]}-${pad(dotted[2])}-${pad(dotted[1])}`;
  const words = new RegExp(`(${month})`).exec(written)?.[1];
  if (words === undefined) return written;
  const monthNumber = month.split("|").indexOf(words) + 1;
  const numbers = written.match(/\d+/g) ?? [];
  return `${numbers.find((digits) => digits.length === 4)}-${pad(String(monthNumber))}-${pad(numbers.find((digits) => digits.length < 3))}`;
}

function pad(digits: string | undefined): string {
  return (digits ?? "1").padStart(2, "0");
}
