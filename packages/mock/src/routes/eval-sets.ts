import { freeAct } from "../exchange.ts";
import type { Exchange } from "../exchange.ts";
import { formFields } from "../form-fields.ts";
import { parseJson } from "../parse-json.ts";
import { token } from "../random.ts";
import { invalid, notFound, Refusal } from "../refusal.ts";
import type { ValidationItem } from "../refusal.ts";
import { json } from "../reply.ts";
import type { Reply } from "../reply.ts";
import { findTask } from "../world/tasks.ts";
import { findEvalSet } from "../world/world.ts";
import type { EvalSetRecord } from "../world/world.ts";

const mostBytes = 50 * 1024 * 1024;
/** Of a 422 for rows: nobody reads more. */
const mostItems = 100;
/** As the platform counts them: an emoji is one. */
const maxPromptLength = 500;

/** POST /v1/eval-sets, multipart: `task_id`, `name`, `prompt`, and the rows as a JSONL file part `items` (contract 3.7). */
export function createEvalSet(exchange: Exchange): Reply {
  return freeAct(
    exchange,
    () => {
      const { backend } = exchange;
      const form = formFields(exchange);
      const taskId = form.text("task_id");
      const file = form.file("items");
      const prompt = form.optionalText("prompt");
      form.done();
      if (prompt !== null && Array.from(prompt).length > maxPromptLength) {
        const message = `String should have at most ${maxPromptLength} characters`;
        throw invalid(["body", "prompt"], message, "string_too_long");
      }
      if (file.bytes.length > mostBytes) throw new Refusal(413, "the items file is larger than 50 MiB");
      if (!findTask(taskId)) throw notFound("task", taskId);
      const rows = rowsOf(new TextDecoder().decode(file.bytes));
      const set: EvalSetRecord = {
        id: `es_${token(backend.seed, "set", backend.nextNumber()).slice(0, 8)}`,
        seeded: false,
        taskId,
        name: form.optionalText("name") ?? `eval set (${rows.length} items)`,
        itemCount: rows.length,
        ...(prompt === null ? {} : { prompt }),
        rows,
        blobs: [],
      };
      backend.world.evalSets.push(set);
      return { eval_set: evalSetBody(set) };
    },
    { status: 201 },
  );
}

/** GET /v1/eval-sets. */
export function listEvalSets({ backend }: Exchange): Reply {
  return json({ eval_sets: backend.world.evalSets.filter((set) => !set.deleted).map(evalSetBody) });
}

/** GET /v1/eval-sets/{id}. */
export function retrieveEvalSet(exchange: Exchange): Reply {
  return json({ eval_set: evalSetBody(evalSetOf(exchange)) });
}

/** DELETE /v1/eval-sets/{id}: its runs stay readable. */
export function deleteEvalSet(exchange: Exchange): Reply {
  evalSetOf(exchange).deleted = true;
  return { kind: "empty", status: 204 };
}

export function evalSetOf({ backend, id }: Exchange): EvalSetRecord {
  const set = findEvalSet(backend.world, id);
  if (!set) throw notFound("eval set", id);
  return set;
}

function evalSetBody(set: EvalSetRecord) {
  const kind = findTask(set.taskId)?.kind ?? "chat";
  const strategy = kind === "extraction" || kind === "classification" ? kind : "judge";
  return {
    id: set.id,
    task_id: set.taskId,
    name: set.name,
    item_count: set.itemCount,
    scoring_strategy: strategy,
    prompt: set.prompt ?? null,
  };
}

/** One JSON object a line; each bad line is named by its place, counted from 0. */
function rowsOf(text: string): Record<string, unknown>[] {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== "");
  if (lines.length === 0) throw invalid(["body", "items"], "at least one row is required", "too_short");
  const wrong: ValidationItem[] = [];
  const rows = lines.map((line, index) => {
    const loc = ["body", "items", index];
    const row = parseJson(line);
    if (!row.ok) wrong.push({ loc, msg: row.problem, type: "json_invalid" });
    else if (typeof row.value === "object" && row.value !== null && !Array.isArray(row.value)) {
      return { ...row.value };
    } else wrong.push({ loc, msg: "Input should be a valid dictionary", type: "dict_type" });
    return {};
  });
  if (wrong.length > 0) throw new Refusal(422, wrong.slice(0, mostItems));
  return rows;
}
