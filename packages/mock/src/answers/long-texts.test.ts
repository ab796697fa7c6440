import { describe, expect, test } from "vitest";
import { openMock } from "../testing/mounts.ts";
import { matchTask } from "../world/match-task.ts";
import { tasks } from "../world/tasks.ts";
import { answerFor } from "./answer.ts";

/** Shapes that a careless pattern walks through once for each of their characters: minutes for a text of this length. */
const length = 150_000;
const shapes = [
  "a",
  "a.",
  "A-",
  "A ",
  "1",
  "1,",
  "$1,",
  "1 ",
  "+1(",
  "?",
  "?x",
  "a@",
  "invoice ",
  "due ",
  "May ",
  "read ",
  "1 word",
  "Aa Bb",
];
const texts = [
  ...shapes.map((shape) => shape.repeat(Math.ceil(length / shape.length))),
  `invoice${" ".repeat(length)}x`,
  `PO${"A".repeat(length)}`,
  `A${" ".repeat(length)}`,
  `$1${",".repeat(length)}1x`,
  `write ${"1".repeat(length)} x`,
  `${"?".repeat(length)}x`,
];

describe("a long text takes no longer than its length", () => {
  test.each(tasks)("$id", (task) => {
    for (const text of texts) expect(answerFor(1, task, text, false).length).toBeGreaterThan(0);
  });

  test("a query too", () => {
    for (const text of texts) expect(matchTask(text, 5)).toHaveProperty("type");
  });
});

test("a prompt beyond the context is refused before anything is generated, and uses up no id", async () => {
  const { mock, post } = await openMock("fetch");
  const messages = [{ role: "user", content: "Explain retries ".repeat(100_000) }];
  const refused = await post("/chat/completions", { model: "ep_general_chat_01", messages });
  expect(await refused.json()).toMatchObject({ detail: [{ type: "context_length_exceeded" }] });
  expect(mock.snapshot().world.counter).toBe(0);
});
