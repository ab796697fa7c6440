import { expect, test } from "vitest";
import { Pareta } from "../client.ts";
import { fakeFetch, json, sentJson } from "../testing/fake-fetch.ts";
import { candidate, capability, matched } from "../testing/wire-examples.ts";
import type { TaskMatch } from "./task-match.ts";

const match = (body: unknown): Promise<TaskMatch> =>
  new Pareta({ fetch: fakeFetch(json(body)) }).tasks.match("x");
const unmatched = { ...matched, matched: false, chosen: null };

test.each<[string, object, Partial<TaskMatch>]>([
  ["a task", matched, { matched: true, type: "task", capability: null }],
  [
    "a capability, which the wire calls matched",
    { ...unmatched, matched: true, type: "capability", capability },
    { matched: false, type: "capability", chosen: null },
  ],
  [
    "unsupported",
    { ...unmatched, type: "unsupported" },
    { matched: false, type: "unsupported", chosen: null, capability: null },
  ],
  ["none", { ...unmatched, type: "none" }, { matched: false, type: "none", chosen: null, capability: null }],
  [
    "an old server without type, matched",
    { query: "x", matched: true, matcher: "keyword", chosen: candidate, candidates: [candidate] },
    { matched: true, type: "task", reasoning: null, confidence: null },
  ],
  [
    "an old server without type, not matched",
    { query: "x", matched: false, matcher: "keyword", chosen: null, candidates: [] },
    { matched: false, type: "none", candidates: [] },
  ],
  [
    "matched without chosen and without capability",
    { ...unmatched, matched: true, type: "task" },
    { matched: false, type: "none", chosen: null },
  ],
  [
    "not matched, but with a chosen candidate",
    { ...unmatched, type: "none", chosen: candidate },
    { matched: false, type: "none", capability: null },
  ],
  ["a type of a later server", { ...unmatched, type: "agent" }, { matched: false, type: "none" }],
  [
    "type capability without one",
    { ...unmatched, type: "capability" },
    { matched: false, type: "none", capability: null },
  ],
  ["a task and a capability", { ...matched, capability }, { matched: true, type: "task", capability: null }],
  ["a capability without a type", { ...unmatched, capability }, { matched: false, type: "capability" }],
])("W34 Q3 %s", async (_, wire, expected) => {
  expect(await match(wire)).toMatchObject(expected);
});

test("3.6 every field of a match", async () => {
  expect(await match({ ...matched, ambiguous: true, x_trace: "t" })).toStrictEqual({
    query: "pull key fields out of contracts",
    type: "task",
    matched: true,
    matcher: "reason",
    ambiguous: true,
    reasoning: "Structured extraction over contracts.",
    confidence: "high",
    chosen: {
      taskId: "contract-key-fields",
      score: null,
      confidence: "high",
      rank: 0,
      category: "Document Extraction",
      extra: {},
    },
    capability: null,
    candidates: [
      {
        taskId: "contract-key-fields",
        score: 0.83,
        confidence: "high",
        rank: null,
        category: null,
        extra: {},
      },
    ],
    extra: { x_trace: "t" },
  });
  expect(await match({ ...unmatched, capability })).toMatchObject({
    capability: {
      id: "chat",
      label: "General chat",
      category: "General",
      categoryId: "general",
      desc: "Anything",
      extra: {},
    },
  });
});

test("top_k is always sent, 5 by default", async () => {
  const fetch = fakeFetch(json(matched));
  const { tasks } = new Pareta({ fetch });
  await tasks.match("contracts");
  await tasks.match("contracts", { topK: 1 });
  await tasks.match("contracts", { topK: undefined });
  expect(fetch.sent.map((sent) => sentJson(sent))).toEqual([
    { query: "contracts", top_k: 5 },
    { query: "contracts", top_k: 1 },
    { query: "contracts", top_k: 5 },
  ]);
});
