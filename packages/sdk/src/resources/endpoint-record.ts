import { type Extra, requiredText, shape, textOrNull } from "../decode.ts";

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

const decodeFields = shape({
  id: textOrNull,
  name: textOrNull,
  model: textOrNull,
  status: textOrNull,
  taskName: textOrNull,
  task: textOrNull,
  url: textOrNull,
  recommendedSystemPrompt: textOrNull,
  promptScaffold: textOrNull,
});

/** @throws ContractViolation when the record has neither id nor name. */
export function decodeEndpoint(body: unknown, what = "endpoint"): Endpoint {
  const { id, taskName, task, ...fields } = decodeFields(body, what);
  return {
    ...fields,
    id: requiredText(id || fields.name, `${what}.id`),
    task: taskName ?? task,
    isLive: fields.status === "live",
  };
}
