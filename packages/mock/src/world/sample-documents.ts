import { fraction, pick } from "../random.ts";
import type { Task } from "./tasks.ts";

const companies = [
  "Northwind Ltd",
  "Faber GmbH",
  "Acme Corp",
  "Lumen Oy",
  "Blue Harbor LLC",
  "Castell SA",
  "Orchid Foods Inc",
  "Kestrel Bank",
  "Halden BV",
  "Marlow Pike Ltd",
  "Tessera AG",
  "Juniper Health Inc",
] as const;
const people = [
  "Mara Lindqvist",
  "Jonas Weber",
  "Aiko Tanaka",
  "Priya Nair",
  "Tom Becker",
  "Élodie Martin",
  "Samuel Okafor",
  "Ingrid Solberg",
  "Rafael Costa",
  "Hannah Cole",
] as const;

// prettier-ignore
const choices = {
  product: ["lamp", "backpack", "espresso machine", "desk chair", "headphones", "rain jacket", "kettle", "bicycle light"],
  law: ["Delaware", "England", "Germany", "Singapore", "Ireland", "New York"],
  terms: ["net 15", "net 30", "net 45", "net 60", "within 14 days", "upon receipt"],
  months: ["6", "12", "18", "24", "36"],
  color: ["black", "navy", "beige", "green", "grey"],
  material: ["cotton", "leather", "steel", "oak", "linen", "wool"],
  test: ["Glucose", "Cholesterol", "Creatinine"],
  topic: ["the move to the new warehouse", "the spring release", "the budget for next year", "the onboarding of new customers"],
  place: ["Berlin", "Lyon", "Osaka", "Porto", "Leeds"],
} as const;

/** Fills `{slots}`: the same seed gives the same people, amounts and dates. */
export function fillSlots(template: string, seed: number): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => slot(name, seed));
}

function slot(name: string, seed: number): string {
  const chance = fraction(seed, name);
  const between = (least: number, most: number) => String(Math.floor(least + (most - least) * chance));
  const person = pick(people, seed, "person");
  if (Object.hasOwn(choices, name)) return pick(choices[name as keyof typeof choices], seed, name);
  switch (name) {
    case "company":
      return pick(companies, seed, "company");
    case "other": {
      const place = companies.indexOf(pick(companies, seed, "company"));
      return companies[(place + 1 + (seed % (companies.length - 1))) % companies.length] ?? companies[0];
    }
    case "person":
      return person;
    case "colleague":
      return pick(people.filter((name) => name !== person) as [string, ...string[]], seed, "colleague");
    case "first":
      return person.split(" ")[0] ?? person;
    case "surname":
      return person.split(" ")[1] ?? person;
    case "mail":
      return `${person
        .toLowerCase()
        .normalize("NFD")
        .replace(/[^a-z ]/g, "")
        .replace(" ", ".")}@mail.example`;
    case "amount":
      return amount(chance);
    case "price":
      return (9 + 190 * chance ** 2).toFixed(2);
    case "number":
      return between(1000, 9999);
    case "days":
      return between(11, 90);
    case "small":
      return between(2, 9);
    case "mass":
      return between(68, 240);
    case "molar":
      return (3.4 + 6 * chance).toFixed(1);
    case "due":
      return dateAt(fraction(seed, "date"), 14 + Math.floor(46 * chance));
    default:
      return dateAt(chance);
  }
}

function dateAt(chance: number, daysLater = 0): string {
  return new Date(Date.UTC(2026, 0, 1 + Math.floor(365 * chance) + daysLater)).toISOString().slice(0, 10);
}

/** Small sums are common, large ones rare; half of them have cents. */
function amount(chance: number): string {
  const sum = Math.exp(Math.log(120) + Math.log(400) * chance);
  const cents = Math.floor(chance * 1000) % 2 === 0 ? 0 : Math.floor(chance * 1e6) % 100;
  return (Math.floor(sum) + cents / 100).toLocaleString("en-US", {
    minimumFractionDigits: cents === 0 ? 0 : 2,
  });
}

const contracts = [
  "This agreement between {company} and {other} takes effect on {date}. {company} agrees to pay ${amount}, {terms}. It runs for {months} months and is governed by the laws of {law}.",
  "SERVICES AGREEMENT dated {date}. {other} provides support to {company} for a fee of €{amount} a year, payable {terms}. Initial term: {months} months. The laws of {law} apply.",
  "{company} (the Supplier) and {other} (the Buyer) agree as follows, effective {date}: the Buyer pays £{amount} {terms}. Either side may end this contract after {months} months.",
  "Lease between {company} and {other}, from {date}, for {months} months. Rent: ${amount} a month in advance. This lease is subject to the laws of {law}.",
] as const;

