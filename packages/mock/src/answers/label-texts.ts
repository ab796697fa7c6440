/** What people write under each label; `{slots}` are filled by `fillSlots`. */
export const labelTexts: Readonly<Record<string, readonly string[]>> = {
  contract: [
    "This agreement is made between {company} and {other}. Either party may terminate it with {days} days' notice.",
    "Services agreement. {company} hereby engages {other} from {date}; the clauses below apply.",
    "Amendment no. {small} to the agreement of {date} between {company} and {other}. All other terms remain in force.",
  ],
  invoice: [
    "Bill to {company}. Invoice INV-{number}, ${amount}, due within {days} days.",
    "{company} — INVOICE {number} — Net amount €{amount}. Payable without deduction by {date}.",
    "Our invoice of {date} for {small} months of service: £{amount}, due on receipt.",
  ],
  receipt: [
    "{company}, {date}. Total ${amount}. Paid by card ending {number}. Thank you.",
    "Receipt {number}: {small} x {product}, cash paid, change 0.40.",
    "{company} till 4: {product} {amount}. Card ending {number}.",
  ],
  letter: [
    "Dear Ms {surname}, thank you for your visit on {date}. Yours sincerely, {person}",
    "Dear {first}, with this letter we confirm your appointment on {date}. Kind regards, {company}",
    "Dear colleagues, from {date} our office is at a new address. Sincerely, {person}",
  ],
  report: [
    "Findings of the site visit on {date}: {small} of {days} points were open. Figures in the annex.",
    "Quarterly summary for {company}: churn fell by {small} %, returns of {product} rose.",
    "Annual report, summary: orders grew by {small} %, and {days} people joined.",
  ],
  form: [
    "Name: {person}  Date of birth: ____  Signature: ____",
    "Application for parental leave. Tick one box. Employee no. {number}. Date: {date}",
    "Registration: please complete sections 1 to {small} in block capitals and hand this form to {company}.",
  ],
  billing: [
    "I was charged ${amount} twice this month, order {number}. Please refund one of them.",
    "Our card ending {number} was declined although it works elsewhere. Can we pay by transfer?",
    "Where can I find the invoice of {date}? Accounting at {company} is asking for it.",
    "You charged us for {days} seats, but we only have {small}.",
  ],
  outage: [
    "The dashboard has been down for all of us since this morning ({date}).",
    "Every page gives a 503. {company} cannot work at the moment.",
    "We get a timeout on every request, about {days} in the last hour. Is there an outage?",
    "The API is unavailable from our office in the {surname} building and from home too.",
  ],
  bug: [
    "The export button crashes the app when a report has more than {days} rows.",
    "Dates are wrong by one day in the calendar view, e.g. {date} shows as the day before.",
    "Sorting by price is broken: {product} for ${amount} comes before cheaper ones.",
    "I get an error {number} whenever I rename a folder.",
  ],
  account: [
    "I cannot log in after changing my password. My user is {first}.{surname}.",
    "Please give {person} access to the {product} workspace.",
    "{person} has left {company}. How do we close her account?",
    "The password mail never arrives, I tried {small} times.",
  ],
  feature_request: [
    "Please add a dark theme, my whole team at {company} works at night.",
    "It would be nice to sort by date and to pin up to {small} items.",
    "We wish we could export {product} lists as a spreadsheet.",
    "Feature idea: remind {first} automatically {days} days before a deadline.",
  ],
  positive: [
    "Great {product}, I love it. Arrived {small} days early.",
    "Excellent service from {first}, and a perfect fit.",
    "I have used this {product} for {days} days now and it is wonderful.",
    "Happy with everything: good price, good quality.",
  ],
  neutral: [
    "It is okay for ${amount}. Does what a {product} has to do.",
    "An average {product}, neither more nor less than I thought.",
    "Fine so far, {small} weeks in. Ask me again in a year.",
  ],
  negative: [
    "Terrible, the {product} arrived broken and nobody answered for {days} days.",
    "Never again. ${amount} for something that fell apart after {small} uses.",
    "Disappointing: poor stitching, and the colour is not what the picture shows.",
    "The worst {product} I have bought, awful smell too.",
  ],
  en: [
    "The train is late and the platform is full.",
    "Bring one of the keys, and leave the {small} boxes where they are.",
    "{first} and I will be there at {small}.",
  ],
  de: [
    "Der Zug ist nicht da, und die {days} Gäste warten.",
    "Die Rechnung und der Vertrag liegen bei. Gruß, {first}",
    "Bitte bringen Sie die {small} Schlüssel nicht mit.",
  ],
  fr: [
    "Le train n'est pas là, et les {days} passagers attendent.",
    "La facture et le contrat sont joints. {first}",
    "Une erreur s'est glissée dans les {small} pages.",
  ],
  es: [
    "El tren no es puntual y hay {days} personas en el andén.",
    "Los datos están en una carpeta, los {small} archivos también.",
    "{first} llega el lunes y trae una copia del contrato.",
  ],
  it: [
    "Il treno non è arrivato: gli {days} ospiti aspettano.",
    "I {small} documenti sono nella cartella di {first}.",
    "Gli ospiti che aspettiamo arrivano di sera.",
  ],
  ja: ["電車が{small}分遅れています。", "請求書を{small}通添付しました。", "{days}日までにご返信ください。"],
};
