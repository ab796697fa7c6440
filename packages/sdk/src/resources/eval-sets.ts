import {
  type Extra,
  numberOrNull,
  type Reader,
  requiredList,
  requiredText,
  shape,
  textOrNull,
  within,
} from "../decode.ts";
import { serializeJson } from "../http/json.ts";
import type { Clock } from "../http/clock.ts";
import type { FormPart } from "../http/multipart.ts";
import { demand, pathSegment, requireObject, requireParams, requireText } from "../http/preflight.ts";
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
  /** What the rows ask of a model, in the words of whoever made the set. */
  readonly prompt: string | null;
  /** What the server sent beyond these fields, verbatim. */
  readonly extra: Extra;
}

export interface EvalSetCreateParams {
  /** Id of the task that grades the rows. */
  readonly task: string;
  /**
   * Rows in the task's own shape, usually `{ input, expected }`: plain objects, or what has `toJSON`. Not to be changed
   * until the call has settled.
   */
  readonly items: readonly object[];
  /** Default: says how many rows there are. */
  readonly name?: string | undefined;
  /** What the rows ask of a model, at most 500 characters. Default: none. */
  readonly prompt?: string | undefined;
}

export interface EvalSets {
  /**
   * Uploads rows as one eval set (contract 3.7). However many there are, a page is never held up for long.
   * @throws InvalidArgumentError for a blank task, no rows, or a row that JSON cannot carry; nothing is sent then.
   */
  readonly create: (params: EvalSetCreateParams, options?: RequestOptions) => Promise<EvalSet>;
  /** All eval sets (contract 3.7). Free. */
  readonly list: (options?: RequestOptions) => Promise<EvalSet[]>;
  /**
   * One eval set (contract 3.7); its rows stay at the server. Free.
   * @throws NotFoundError for an unknown id.
   */
  readonly retrieve: (id: string, options?: RequestOptions) => Promise<EvalSet>;
  /**
   * Deletes an eval set for good (contract 3.7).
   * @throws NotFoundError for an unknown id.
   */
  readonly delete: (id: string, options?: RequestOptions) => Promise<void>;
  /** Attaches a PDF or image to one row of a task with documents. */
  readonly uploadDocument: UploadDocument;
}

const decodeSet: Reader<EvalSet> = shape({
  id: requiredText,
  taskId: textOrNull,
  name: textOrNull,
  itemCount: numberOrNull,
  scoringStrategy: textOrNull,
  prompt: textOrNull,
});
const decodeEnvelope = within("eval_set", decodeSet);
const decodeSets = within("eval_sets", requiredList(decodeSet));

/** In characters, as the server counts: an emoji is one of them and two units. */
const maxPromptLength = 500;

/** Milliseconds of reading rows after which a page gets its turn. */
const longestSlice = 8;

/**
 * The rows as a form, nothing sent. Many rows are read in slices, between which the event loop runs.
 * @throws InvalidArgumentError naming the row, such as `items[3].expected.total`.
 */
export async function evalSetForm(
  { items, name, prompt, ...params }: EvalSetCreateParams,
  clock: Clock,
): Promise<FormPart[]> {
  const task = requireText(params.task, "task");
  demand(!name || typeof name === "string", "name", "text");
  demand(
    prompt === undefined || (typeof prompt === "string" && Array.from(prompt).length <= maxPromptLength),
    "prompt",
    `text of at most ${maxPromptLength} characters`,
  );
  demand(Array.isArray(items) && items.length > 0, "items", "a list with at least one row");
  const content: (string | Blob)[] = [];
  let lines = "";
  let start = clock.now();
  for (let index = 0; index < items.length; index++) {
    const row: unknown = items[index];
    requireObject(row, `items[${index}]`);
    // JSON escapes line feeds itself; these three end a line for some readers.
    const line = serializeJson(row, `items[${index}]`).replace(
      /[\x85\u2028\u2029]/g,
      (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
    );
    lines += `${line}\n`;
    if (clock.now() - start > longestSlice) {
      content.push(new Blob([lines]));
      lines = "";
      await clock.turn();
      start = clock.now();
    }
  }
  content.push(lines);
  return [
    { name: "task_id", content: task },
    { name: "name", content: name || `sdk eval set (${items.length} items)` },
    ...(prompt ? [{ name: "prompt", content: prompt }] : []),
    { name: "items", filename: `items.${task}.jsonl`, type: "application/jsonl", content },
  ];
}

/** Sends the form of a set. */
export function sendEvalSet(
  transport: Transport,
  form: readonly FormPart[],
  options?: RequestOptions,
): Promise<EvalSet> {
  return transport.request({ method: "POST", path: "/v1/eval-sets", form, options }, decodeEnvelope);
}

export function createEvalSets(transport: Transport): EvalSets {
  const path = (id: string) => `/v1/eval-sets/${pathSegment(id, "id")}`;
  return {
    async create(params, options) {
      requireParams(params);
      return sendEvalSet(transport, await evalSetForm(params, transport.clock), options);
    },
    list: (options) => transport.get("/v1/eval-sets", decodeSets, options),
    retrieve: async (id, options) => transport.get(path(id), decodeEnvelope, options),
    delete: async (id, options) =>
      transport.request({ method: "DELETE", path: path(id), options }, () => undefined),
    uploadDocument: createUploadDocument(transport),
  };
}
