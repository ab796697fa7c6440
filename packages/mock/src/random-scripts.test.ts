import { describe, expect, test } from "vitest";
import { Backend } from "./backend.ts";
import { createFetch } from "./fetch.ts";
import type { Fault } from "./faults.ts";
import { createHandle } from "./handle.ts";
import { pick } from "./random.ts";
import type { Route } from "./route.ts";
import { handlers } from "./routes/handlers.ts";
import type { Snapshot } from "./snapshot.ts";

const start = Date.UTC(2026, 6, 1, 12);
const first = 40_000;
const jobs = { runMs: 700, deployMs: 300, wakeMs: 400 };
/** Every second script waits for its tokens, every third for its heads. */
const paceOf = (seed: number) => ({
  ...jobs,
  tokensPerSecond: seed % 2 === 0 ? Infinity : 2000,
  latencyMs: seed % 3 === 0 ? 1 : 0,
});

const faults: readonly [Fault, ...Fault[]] = [
  { kind: "status", status: 500 },
  { kind: "delay", ms: 1 },
  { kind: "stall" },
  { kind: "stall", afterChunks: 3 },
  { kind: "drop" },
  { kind: "drop", afterChunks: 2 },
  { kind: "drop", afterBytes: 90 },
  { kind: "reset" },
  { kind: "reset", afterChunks: 5 },
  { kind: "error-frame", afterChunks: 2, code: 503, message: "gone" },
  { kind: "split", at: [3, 40] },
];

const ask = (model: string, stream: boolean) => ({
  model,
  stream,
  max_tokens: 30,
  messages: [{ role: "user", content: "Explain retries" }],
});
const run = (model: string) => ({ eval_set_id: "es_tickets_60", candidate_model_ids: [model] });
const target = { idx: 0, field_name: "document", mime: "application/pdf", file_size: 9 };
const acts: readonly [[Route, string, object], ...[Route, string, object][]] = [
  ["POST /v1/chat/completions", "/chat/completions", ask("ep_general_chat_01", true)],
  ["POST /v1/chat/completions", "/chat/completions", ask("ep_general_chat_01", false)],
  ["POST /v1/chat/completions", "/chat/completions", ask("ep_contract_kie_01", true)],
  ["POST /v1/endpoints", "/endpoints", { task: "review-sentiment" }],
  ["POST /v1/endpoints", "/endpoints", { task: "review-sentiment", name: "mine" }],
  ["POST /v1/endpoints/{id}/stop", "/endpoints/mine/stop", {}],
  ["POST /v1/endpoints/{id}/start", "/endpoints/mine/start", {}],
  ["POST /v1/endpoints/{id}/stop", "/endpoints/ep_contract_kie_01/stop", {}],
  ["POST /v1/endpoints/{id}/start", "/endpoints/ep_contract_kie_01/start", {}],
  ["POST /v1/eval-runs", "/eval-runs", run("support-ticket-triage-open-1")],
  ["POST /v1/eval-runs", "/eval-runs", run("gemini-3-5-flash")],
  ["POST /v1/eval-sets/{id}/blob-upload-url", "/eval-sets/es_invoices_24/blob-upload-url", target],
  ["POST /v1/tasks/match", "/tasks/match", { query: "contracts" }],
];

/** A script of random acts, aborts, faults, changes of scenario, top-ups, snapshots and pauses. */
class Script {
  clock = start;
  backend: Backend;
  readonly #seed: number;
  #count = 0;
  /** What the balance would be had nothing been spent. */
  given = first;
  readonly answers = new Map<string, Set<string>>();
  readonly #under = new Map<string, [Route, string, object]>();
  readonly sent: Promise<void>[] = [];
  /** What two mocks said that have to agree: one that was restored, and the one it was restored from. */
  readonly copies: [Snapshot, Snapshot][] = [];

  constructor(seed: number) {
    this.#seed = seed;
    this.backend = this.open();
  }