const documents: Readonly<Record<string, readonly [string, ...string[]]>> = {
  "contract-key-fields": contracts,
  "invoice-extraction": [
    "Invoice no. INV-{number} from {company}. Invoice date {date}. PO number PO-{days}{small}. Total due: €{amount} by {due}.",
    "{company}\nInvoice #{number}\nDated {date}, due {due}\nOrdered by {other}\nTotal: ${amount}",
    "INVOICE INV-{number} · {company} · {date}\n{small} x {product}\nPurchase order no. {days}{small}\nAmount due {due}: £{amount}",
  ],
  "receipt-parsing": [
    "{company} {date} Total ${amount} paid by card ending {number}.",
    "{company}\n{small} x {product}\nTotal €{amount}\n{date}",
  ],
  "resume-parsing": [
    "{person}, {mail}, +49 30 {number} 118, has {small} years of experience, most recently at {company}.",
    "{person}\nPhone +44 20 {number} 55 · {mail}\nSince {date} with {company}; {small} years before that at {other}.",
  ],
  "product-attributes": [
    "Shoulder bag by {company}, {color} {material}, {days} cm, ${price}.",
    "{company} cushion cover. {material}, {color}, {days} cm. Now €{price}",
    "Shelf, {material}, {color} finish, width {days} cm. From {company}. £{price}",
  ],
  "lab-report-values": [
    "Patient {person}, {date}. {test} {mass} mg/dL.",
    "Report of {date} for {person}: {test} at {molar} mmol/L, no further findings.",
  ],
  "meeting-summary": [
    "{first}: Thanks for joining on such short notice, we have half an hour for {topic}. {colleague}: The numbers from last month are in, we are {small} percent below the plan and most of that comes from {place}. {first}: What would it take to catch up by {date}? {colleague}: Two more people for {days} days, or we drop the {product} from the list. {first}: I would rather drop the {product}, and tell {company} before they hear it from somebody else. {colleague}: Then I write to {company} today and send you the new plan by Friday. {first}: Agreed, and we look at the budget of ${amount} again when the plan is there.",
    "{first} opened the meeting on {topic}. {colleague} reported that {days} of the open points are closed and that {company} still waits for an answer about the {product}. The team decided to move the deadline to {date} and to keep the budget at ${amount}. {first} will inform {company}, {colleague} prepares a list of risks for {place}. Nobody was sure whether the contract allows it, so legal has to check that first. Next meeting in {small} weeks.",
  ],
  "email-reply-drafting": [
    "Subject: Order {number} has not arrived\n\nHello,\nI ordered a {product} on {date} and the tracking page has not moved for {small} days. Could you find out where it is, or send a new one? I paid ${price}.\nRegards, {person}",
    "Subject: Wrong size for the {product}\n\nHi, the {product} you sent is too small. Can I swap it without paying for shipping twice? Order {number}.\n{person}, {place}",
    "Subject: Renewal of our contract\n\nDear team, our contract with {company} ends on {date}. We would like to go on, but not at ${amount} a year. What can you offer for {months} months?\nBest, {person}",
  ],
  "pii-redaction": [
    "{person} from {company} wrote on {date}: please call me at +44 20 {number} 55 or write to {mail}. My colleague {colleague} has the file.",
    "Patient {person}, reachable at {mail}, was referred by Dr {colleague} on {date}. Insurance no. {number}-{days}.",
  ],
  "sql-generation": [
    "Total revenue per customer since {date}",
    "Average order value by country, top {small}",
    "How many orders were placed per month since {date}?",
    "Count of returns for each product, at least {small}",
  ],
  "general-chat": [
    "Explain {topic} to somebody who joined the team last week.",
    "Compare leasing and buying a {product} for an office in {place}.",
    "Write a short note to {person} about {topic}.",
  ],
  "general-vision": ["What is on this photo of a {product}?", "Read the sign in the picture from {place}."],
  "general-agentic": [
    "Find {small} suppliers for a {product} near {place} and put them in a table.",
    "Check whether {company} has answered, and if not, remind {person} by {date}.",
  ],
  "code-generation": [
    "Write a function that removes duplicates from a list of {product} names.",
    "Group orders by customer and return the {small} largest.",
  ],
};

/** A document's text as this task meets it. */
export function sampleDocument(seed: number, task: Task): string {
  return fillSlots(pick(documents[task.id] ?? contracts, seed, "document"), seed);
}
