/**
 * Whether a failed call may have cost money (contract 5.1).
 * - `not-sent`: nothing left this machine.
 * - `refused`: the server answered that it did nothing.
 * - `unknown`: the call may have been carried out and charged.
 */
export type Outcome = "not-sent" | "refused" | "unknown";

/** One entry of a 422 answer: where the problem is, what it is, and its machine-readable type. */
export interface ValidationItem {
  readonly loc: readonly (string | number)[];
  readonly msg: string;
  readonly type: string;
}

/** What the server said in a non-2xx answer: `detail` of its JSON, else the whole body, else trimmed text. */
export type ErrorDetail = string | readonly unknown[] | { readonly [key: string]: unknown } | null;

type ErrorArguments<Fields extends object> = {} extends Fields
  ? [options?: ParetaErrorOptions & Fields]
  : [options: ParetaErrorOptions & Fields];

export interface ParetaErrorOptions {
  cause?: unknown;
  outcome?: Outcome | undefined;
  retryable?: boolean | undefined;
  status?: number | null | undefined;
  requestId?: string | null | undefined;
}

const brand: unique symbol = Symbol.for("pareta.error");

/** Fields that logs leave out: what arrived may hold a prompt or an answer. */
const unlisted = ["name", "body", "response", "headers"];

/**
 * The base of everything this package throws (contract 5.1). `Fields` are a subclass's own, given with the options.
 */
export class ParetaError<Fields extends object = object> extends Error {
  /** The class's own name: it survives minification and is what `isInstance` compares. */
  static readonly [brand]: string = "ParetaError";
  /** Whether the call may have been carried out and charged. */
  declare readonly outcome: Outcome;
  /** Whether this is a failure that the client retries by itself while it has retries left. */
  declare readonly retryable: boolean;
  /** HTTP status, `null` when there was no answer. */
  declare readonly status: number | null;
  /** The server's `x-request-id`, `null` when there was none or it was not exposed. */
  declare readonly requestId: string | null;
  /** The run that was started before this went wrong (`evals.runs`). */
  declare readonly runId?: string | undefined;

  constructor(message: string, ...[options]: ErrorArguments<Fields>) {
    const { cause, ...fields }: ParetaErrorOptions = options ?? {};
    super(message, cause === undefined ? undefined : { cause });
    const name = new.target[brand];
    const defaults = { name, outcome: "unknown", retryable: false, status: null, requestId: null };
    for (const [key, value] of [...Object.entries(defaults), ...Object.entries(fields)]) {
      if (value === undefined) continue;
      const enumerable = !unlisted.includes(key);
      Object.defineProperty(this, key, { value, enumerable, configurable: true, writable: true });
    }
  }

  /** Like `instanceof`, and also true for an error made by another copy of this package. */
  static isInstance<T extends { readonly [brand]: string; readonly prototype: unknown }>(
    this: T,
    value: unknown,
  ): value is T["prototype"] {
    let type: unknown = Object(value).constructor;
    while (typeof type === "function" && Reflect.get(type, brand) !== this[brand])
      type = Object.getPrototypeOf(type);
    return typeof type === "function";
  }
}

/** Something other than an argument is in the way; nothing was sent. */
export function unsendable(message: string): ParetaError {
  return new ParetaError(message, { outcome: "not-sent" });
}

/** An argument is wrong; thrown or rejected before anything is sent (contract 5.3). */
export class InvalidArgumentError extends ParetaError<{ param: string }> {
  static override readonly [brand] = "InvalidArgumentError";
  declare readonly name: "InvalidArgumentError";
  /** Name of the argument, with a path for nested values, such as `messages[2].content`. */
  declare readonly param: string;
}

/** What a deploy's `error` event carried. */
export interface DeployFailure {
  readonly message: string;
  readonly [key: string]: unknown;
}

/** `endpoints.deploy({ wait: true })` met the deploy's `error` event (contract 5.5). */
export class DeployFailedError extends ParetaError<{ stage: string | null; data: DeployFailure }> {
  static override readonly [brand] = "DeployFailedError";
  declare readonly name: "DeployFailedError";
  /** The last stage reported before the failure, `null` when there was none. */
  declare readonly stage: string | null;
  /** The event's data as the server sent it. */
  declare readonly data: DeployFailure;
}

/** A wait ran past its deadline; the run or endpoint goes on at the server (contract 5.5). */
export class WaitTimeoutError extends ParetaError<{
  id: string;
  timeout: number;
  lastStatus: string | null;
}> {
  static override readonly [brand] = "WaitTimeoutError";
  declare readonly name: "WaitTimeoutError";
  /** Id of what was waited for. */
  declare readonly id: string;
  /** The deadline that passed, in seconds. */
  declare readonly timeout: number;
  /** The status seen last, `null` when none was. */
  declare readonly lastStatus: string | null;
}

/** The caller's signal fired, or `stream.abort()` was called. Its `name` is `AbortError`, as the platform's own. */
export class APIUserAbortError extends ParetaError {
  static override readonly [brand] = "AbortError";
  declare readonly name: "AbortError";
}

/** `cause` is the reason given to the signal. */
export function userAbort(
  outcome: Outcome,
  cause: unknown,
  head?: ParetaErrorOptions | null,
): APIUserAbortError {
  return new APIUserAbortError("The request was aborted.", { ...head, outcome, cause });
}

