export interface ValidationItem {
  loc: readonly (string | number)[];
  msg: string;
  type: string;
}

/** A non-2xx answer, thrown where it is decided; nothing has been accepted and no key is bound (contract 3.0). */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly status: number;
  readonly detail: string | readonly ValidationItem[];
  readonly headers: Record<string, string>;

  constructor(
    status: number,
    detail: string | readonly ValidationItem[],
    headers: Record<string, string> = {},
  ) {
    super(typeof detail === "string" ? detail : `HTTP ${status}`);
    this.status = status;
    this.detail = detail;
    this.headers = headers;
  }
}

export function invalid(loc: readonly (string | number)[], msg: string, type = "value_error"): Refusal {
  return new Refusal(422, [{ loc, msg, type }]);
}

export function notFound(kind: string, id: string): Refusal {
  return new Refusal(404, `${kind} ${JSON.stringify(id)} not found`);
}
