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

const decodeModel = shape({ id: requiredText, ownedBy: textOrNull, created: numberOrNull });
const decodeModels: Reader<ModelList> = within("data", requiredList(decodeModel));

export interface Models {
  /** Deployed endpoints that have a URL; an empty list is normal. Free (contract 3.1). */
  readonly list: (options?: RequestOptions) => Promise<ModelList>;
}

export function createModels(transport: Transport): Models {
  return { list: (options) => transport.get("/v1/models", decodeModels, options) };
}
