import { describe, expect, test } from "vitest";
import { createMockPareta } from "./index.ts";
import type { MockPareta, Scenario } from "./index.ts";
import { scenarios } from "./scenarios.ts";

const start = Date.UTC(2026, 6, 1, 12);

/** Every byte a mock sends in a long script: heads, bodies chunk by chunk, what it threw, what it kept. */
class Transcript {
  readonly parts: string[] = [];
  readonly mock: MockPareta;
  clock = start;

  constructor(seed: number, scenario: Scenario) {
    const pace = { deployMs: 40, runMs: 4000, wakeMs: 3000 };
    this.mock = createMockPareta({ seed, scenario, pace, now: () => this.clock });
  }

  async call(path: string, init: RequestInit = {}): Promise<Uint8Array> {
    this.clock += 7;
    try {
      const url = path.startsWith("http") ? path : `https://x.test/v1${path}`;
      const response = await this.mock.fetch(url, init);
      this.parts.push(`${response.status} ${JSON.stringify([...response.headers])}`);
      const chunks: Uint8Array[] = [];
      for await (const chunk of response.body ?? []) {
        chunks.push(chunk);
        this.parts.push(Buffer.from(chunk).toString("latin1"));
        this.clock += 9;
      }
      return Buffer.concat(chunks);
    } catch (error) {
      this.parts.push(String(error));
      return new Uint8Array();
    }
  }

  post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Uint8Array> {
    return this.call(path, { method: "POST", body: JSON.stringify(body), headers });
  }

  async read(path: string): Promise<unknown> {
    return JSON.parse(Buffer.from(await this.call(path)).toString() || "null");
  }
}

const ask = (content: string, more: object = {}) => ({
  model: "ep_general_chat_01",
  messages: [{ role: "user", content }],
  ...more,
});

async function reads(script: Transcript): Promise<void> {
  for (const path of ["/models", "/endpoints", "/tasks", "/eval-sets", "/eval/frontier-models"]) {
    await script.call(path);
  }
  for (const task of ["contract-key-fields", "invoice-extraction", "general-chat"]) {
    await script.call(`/tasks/${task}?examples_n=8`);
    await script.call(`/tasks/${task}/leaderboard`);
    await script.call(`/eval/frontier-models?task=${task}`);
  }
  for (const endpoint of ["ep_contract_kie_01", "ep_general_chat_01", "nobody"]) {
    for (const name of ["performance", "uptime", "cost", "quality", "activity"]) {
      await script.call(`/endpoints/${endpoint}/${name}?window=7d`);
    }
  }
  for (const run of ["run_contracts_01", "run_tickets_02", "run_invoices_03", "run_meetings_04"]) {
    await script.call(`/eval-runs/${run}`);
  }
}

async function chats(script: Transcript): Promise<void> {
  const keyed = { "idempotency-key": "one" };
  await script.post("/chat/completions", ask("Explain retries", { stream: true }), keyed);
  await script.post("/chat/completions", ask("Explain retries", { stream: true }), keyed);
  await script.post("/chat/completions", ask("Explain caches", { n: 3, stream: true }));
  await script.post(
    "/chat/completions",
    ask("Compare two models", { stream_options: { include_usage: true } }),
  );
  await script.post("/chat/completions", { ...ask("I was charged twice"), model: "ep_ticket_triage_02" });
  await script.post("/chat/completions", { model: 4, messages: "none" });
  script.mock.faults.next("POST /v1/chat/completions", { kind: "split", at: "every-byte" });
  await script.post("/chat/completions", ask("Split", { stream: true, max_tokens: 20 }));
  script.mock.faults.next("POST /v1/chat/completions", { kind: "drop", afterBytes: 700 });
  await script.post("/chat/completions", ask("Drop", { stream: true }));
  script.mock.faults.next("POST /v1/chat/completions", {
    kind: "error-frame",
    afterChunks: 4,
    code: 503,
    message: "gone",
  });
  await script.post("/chat/completions", ask("Error", { stream: true }));
}

