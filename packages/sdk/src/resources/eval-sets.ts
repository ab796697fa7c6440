import { type Extra, extra, list, numberOrNull, record, requiredText, textOrNull } from "../decode.ts";
import { InvalidArgumentError } from "../errors.ts";
import { serializeJson } from "../http/json.ts";
import { pathSegment, refuseRequestOptions, requireObject, requireText } from "../http/preflight.ts";
import type { RequestOptions } from "../http/settings.ts";
import type { Transport } from "../http/transport.ts";
import { createUploadDocument, type UploadDocument } from "./eval-set-upload.ts";

/** Your rows, bound to one task and kept at the server (contract 3.7). */
export interface EvalSet {
  readonly id: string;
  readonly taskId: string | null;
  readonly name: string | null;
  readonly itemCount: number | null;
  readonly scoringStrategy: string | null;
  readonly extra: Extra;
}

export interface EvalSetCreateParams {
  readonly task: string;
  /** Rows in the task's own shape, usually `{ input, expected }`. */
  readonly items: readonly object[];
  /** Default: says how many rows there are. */
  readonly name?: string | undefined;
}

export interface EvalSets {
  /**
   * Uploads rows as one eval set.
   * @throws InvalidArgumentError for a blank task, no rows, or a row that JSON cannot carry; nothing is sent then.
   */
  create(params: EvalSetCreateParams, options?: RequestOptions): Promise<EvalSet>;
  list(options?: RequestOptions): Promise<EvalSet[]>;
  retrieve(id: string, options?: RequestOptions): Promise<EvalSet>;
  delete(id: string, options?: RequestOptions): Promise<void>;
  /** Attaches a PDF or image to one row of a task with documents. */
  readonly uploadDocument: UploadDocument;
}

const setFields = new Set(["id", "task_id", "name", "item_count", "scoring_strategy"]);

function decodeSet(value: unknown): EvalSet {
  const source = record(value, "an eval set");
  return {
    id: requiredText(source["id"], "an eval set's id"),
    taskId: textOrNull(source["task_id"]),
    name: textOrNull(source["name"]),
    itemCount: numberOrNull(source["item_count"]),
    scoringStrategy: textOrNull(source["scoring_strategy"]),
    extra: extra(source, setFields),
  };
}

const decodeSetEnvelope = (body: unknown) => decodeSet(record(body, "the answer")["eval_set"]);

/** A set checked and encoded; nothing has been sent. */
export interface PreparedEvalSet {
  readonly task: string;
  readonly form: FormData;
}

/** One row a line: JSON escapes line feeds itself, and these three end a line for some readers. */
function jsonLine(row: object, param: string): string {
  const json = serializeJson(row, param);
  return json.replace(
    /[\u0085\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** @throws InvalidArgumentError naming the row, such as `items[3].expected.total`. */
export function prepareEvalSet(params: EvalSetCreateParams): PreparedEvalSet {
  const { items } = params;
  const task = requireText(params.task, "task");
  if (!Array.isArray(items) || items.length === 0) {
    throw new InvalidArgumentError("items", "items must be a list with at least one row.");
  }
  const lines = Array.from(items, (row: unknown, index) => {
    requireObject(row, `items[${index}]`);
    return jsonLine(Object(row), `items[${index}]`);
  });
  const form = new FormData();
  form.append("task_id", task);
  form.append("name", params.name || `sdk eval set (${items.length} items)`);
  form.append(
    "items",
    new Blob([`${lines.join("\n")}\n`], { type: "application/jsonl" }),
    `items.${task}.jsonl`,
  );
  return { task, form };
}

/** Sends a prepared set. */
export function sendEvalSet(
  transport: Transport,
  set: PreparedEvalSet,
  options?: RequestOptions,
): Promise<EvalSet> {
  return transport.request(
    { method: "POST", path: "/v1/eval-sets", form: set.form, options },
    decodeSetEnvelope,
  );
}

export function createEvalSets(transport: Transport): EvalSets {
  const path = (id: string) => `/v1/eval-sets/${pathSegment(id, "id")}`;
  return {
    async create(params, options) {
      requireObject(params, "params");
      refuseRequestOptions(params, "evals.sets.create");
      return sendEvalSet(transport, prepareEvalSet(params), options);
    },
    list: (options) =>
      transport.request({ method: "GET", path: "/v1/eval-sets", options }, (body) =>
        list(record(body, "the answer")["eval_sets"], "eval_sets", decodeSet),
      ),
    retrieve: async (id, options) =>
      transport.request({ method: "GET", path: path(id), options }, decodeSetEnvelope),
    delete: async (id, options) =>
      transport.request({ method: "DELETE", path: path(id), options }, () => undefined),
    uploadDocument: createUploadDocument(transport),
  };
}
