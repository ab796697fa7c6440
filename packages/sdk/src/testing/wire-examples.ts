import type { Pareta } from "../client.ts";

/** One answer as the contract's section 3 shows it, and the call that reads it. */
export interface WireExample {
  readonly name: string;
  readonly call: (client: Pareta) => Promise<unknown>;
  readonly wire: object;
}

export const candidate = { task_id: "contract-key-fields", score: 0.83, confidence: "high" };
export const matched = {
  query: "pull key fields out of contracts",
  type: "task",
  matched: true,
  matcher: "reason",
  ambiguous: false,
  reasoning: "Structured extraction over contracts.",
  confidence: "high",
  chosen: {
    task_id: "contract-key-fields",
    score: null,
    confidence: "high",
    rank: 0,
    category: "Document Extraction",
  },
  capability: null,
  candidates: [candidate],
};
export const capability = {
  id: "chat",
  label: "General chat",
  category: "General",
  category_id: "general",
  desc: "Anything",
};
export const set = {
  id: "es_41",
  task_id: "contract-key-fields",
  name: "sdk eval set (2 items)",
  item_count: 2,
  scoring_strategy: "extraction",
};
export const endpoint = {
  id: "ep_9c2f",
  name: "ep_9c2f",
  model: "qwen-1",
  status: "live",
  taskName: "contract-key-fields",
  url: "https://ep-9c2f.serve.pareta.ai/v1",
  recommendedSystemPrompt: "Extract the listed fields...",
  promptScaffold: null,
};
export const task = {
  id: "invoice-extraction",
  default_scorer: "field_f1",
  has_blob_input: true,
  examples: [{ input: { document: null }, expected: { total: "88.10" } }],
};
export const run = {
  run: {
    id: "run_88",
    eval_set_id: "es_41",
    status: "completed",
    candidate_model_ids: ["contract-key-fields-open-1", "gpt-5.5"],
    total_cost_micro_usd: 420_715,
    error_detail: null,
  },
  results: [
    {
      model_id: "contract-key-fields-open-1",
      kind: "open",
      quality_mean: 0.913,
      quality_ci_low: 0.871,
      quality_ci_high: 0.948,
      mean_cost_micro_usd: 850,
      n_succeeded: 2,
      error_count: 0,
      per_item: [
        { idx: 0, score: 1, prediction: '{"amount":"5000"}' },
        { idx: 1, score: 0, error: "timeout" },
      ],
    },
  ],
};

const messages = [{ role: "user", content: "Who signs?" }];

export const wireExamples: readonly WireExample[] = [
  {
    name: "models",
    call: (client) => client.models.list(),
    wire: {
      object: "list",
      data: [{ id: "ep_contract_kie_01", object: "model", owned_by: "pareta", created: 1_782_900_000 }],
    },
  },
  {
    name: "completion",
    call: (client) => client.chat.completions.create({ model: "ep_contract_kie_01", messages }),
    wire: {
      id: "cmpl_91",
      object: "chat.completion",
      created: 1_782_900_100,
      model: "ep_contract_kie_01",
      system_fingerprint: "fp_1",
      choices: [
        {
          index: 0,
          finish_reason: "tool_calls",
          logprobs: { content: [] },
          message: {
            role: "assistant",
            content: null,
            refusal: null,
            reasoning_content: "Look it up.",
            tool_calls: [
              { id: "call_1", type: "function", function: { name: "lookup", arguments: '{"who":"signs"}' } },
            ],
          },
        },
      ],
      usage: { prompt_tokens: 18, completion_tokens: 9, total_tokens: 27 },
    },
  },
  { name: "endpoints", call: (client) => client.endpoints.list(), wire: [endpoint] },
  { name: "endpoint", call: (client) => client.endpoints.retrieve("ep_9c2f"), wire: endpoint },
  { name: "tasks", call: (client) => client.tasks.list(), wire: { tasks: [task] } },
  { name: "task", call: (client) => client.tasks.retrieve("invoice-extraction"), wire: task },
  { name: "match of a task", call: (client) => client.tasks.match("x"), wire: matched },
  {
    name: "match of a capability",
    call: (client) => client.tasks.match("x"),
    wire: { ...matched, type: "capability", chosen: null, capability },
  },
  {
    name: "leaderboard",
    call: (client) => client.tasks.leaderboard("contract-key-fields"),
    wire: {
      task_id: "contract-key-fields",
      metric: "F1",
      cost_unit: "$/1k contracts",
      recommended: "qwen-1",
      frontier: { name: "gpt-5.5", quality: 0.902, cost_per_request_micro_usd: 21_400 },
      models: [
        {
          name: "qwen-1",
          kind: "open",
          quality: 0.911,
          cost_per_request_micro_usd: 2900,
          context_k: 128,
          run_mode: "rte",
        },
        { name: "gpt-5.5", kind: "frontier", quality: 0.902, cost_per_request_micro_usd: 21_400 },
      ],
    },
  },
  {
    name: "frontier models",
    call: (client) => client.evals.frontierModels("contract-key-fields"),
    wire: {
      frontier_models: [{ id: "gpt-5.5", vendor: "openai", vision: true, benchmarked: true }],
      task: "contract-key-fields",
    },
  },
  {
    name: "created eval set",
    call: (client) => client.evals.sets.create({ task: "contract-key-fields", items: [{ input: "a" }] }),
    wire: { eval_set: set },
  },
  { name: "eval sets", call: (client) => client.evals.sets.list(), wire: { eval_sets: [set] } },
  { name: "eval set", call: (client) => client.evals.sets.retrieve("es_41"), wire: { eval_set: set } },
  {
    name: "created eval run",
    call: (client) => client.evals.runs.create({ evalSet: "es_41", models: ["gpt-5.5"] }),
    wire: { run_id: "run_88", status: "queued" },
  },
  { name: "eval run", call: (client) => client.evals.runs.retrieve("run_88"), wire: run },
  {
    name: "cost metric",
    call: (client) => client.endpoints.metrics("ep_1").cost(),
    wire: { dimension: "cost", total_micro_usd: 184_220, points: [{ t: "2026-07-01", requests: 344 }] },
  },
  {
    name: "started endpoint",
    call: (client) => client.endpoints.start("ep_1"),
    wire: { ok: true, id: "ep_1", status: "starting" },
  },
  {
    name: "attached document",
    call: (client) =>
      client.evals.sets.uploadDocument("es_41", new Blob(["x"]), { idx: 0, fieldName: "document" }),
    wire: { kind: "blob", uri: "gs://bkt/es_41/0/document", mime: "application/pdf" },
  },
];
