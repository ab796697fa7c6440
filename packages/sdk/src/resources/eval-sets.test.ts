import { describe, expect, test } from "vitest";
import { Pareta } from "../client.ts";
import { systemClock } from "../http/clock.ts";
import { fakeFetch, json, sentJson } from "../testing/fake-fetch.ts";
import { FakeClock } from "../testing/fake-clock.ts";
import { sentParts } from "../testing/multipart.ts";
import { testClient } from "../testing/test-client.ts";
import { set } from "../testing/wire-examples.ts";
import type { EvalSetCreateParams } from "./eval-sets.ts";

async function form(params: EvalSetCreateParams) {
  const fetch = fakeFetch(json({ eval_set: set }, 201));
  await testClient(new FakeClock(), { fetch }).evals.sets.create(params);
  return sentParts(fetch.sent[0]);
}

async function rows(items: readonly object[]): Promise<string> {
  const parts = await form({ task: "t", items });
  return parts.find(({ name }) => name === "items")?.bytes.toString() ?? "";
}

describe("create (contract 3.7)", () => {
  test("text fields first, then one JSON object per line", async () => {
    const parts = await form({
      task: "contract-key-fields",
      items: [{ input: "a", expected: { total: "1" } }, { input: "b" }],
    });
    expect(parts.map(({ name, filename, type }) => [name, filename, type])).toEqual([
      ["task_id", undefined, undefined],
      ["name", undefined, undefined],
      ["items", "items.contract-key-fields.jsonl", "application/jsonl"],
    ]);
    const [task, name, file] = parts.map(({ bytes }) => bytes.toString());
    expect(task).toBe("contract-key-fields");
    expect(name).toContain("2 items");
    expect(file).toBe('{"input":"a","expected":{"total":"1"}}\n{"input":"b"}\n');
  });

  test("a name of one's own", async () => {
    const [, name] = await form({ task: "t", items: [{}], name: "Verträge" });
    expect(name?.bytes.toString()).toBe("Verträge");
  });

  test.each([["What is the total?"], ["x".repeat(500)], ["😀".repeat(500)], ["  "]])(
    "a prompt is sent after the name: %j",
    async (prompt) => {
      const parts = await form({ task: "t", items: [{}], prompt });
      expect(parts.map(({ name }) => name)).toEqual(["task_id", "name", "prompt", "items"]);
      expect(parts[2]?.bytes.toString()).toBe(prompt);
    },
  );

  test.each([[undefined], [""]])("a prompt of %j is not sent", async (prompt) => {
    const parts = await form({ task: "t", items: [{}], prompt });
    expect(parts.map(({ name }) => name)).toEqual(["task_id", "name", "items"]);
  });

  test.each([["x".repeat(501)], ["😀".repeat(501)], [5], [{}], [null]])(
    "a prompt of %j is refused before anything is sent, in a set and in a run on rows",
    async (prompt) => {
      const fetch = fakeFetch(json({}));
      const { sets, runs } = new Pareta({ fetch }).evals;
      const params = { task: "t", items: [{}], prompt: prompt as string };
      const error = { name: "InvalidArgumentError", param: "prompt", outcome: "not-sent" };
      await expect(sets.create(params)).rejects.toMatchObject(error);
      await expect(runs.create({ ...params, models: ["m"] })).rejects.toMatchObject(error);
      expect(fetch.sent).toHaveLength(0);
    },
  );

  test("the prompt of a run on rows goes to its set, and the set's comes back", async () => {
    const set = { eval_set: { id: "es_1", prompt: "What is the total?" } };
    const fetch = fakeFetch(json(set), json({ run_id: "run_1" }, 202), json(set));
    const { sets, runs } = new Pareta({ fetch }).evals;
    await runs.create({ task: "t", items: [{}], models: ["m"], prompt: "What is the total?" });
    const bytes = await new Response(fetch.sent[0]?.body).text();
    expect(bytes).toContain('name="prompt"\r\n\r\nWhat is the total?\r\n');
    expect(sentJson(fetch.sent[1])).toEqual({ eval_set_id: "es_1", candidate_model_ids: ["m"] });
    expect(await sets.retrieve("es_1")).toMatchObject({ prompt: "What is the total?" });
  });

  test("a name that is no text is refused", async () => {
    const params = { task: "t", items: [{}], name: {} as string };
    await expect(new Pareta({ fetch: fakeFetch(json({})) }).evals.sets.create(params)).rejects.toMatchObject({
      param: "name",
    });
  });

  test("B8 a task with quotes and line feeds cannot break out of the file name", async () => {
    const parts = await form({ task: 'a"\r\nX-Evil: 1', items: [{}] });
    expect(parts).toHaveLength(3);
    expect(parts[2]?.head.split("\r\n")).toHaveLength(2);
  });

  test.each([
    ["LINE SEPARATOR", "a\u2028b"],
    ["PARAGRAPH SEPARATOR", "a\u2029b"],
    ["NEXT LINE", "a\u0085b"],
    ["CR LF", "a\r\nb"],
    ["NUL", "a\0b"],
    ["1 MB", "x".repeat(1_000_000)],
    ["emoji", "👩‍👩‍👧‍👦"],
  ])("B7 a row with %s stays one line and reads back the same", async (_, input) => {
    const text = await rows([{ input, [input.slice(0, 9)]: 1 }, { input: "next" }]);
    const lines = text.split(/\r\n|[\n\r\u0085\u2028\u2029]/u);
    expect(lines).toHaveLength(3);
    expect(JSON.parse(lines[0] ?? "")).toEqual({ input, [input.slice(0, 9)]: 1 });
  });

  test("any row that is a plain object is sent as it is, an instance of a class as its toJSON says", async () => {
    class Row {
      readonly #input = "a";
      toJSON() {
        return { input: this.#input, skipped: undefined };
      }
    }
    expect(await rows([new Row(), Object.freeze({ text: "t", target: null })])).toBe(
      '{"input":"a"}\n{"text":"t","target":null}\n',
    );
  });
});

/** A clock by which each row takes a millisecond, and which notes when the event loop ran. */
class RowClock extends FakeClock {
  readonly turns: number[] = [];
  #time = 0;

  override readonly now = (): number => ++this.#time;
  override readonly turn = async (): Promise<void> => {
    this.turns.push(this.#time);
  };
}

describe("B6 many rows", () => {
  const items = Array.from({ length: 1000 }, (_, index) => ({ input: `row ${index} – Köln`, index }));
  const run = { models: ["open-1"], task: "t", items };
  const reply = () => fakeFetch(json({ eval_set: set }, 201), json({ run_id: "run_1", status: "queued" }));

  test.each([
    ["a set", (client: ReturnType<typeof testClient>) => client.evals.sets.create({ task: "t", items })],
    ["a run on rows", (client: ReturnType<typeof testClient>) => client.evals.runs.create(run)],
  ])("of %s are read in slices of a few milliseconds, and arrive whole and in order", async (_, create) => {
    const clock = new RowClock();
    const fetch = reply();
    await create(testClient(clock, { fetch }));
    const gaps = clock.turns.map((time, index) => time - (clock.turns[index - 1] ?? 0));
    expect(clock.turns.length).toBeGreaterThan(90);
    expect(Math.max(...gaps)).toBeLessThan(12);
    const parts = await sentParts(fetch.sent[0]);
    const lines =
      parts
        .find(({ name }) => name === "items")
        ?.bytes.toString()
        .trimEnd()
        .split("\n") ?? [];
    expect(lines.map((line) => JSON.parse(line))).toEqual(items);
  });

  test("a bad one among them is named, and nothing was sent", async () => {
    const fetch = reply();
    const { sets } = testClient(new RowClock(), { fetch }).evals;
    await expect(
      sets.create({ task: "t", items: [...items, { input: NaN }, ...items] }),
    ).rejects.toMatchObject({ param: "items[1000].input", outcome: "not-sent" });
    const holes: object[] = [{}];
    holes[2] = {};
    await expect(sets.create({ task: "t", items: holes })).rejects.toMatchObject({ param: "items[1]" });
    expect(fetch.sent).toEqual([]);
  });

  test("a few need no slices", async () => {
    const clock = new RowClock();
    await testClient(clock, { fetch: reply() }).evals.sets.create({ task: "t", items: items.slice(0, 5) });
    expect(clock.turns).toEqual([]);
  });

  test("the system's clock lets other tasks run in between", async () => {
    const order: string[] = [];
    setImmediate(() => order.push("task"));
    for (let turn = 0; turn < 100 && order.length === 0; turn++) await systemClock.turn();
    expect(order).toEqual(["task"]);
  });
});