async function jobs(script: Transcript): Promise<void> {
  await script.post("/endpoints", { task: "invoice-extraction", name: "mine" });
  await script.call("/endpoints/mine");
  await script.call("/endpoints/ep_sentiment_01/start", { method: "POST" });
  script.clock += 3000;
  await script.call("/endpoints/ep_sentiment_01");
  await script.call("/endpoints/mine", { method: "DELETE" });
  await script.post("/tasks/match", { query: "pull key fields out of contracts" });
  await script.post("/tasks/match", { query: "zzz" });
  const rows = '{"input":"Acme Corp pays $5,000.","expected":{"amount":"5000"}}\n';
  // The boundary is ours, as FormData's is drawn by the platform.
  const part = (name: string, rest: string, body: string) =>
    `--b\r\ncontent-disposition: form-data; name="${name}"${rest}\r\n\r\n${body}\r\n`;
  const body = `${part("task_id", "", "invoice-extraction")}${part("items", '; filename="i.jsonl"', rows)}--b--\r\n`;
  const form = { "content-type": "multipart/form-data; boundary=b" };
  await script.call("/eval-sets", { method: "POST", headers: form, body });
  const listed = await script.read("/eval-sets");
  const set =
    JSON.stringify(listed)
      .match(/es_\w+/g)
      ?.at(-1) ?? "none";
  const target = { idx: 0, field_name: "document", mime: "application/pdf" };
  const signed = await script.post(`/eval-sets/${set}/blob-upload-url`, { ...target, file_size: 6_000_000 });
  const url = /"upload_url":"([^"]+)"/.exec(Buffer.from(signed).toString())?.[1];
  const bytes = { method: "PUT", body: "%PDF", headers: { "content-type": "application/pdf" } };
  if (url !== undefined) await script.call(url, bytes);
  await script.post("/eval-runs", { eval_set_id: set, candidate_model_ids: ["invoice-extraction-open-1"] });
  const run = script.mock.snapshot().world.runs.at(-1)?.id ?? "none";
  for (const wait of [0, 2000, 1500, 1000]) {
    script.clock += wait;
    await script.call(`/eval-runs/${run}`);
  }
}

/** From one scenario by way of two others, with jobs under way, to `happy`. */
async function play(seed: number, scenario: Scenario): Promise<string> {
  const script = new Transcript(seed, scenario);
  await reads(script);
  await chats(script);
  await jobs(script);
  for (const next of ["empty", "huge", "happy"] as const) {
    await script.post("/eval-runs", { eval_set_id: "es_tickets_60", candidate_model_ids: ["gpt-5.5"] });
    await script.post("/endpoints", { task: "review-sentiment" });
    script.mock.setScenario(next);
  }
  await chats(script);
  script.parts.push(JSON.stringify([script.mock.ledger, script.mock.requests, script.mock.snapshot()]));
  return script.parts.join("\n");
}

describe("determinism", () => {
  test.each(scenarios.filter((scenario) => scenario !== "slow"))(
    "a long script that begins in %s, played twice, gives the same bytes",
    async (scenario) => {
      const [first, second] = [await play(7, scenario), await play(7, scenario)];
      expect(first.length).toBeGreaterThan(300_000);
      // Not toBe: a diff of megabytes helps nobody.
      expect(first === second).toBe(true);
    },
  );

  test("another seed gives other ids, answers, boards and figures", async () => {
    const at = async (seed: number, path: string, body?: object) => {
      const script = new Transcript(seed, "happy");
      const bytes = body ? await script.post(path, body) : await script.call(path);
      return Buffer.from(bytes).toString() + script.parts[0];
    };
    for (const [path, body] of [
      ["/models"],
      ["/tasks/contract-key-fields/leaderboard"],
      ["/endpoints/ep_contract_kie_01/cost"],
      ["/eval-runs/run_contracts_01"],
      ["/chat/completions", ask("Explain retries", { stream: true })],
    ] as const) {
      expect(await at(7, path, body)).not.toBe(await at(8, path, body));
    }
  });

  test("reset goes back to the first byte", async () => {
    const script = new Transcript(3, "happy");
    await chats(script);
    const first = script.parts.splice(0).join("\n");
    script.mock.reset();
    expect([script.mock.ledger, script.mock.requests]).toEqual([[], []]);
    script.clock = start;
    await chats(script);
    expect(script.parts.splice(0).join("\n") === first).toBe(true);
    script.mock.reset(4);
    script.clock = start;
    await chats(script);
    expect(script.parts.join("\n") === first).toBe(false);
  });
});
