import { type Extra, extra, record, requiredText, textOrNull } from "../decode.ts";

/** Known statuses; a server may send others (contract 1, Q13). */
export type EndpointStatus = "live" | "starting" | "stopped" | "asleep" | (string & {});

/** A deployed model (contract 3.4). */
export interface Endpoint {
  /** What `chat.completions.create({ model })` takes. */
  readonly id: string;
  readonly name: string | null;
  /** Per-task alias of the model. */
  readonly model: string | null;
  readonly status: EndpointStatus | null;
  readonly task: string | null;
  /** `null` until it is live. */
  readonly url: string | null;
  /** Sent by the server itself when a chat has no system message. */
  readonly recommendedSystemPrompt: string | null;
  /** For classification tasks; never applied by the server. */
  readonly promptScaffold: string | null;
  /** `status` is `live`. */
  readonly isLive: boolean;
  /** What the server sent beyond these fields, verbatim. */
  readonly extra: Extra;
}

const endpointFields = new Set([
  "id",
  "name",
  "model",
  "status",
  "taskName",
  "task",
  "url",
  "recommendedSystemPrompt",
  "promptScaffold",
]);

/** @throws ContractViolation when the record has neither id nor name. */
export function decodeEndpoint(body: unknown): Endpoint {
  const source = record(body, "an endpoint");
  const name = textOrNull(source["name"]);
  const status = textOrNull(source["status"]);
  return {
    id: requiredText(source["id"] || name, "an endpoint's id"),
    name,
    model: textOrNull(source["model"]),
    status,
    task: textOrNull(source["taskName"] ?? source["task"]),
    url: textOrNull(source["url"]),
    recommendedSystemPrompt: textOrNull(source["recommendedSystemPrompt"]),
    promptScaffold: textOrNull(source["promptScaffold"]),
    isLive: status === "live",
    extra: extra(source, endpointFields),
  };
}