  open(state?: Snapshot): Backend {
    const options = { now: () => this.clock, pace: paceOf(this.#seed), balanceMicroUsd: first };
    return new Backend(state ? { ...options, state } : options);
  }

  pick<const C extends readonly [unknown, ...unknown[]]>(choices: C): C[number] {
    return pick(choices, this.#seed, ++this.#count);
  }

  get fetch() {
    return createFetch(createHandle(this.backend, handlers));
  }

  async step(): Promise<void> {
    const what = this.pick(["act", "act", "act", "act", "time", "scenario", "money", "delete", "snapshot"]);
    if (what === "act") this.send();
    if (what === "time") this.clock += this.pick([1, 150, 300, 700, 2000]);
    if (what === "money") this.change(() => this.backend.topUp(this.pick([0, 700, 9000])));
    if (what === "scenario") this.change(() => this.backend.setScenario(this.scenario()));
    if (what === "delete") this.send(["POST /v1/endpoints", "/endpoints/mine", {}], "DELETE");
    if (what === "snapshot" && this.backend.open.size === 0) this.resume();
    for (let moment = this.pick([0, 1, 9, 60]); moment > 0; moment--) await Promise.resolve();
  }

  /** `slow` would wait for real; `partial` answers the same otherwise. */
  scenario() {
    return this.pick(["happy", "happy", "happy", "empty", "huge", "cold", "no-credit", "offline"]);
  }

  change(act: () => void): void {
    this.backend.advance();
    const before = this.backend.ledger.balance;
    act();
    this.given += this.backend.ledger.balance - before;
  }

  resume(): void {
    const state: Snapshot = JSON.parse(JSON.stringify(this.backend.snapshot()));
    const next = this.open(state);
    this.copies.push([next.snapshot(), this.backend.snapshot()]);
    this.backend = next;
  }

  send(given?: [Route, string, object], method = "POST"): void {
    const key = given ? "" : this.pick(["", "a", "b", "c", "d", "e", "f"]);
    // A key is used for one act: what would be a 422 tells nothing here.
    const act = given ?? this.#under.get(key) ?? this.pick(acts);
    if (key !== "") this.#under.set(key, act);
    const [route, path, body] = act;
    if (this.pick([true, false, false])) this.backend.faults.next(route, this.pick(faults));
    this.sent.push(this.#follow(path, { method, body: JSON.stringify(body) }, key, this.pick([0, 1, 2, 3])));
  }

  async #follow(path: string, init: RequestInit, key: string, patience: number): Promise<void> {
    const leaving = new AbortController();
    const headers: Record<string, string> = key === "" ? {} : { "idempotency-key": key };
    const timer = setTimeout(() => leaving.abort(), patience === 3 ? 40 : patience);
    try {
      const response = await this.fetch(`https://x.test/v1${path}`, {
        ...init,
        headers,
        signal: leaving.signal,
      });
      const text = await response.text();
      const whole = response.ok && !/event: error|"error":/.test(text);
      if (key !== "" && whole) this.#answered(key, text);
    } catch {
      // Left, dropped, reset or offline.
    } finally {
      clearTimeout(timer);
    }
  }

  /** What a key answered whole; those of acts on seeded things may be forgotten with their scenario. */
  #answered(key: string, text: string): void {
    const [route = ""] = this.#under.get(key) ?? [];
    if (route.includes("{id}")) return;
    const texts = this.answers.get(key) ?? new Set();
    this.answers.set(key, texts.add(text.replace(/billed-micro-usd \d+/, "billed")));
  }
}

async function play(seed: number): Promise<Script> {
  const script = new Script(seed);
  for (let step = 0; step < 45; step++) await script.step();
  await Promise.all(script.sent);
  const state: Snapshot = JSON.parse(JSON.stringify(script.backend.snapshot()));
  const copy = script.open(state);
  for (const wait of [200, 400, 10_000]) {
    script.clock += wait;
    script.copies.push([copy.snapshot(), script.backend.snapshot()]);
  }
  return script;
}

describe.each(Array.from({ length: 40 }, (_, seed) => seed))("a random script, %i", (seed) => {
  test("adds up: no key is paid twice, nothing is overspent, held or left open", async () => {
    const { backend, given, answers, copies } = await play(seed);
    for (const [restored, original] of copies) expect(restored).toEqual(original);
    const { ledger, world } = backend;
    let spent = 0;
    const paid = new Map<string, number>();
    for (const [place, row] of ledger.rows.entries()) {
      spent += row.microUsd;
      expect(row.balanceAfter).toBeGreaterThanOrEqual(0);
      expect(row.at).toBeGreaterThanOrEqual(ledger.rows[place - 1]?.at ?? 0);
      if (row.key !== null && row.microUsd > 0) paid.set(row.key, (paid.get(row.key) ?? 0) + 1);
    }
    expect([...paid.values()].filter((times) => times > 1)).toEqual([]);
    expect(ledger.balance).toBe(given - spent);
    expect(backend.open.size).toBe(0);
    // All of it can be spent, so nothing is held.
    ledger.balance += 1;
    expect(() => ledger.hold(ledger.balance)).not.toThrow();
    const ids = [...world.endpoints, ...world.evalSets, ...world.runs].map(({ id }) => id);
    expect(new Set(ids.filter((id) => id !== "mine")).size).toBe(ids.filter((id) => id !== "mine").length);
    expect(world.endpoints.filter(({ id, deleted }) => id === "mine" && !deleted).length).toBeLessThan(2);
    expect([...answers.values()].filter((texts) => texts.size > 1)).toEqual([]);
  });
});
