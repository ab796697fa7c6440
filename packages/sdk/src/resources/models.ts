import { type Extra, extra, list, numberOrNull, record, requiredText, textOrNull } from "../decode.ts";
import type { RequestOptions } from "../http/settings.ts";
import type { Transport } from "../http/transport.ts";

/** A model that answers: a live endpoint in the OpenAI view (contract 3.1). */
export interface Model {
  /** What `chat.completions.create({ model })` takes. */
  readonly id: string;
  readonly ownedBy: string | null;
  /** Unix seconds. */
  readonly created: number | null;
  /** What the server sent beyond these fields, verbatim. */
  readonly extra: Extra;
}

export type ModelList = readonly Model[];

const modelFields = new Set(["id", "owned_by", "created", "object"]);

function decodeModel(value: unknown): Model {
  const source = record(value, "a model");
  return {
    id: requiredText(source["id"], "a model's id"),
    ownedBy: textOrNull(source["owned_by"]),
    created: numberOrNull(source["created"]),
    extra: extra(source, modelFields),
  };
}

export interface Models {
  /** Deployed endpoints that have a URL; an empty list is normal. Free (contract 3.1). */
  list(options?: RequestOptions): Promise<ModelList>;
}

export function createModels(transport: Transport): Models {
  return {
    list: (options) =>
      transport.request({ method: "GET", path: "/v1/models", options }, (body) =>
        list(record(body, "the answer")["data"], "data", decodeModel),
      ),
  };
}
