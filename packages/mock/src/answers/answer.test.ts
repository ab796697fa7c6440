import { expect, test } from "vitest";
import { findTask } from "../world/tasks.ts";
import { answerFor } from "./answer.ts";

function answer(taskId: string, text: string, wantsJson = false): string {
  const task = findTask(taskId);
  if (!task) throw new Error(`no task ${taskId}`);
  return answerFor(1, task, text, wantsJson);
}

test.each([
  [
    "contract-key-fields",
    "Total due: $1,200 by 2026-07-01.",
    { amount: "1200", effective_date: "2026-07-01", currency: "USD" },
  ],
  [
    "contract-key-fields",
    "Castell SA pays 1.200,50 EUR within 30 days, under the laws of Spain, for 2 years.",
    {
      parties: ["Castell SA"],
      amount: "1200.50",
      currency: "EUR",
      payment_terms: "within 30 days",
      governing_law: "Spain",
      term: "2 years",
    },
  ],
  [
    "invoice-extraction",
    "Invoice no. INV-4471 from Faber GmbH, dated July 3, 2026, due 17.07.2026. PO number PO-88. Total: £88.10",
    {
      vendor: "Faber GmbH",
      invoice_number: "INV-4471",
      invoice_date: "2026-07-03",
      due_date: "2026-07-17",
      total: "88.10",
      currency: "GBP",
      po_number: "PO-88",
    },
  ],
  [
    "resume-parsing",
    "Mara Lindqvist, mara@mail.example, 9 years at Northwind Ltd",
    {
      name: "Mara Lindqvist",
      email: "mara@mail.example",
      years_of_experience: "9",
      company: "Northwind Ltd",
    },
  ],
])("%s reads %s", (taskId, text, expected) => {
  expect(JSON.parse(answer(taskId, text))).toMatchObject(expected);
});

test("without a document an extraction says so, an open question gets prose, JSON mode gets nulls", () => {
  expect(answer("contract-key-fields", "Extract the total due.")).toContain("- `amount`");
  expect(answer("contract-key-fields", "Explain this clause.")).toMatch(/^## /);
  expect(answer("contract-key-fields", "Summarize this clause.")).not.toContain("- `amount`");
  expect(JSON.parse(answer("contract-key-fields", "Extract the total due.", true))).toMatchObject({
    amount: null,
  });
});

test.each([
  ["review-sentiment", "I love it, perfect.", "positive"],
  ["review-sentiment", "Terrible, never again.", "negative"],
  ["language-identification", "Die Rechnung ist nicht da.", "de"],
  ["doc-classification", "Bill to Acme Corp, amount due in 14 days.", "invoice"],
])("%s calls %s %s", (taskId, text, label) => {
  expect(answer(taskId, text)).toBe(label);
  expect(JSON.parse(answer(taskId, text, true))).toEqual({ label });
});

test("writing tasks work on the text they are given", () => {
  expect(answer("meeting-summary", "Summarize: Mara moved the launch to May. Tom pays. OK.")).toContain(
    "Mara moved the launch to May.",
  );
  expect(answer("pii-redaction", "Mara Lindqvist, +49 30 1234 118, mara@mail.example")).toBe(
    "[NAME], [PHONE], [EMAIL]",
  );
  expect(answer("sql-generation", "Write revenue per customer")).toContain("```sql");
});
