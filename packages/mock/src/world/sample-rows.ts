import { answerFor } from "../answers/answer.ts";
import { extract } from "../answers/extraction.ts";
import { fraction, hash, pick } from "../random.ts";
import type { Task } from "./tasks.ts";

/** Rows as a customer would bring them. An extraction row's expectation is what its text really says. */
export function sampleRows(seed: number, task: Task, count: number): Record<string, unknown>[] {
  return Array.from({ length: count }, (_, index) => sampleRow(hash(seed, task.id, index), task));
}

function sampleRow(seed: number, task: Task): Record<string, unknown> {
  if (task.kind === "classification") {
    const label = pick(task.names, seed, "label");
    return {
      input: (labelTexts[label] ?? [`A text about ${label}.`])[seed % 2] ?? label,
      expected: { label },
    };
  }
  const text = sampleDocument(seed, task);
  if (task.kind !== "extraction")
    return { input: text, expected: { reference: answerFor(seed, task, text, false) } };
  return { input: task.hasBlobInput ? { document: null } : text, expected: extract(task.names, text) };
}

const companies = [
  "Northwind Ltd",
  "Faber GmbH",
  "Acme Corp",
  "Lumen Oy",
  "Blue Harbor LLC",
  "Castell SA",
  "Orchid Foods Inc",
  "Kestrel Bank",
] as const;
const people = [
  "Mara Lindqvist",
  "Jonas Weber",
  "Aiko Tanaka",
  "Priya Nair",
  "Tom Becker",
  "Élodie Martin",
] as const;
const laws = ["Delaware", "England", "Germany", "Singapore", "Ireland"] as const;
const colors = ["black", "navy", "beige", "green"] as const;
const materials = ["cotton", "leather", "steel", "oak"] as const;

/** A document's text as this task meets it. */
export function sampleDocument(seed: number, task: Task): string {
  const one = pick(companies, seed, "one");
  const other = pick(companies, seed, "other");
  const amount = (Math.floor(20 + 4800 * fraction(seed, "amount")) * 5).toLocaleString("en-US");
  const date = dateOf(seed, "date");
  const number = 1000 + (seed % 8999);
  const person = pick(people, seed, "person");
  switch (task.id) {
    case "contract-key-fields":
      return `This agreement between ${one} and ${other} takes effect on ${date}. ${one} agrees to pay $${amount}, net ${pick([15, 30, 45, 60], seed, "net")}. It runs for ${pick([6, 12, 24, 36], seed, "term")} months and is governed by the laws of ${pick(laws, seed, "law")}.`;
    case "invoice-extraction":
      return `Invoice no. INV-${number} from ${one}. Invoice date ${date}. PO number PO-${number + 17}. Total due: €${amount} by ${dateOf(seed, "due")}.`;
    case "receipt-parsing":
      return `${one} ${date} Total $${amount} paid by card ending ${number}.`;
    case "resume-parsing":
      return `${person}, ${person.split(" ")[0]?.toLowerCase()}@mail.example, +49 30 ${number} 118. ${3 + (seed % 17)} years of experience, most recently at ${one}.`;
    case "product-attributes":
      return `Shoulder bag by ${one}, ${pick(colors, seed, "color")} ${pick(materials, seed, "material")}, ${20 + (seed % 30)} cm, $${amount}.`;
    case "lab-report-values":
      return `Patient ${person}, ${date}. Glucose ${70 + (seed % 60)} mg/dL.`;
    case "sql-generation":
      return `Total revenue per customer since ${date}`;
    default:
      return `${person} from ${one} wrote on ${date}. The delivery for ${other} is late by ${2 + (seed % 9)} days. They would like a new date, and a credit of $${amount} if it slips again. Reach them at +44 20 ${number} 55.`;
  }
}

function dateOf(seed: number, name: string): string {
  const day = Math.floor(365 * fraction(seed, name));
  return new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10);
}

const labelTexts: Record<string, readonly [string, string]> = {
  contract: [
    "Either party may terminate this agreement with 30 days' notice.",
    "The parties hereby agree to the clauses below.",
  ],
  invoice: ["Bill to Acme Corp. Amount due within 14 days.", "Invoice 4471: payable on receipt."],
  receipt: ["Paid by card ending 1182. Change 0.00.", "Receipt: two coffees, 7.40."],
  letter: ["Dear Ms Weber, thank you for your visit. Sincerely, M.", "Dear Tom, kind regards from Oslo."],
  report: [
    "Findings for the second quarter, with figures in the annex.",
    "Summary of findings: churn fell by a fifth.",
  ],
  form: ["Name: ____ Date of birth: ____ Signature: ____", "Tick one box and return this form."],
  billing: ["I was charged twice this month.", "Where is my refund?"],
  outage: ["The dashboard is down for all of us.", "We get a timeout on every page."],
  bug: ["The export button crashes the app.", "The date is wrong by one day."],
  account: ["I cannot log in after changing my password.", "Please give Priya access."],
  feature_request: ["Please add a dark theme.", "It would be nice to sort by date."],
  positive: ["Great quality, I love it.", "Excellent service and a perfect fit."],
  neutral: ["It is okay for the price.", "About average."],
  negative: ["Terrible, it arrived broken.", "Never again."],
  en: ["The train is late and the platform is full.", "Bring one of the keys."],
  de: ["Der Zug ist nicht da.", "Die Rechnung und der Vertrag liegen bei."],
  fr: ["Le train n'est pas là.", "La facture et le contrat sont joints."],
  es: ["El tren no es puntual y hay que esperar.", "Los datos están en una carpeta."],
  it: ["Il treno non è arrivato.", "Gli ospiti che aspettiamo arrivano di sera."],
  ja: ["電車が遅れています。", "請求書を添付しました。"],
};
