import { hash } from "../random.ts";

/** Words that speak for a label beyond the label's own. */
const signs: Record<string, RegExp> = {
  contract: /agree|party|clause|hereby|terminat/i,
  invoice: /invoice|due|payable|bill to/i,
  receipt: /receipt|paid|change|card ending/i,
  letter: /dear|sincerely|regards/i,
  report: /findings|summary|quarter|figure/i,
  billing: /charg|invoice|refund|payment|card/i,
  outage: /down|outage|unavailable|timeout|503/i,
  bug: /bug|broken|crash|error|wrong/i,
  account: /password|login|log in|account|access/i,
  feature_request: /would be (nice|great)|please add|feature|wish/i,
  positive: /great|love|excellent|perfect|happy|good|wonderful/i,
  negative: /bad|terrible|awful|broken|refund|disappoint|never again|poor/i,
  neutral: /okay|fine|average/i,
  de: /\b(der|die|und|nicht|ist)\b/i,
  fr: /\b(le|les|et|pas|est|une)\b/i,
  es: /\b(el|los|y|no es|una|que)\b/i,
  it: /\b(il|gli|non|che|di)\b/i,
  ja: /[぀-ヿ一-鿿]/,
  en: /\b(the|and|is|of)\b/i,
};

/** The label the text speaks for; without a sign, one that follows from the text. */
export function classify(seed: number, labels: readonly [string, ...string[]], text: string): string {
  const spoken = labels.find((label) => text.toLowerCase().includes(label.replaceAll("_", " ")));
  const signed = labels.find((label) => signs[label]?.test(text));
  return signed ?? spoken ?? labels[hash(seed, text) % labels.length] ?? labels[0];
}