/** A 2xx answer that breaks the contract: bad JSON, wrong content type, missing id (contract 5.1). */
export class APIResponseError extends ParetaError<{ body?: unknown }> {
  static override readonly [brand] = "APIResponseError";
  declare readonly name: "APIResponseError";
  /** What arrived. Not enumerable: it may hold a prompt or an answer and has no place in logs. */
  declare readonly body: unknown;
}

/** No answer, or its body died: network, DNS, TLS, CORS, reset. */
export class APIConnectionError extends ParetaError {
  static override readonly [brand]: string = "APIConnectionError";
  declare readonly name: "APIConnectionError" | "APITimeoutError" | "StreamInterruptedError";
}

/** No response head, or no whole JSON body, within `timeout`. */
export class APITimeoutError extends APIConnectionError {
  static override readonly [brand] = "APITimeoutError";
  declare readonly name: "APITimeoutError";
}

/** A stream dropped, ended without its end, or fell silent after a 2xx. Events before it were delivered. */
export class StreamInterruptedError extends APIConnectionError {
  static override readonly [brand] = "StreamInterruptedError";
  declare readonly name: "StreamInterruptedError";
}

export interface APIStatusErrorFields {
  status: number;
  detail: ErrorDetail;
  /** Seconds the server asked to wait. */
  retryAfter: number | null;
  response: Response | null;
  headers: Headers;
}

/** A non-2xx answer, or an error frame with such a code inside a stream (contract 5.1, 5.2). */
export class APIStatusError extends ParetaError<APIStatusErrorFields> {
  static override readonly [brand]: string = "APIStatusError";
  declare readonly status: number;
  declare readonly detail: ErrorDetail;
  /** Seconds the server asked to wait (`Retry-After`), `null` when it did not. */
  declare readonly retryAfter: number | null;
  /** The answer, its body already consumed; `null` for an error frame inside a stream. */
  declare readonly response: Response | null;
  declare readonly headers: Headers;
}

/** 400 or 422. */
export class BadRequestError extends APIStatusError {
  static override readonly [brand] = "BadRequestError";
  declare readonly name: "BadRequestError";

  /** Messages by field; a field's name is its `loc` joined by `.`, without the leading `body`. */
  get fieldErrors(): Record<string, string[]> {
    const fields = new Map<string, string[]>();
    for (const item of [this.detail].flat()) {
      const { loc, msg }: { loc?: unknown; msg?: unknown } = Object(item);
      if (!Array.isArray(loc) || typeof msg !== "string") continue;
      const name = loc.slice(loc[0] === "body" ? 1 : 0).join(".");
      fields.set(name, [...(fields.get(name) ?? []), msg]);
    }
    return Object.fromEntries(fields);
  }
}

/** 401: the key is not accepted. */
export class AuthenticationError extends APIStatusError {
  static override readonly [brand] = "AuthenticationError";
  declare readonly name: "AuthenticationError";
}

/** 402: the organization's balance is empty; nothing was charged. Top-up is in the dashboard only. */
export class InsufficientCreditsError extends APIStatusError {
  static override readonly [brand] = "InsufficientCreditsError";
  declare readonly name: "InsufficientCreditsError";
}

/** 403: the key may not do this. */
export class PermissionDeniedError extends APIStatusError {
  static override readonly [brand] = "PermissionDeniedError";
  declare readonly name: "PermissionDeniedError";
}

/** 404. */
export class NotFoundError extends APIStatusError {
  static override readonly [brand] = "NotFoundError";
  declare readonly name: "NotFoundError";
}

/** 409: a lock, or an endpoint that may not be changed. */
export class ConflictError extends APIStatusError {
  static override readonly [brand] = "ConflictError";
  declare readonly name: "ConflictError";
}

/** 429; see `retryAfter`. */
export class RateLimitError extends APIStatusError {
  static override readonly [brand] = "RateLimitError";
  declare readonly name: "RateLimitError";
}

/** 503: the endpoint is cold or stopped, or the provider does not respond. */
export class EndpointNotReadyError extends APIStatusError {
  static override readonly [brand] = "EndpointNotReadyError";
  declare readonly name: "EndpointNotReadyError";
}

const statusErrors: Partial<Record<number, typeof APIStatusError>> = {
  400: BadRequestError,
  401: AuthenticationError,
  402: InsufficientCreditsError,
  403: PermissionDeniedError,
  404: NotFoundError,
  409: ConflictError,
  422: BadRequestError,
  429: RateLimitError,
  503: EndpointNotReadyError,
};

/** The error class for a status: its own, else plain `APIStatusError`. */
export function statusError(
  message: string,
  fields: ParetaErrorOptions & Partial<APIStatusErrorFields> & { status: number },
): APIStatusError {
  const type = statusErrors[fields.status] ?? APIStatusError;
  return new type(message, {
    detail: null,
    retryAfter: null,
    response: null,
    headers: new Headers(),
    ...fields,
  });
}

/** Whether a status that arrived instead of an answer means that nothing was done (contract 5.1). */
export function outcomeOfStatus(status: number): Outcome {
  return status === 503 || (status >= 400 && status < 500 && status !== 408) ? "refused" : "unknown";
}

export function isKnownErrorStatus(status: number): boolean {
  return status in statusErrors;
}
