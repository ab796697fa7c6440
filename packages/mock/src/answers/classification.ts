import { hash } from "../random.ts";

/** Any of these words, whole: `\\b` takes an accented letter for a word's end. */
function oneOf(words: string): RegExp {
  return new RegExp(`(?<!\\p{L})(?:${words})(?!\\p{L})`, "iu");
}

/** Words that speak for a label beyond the label's own. */
const signs: Record<string, RegExp> = {
  contract: /agree|party|clause|hereby|terminat/i,
  invoice: /invoice|due|payable|bill to/i,
  receipt: /receipt|paid|change|card ending/i,
  letter: /dear|sincerely|regards/i,
  form: /date of birth|tick (one|a) box|block capitals/i,
  report: /findings|summary|quarter|figure/i,
  billing: /charg|invoice|refund|payment|card/i,
  outage: /down|outage|unavailable|timeout|503/i,
  bug: /bug|broken|crash|error|wrong/i,
  account: /password|login|log in|account|access/i,
  feature_request: /would be (nice|great)|please add|feature|wish/i,
  positive: /great|love|excellent|perfect|happy|good|wonderful/i,
  negative: /bad|terrible|awful|broken|refund|disappoint|never again|poor/i,
  neutral: /okay|fine|average/i,
  de: oneOf("der|die|und|nicht|ist"),
  fr: oneOf("le|les|et|pas|est|une"),
  es: oneOf("el|los|y|una|que"),
  it: oneOf("il|gli|non|che|di"),
  ja: /[぀-ヿ一-鿿]/,
  en: oneOf("the|and|is|of"),
};

/** The label the text speaks for; without a sign, one that follows from the text. */
export function classify(seed: number, labels: readonly [string, ...string[]], text: string): string {
  const spoken = labels.find((label) => text.toLowerCase().includes(label.replaceAll("_", " ")));
  const signed = labels.find((label) => signs[label]?.test(text));
  return signed ?? spoken ?? labels[hash(seed, text) % labels.length] ?? labels[0];
}
