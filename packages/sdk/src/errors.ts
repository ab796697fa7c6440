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

export interface ParetaErrorOptions {
  cause?: unknown;
  outcome?: Outcome;
  retryable?: boolean;
  status?: number | null;
  requestId?: string | null;
}

const brand = Symbol.for("pareta.error");

function hide(target: object, properties: Record<PropertyKey, unknown>): void {
  for (const key of Reflect.ownKeys(properties)) {
    Object.defineProperty(target, key, {
      value: properties[key as string],
      configurable: true,
      writable: true,
    });
  }
}

/** The base of everything this package throws (contract 5.1). */
export class ParetaError extends Error {
  /** The class's own name; it survives minification and is what `isInstance` compares. */
  static readonly kind: string = "ParetaError";
  /** Whether the call may have been carried out and charged. */
  readonly outcome: Outcome;
  /** Whether this is a failure that the client retries by itself while it has retries left. */
  readonly retryable: boolean;
  /** HTTP status, `null` when there was no answer. */
  readonly status: number | null;
  /** The server's `x-request-id`, `null` when there was none or it was not exposed. */
  readonly requestId: string | null;

  constructor(message: string, options: ParetaErrorOptions = {}) {
    super(message, "cause" in options ? { cause: options.cause } : undefined);
    const kinds: string[] = [];
    for (let type: typeof ParetaError = new.target; type.kind; type = Object.getPrototypeOf(type)) {
      kinds.push(type.kind);
    }
    hide(this, { name: new.target.kind, [brand]: kinds });
    this.outcome = options.outcome ?? "unknown";
    this.retryable = options.retryable ?? false;
    this.status = options.status ?? null;
    this.requestId = options.requestId ?? null;
  }

  /** Like `instanceof`, and also true for an error made by another copy of this package. */
  static isInstance<T extends { readonly kind: string; readonly prototype: unknown }>(
    this: T,
    value: unknown,
  ): value is T["prototype"] {
    if (typeof value !== "object" || value === null) return false;
    const kinds: unknown = Reflect.get(value, brand);
    return Array.isArray(kinds) && kinds.includes(this.kind);
  }
}

/** An argument is wrong; thrown or rejected before anything is sent (contract 5.3). */
export class InvalidArgumentError extends ParetaError {
  static override readonly kind = "InvalidArgumentError";
  declare readonly name: "InvalidArgumentError";
  /** Name of the argument, with a path for nested values, such as `messages[2].content`. */
  readonly param: string;

  constructor(param: string, message: string, options: ParetaErrorOptions = {}) {
    super(message, { outcome: "not-sent", ...options });
    this.param = param;
  }
}

/** `endpoints.deploy({ wait: true })` met the deploy's `error` event (contract 5.5). */
export class DeployFailedError extends ParetaError {
  static override readonly kind = "DeployFailedError";
  declare readonly name: "DeployFailedError";
  /** The last stage reported before the failure, `null` when there was none. */
  readonly stage: string | null;
  /** The event's data as the server sent it. */
  readonly data: { readonly message: string; readonly [key: string]: unknown };

  constructor(
    data: { readonly message: string; readonly [key: string]: unknown },
    options: ParetaErrorOptions & { stage?: string | null } = {},
  ) {
    super(`The deploy failed: ${data.message}`, { outcome: "refused", ...options });
    this.stage = options.stage ?? null;
    this.data = data;
  }
}

/** A wait ran past its deadline; the run or endpoint goes on at the server (contract 5.5). */
export class WaitTimeoutError extends ParetaError {
  static override readonly kind = "WaitTimeoutError";
  declare readonly name: "WaitTimeoutError";
  /** Id of what was waited for. */
  readonly id: string;
  /** The deadline that passed, in seconds. */
  readonly timeout: number;
  /** The status seen last, `null` when none was. */
  readonly lastStatus: string | null;

  constructor(
    message: string,
    options: ParetaErrorOptions & { id: string; timeout: number; lastStatus: string | null },
  ) {
    super(message, options);
    this.id = options.id;
    this.timeout = options.timeout;
    this.lastStatus = options.lastStatus;
  }
}

/** The caller's signal fired, or `stream.abort()` was called. Its `name` is `AbortError`, as the platform's own. */
export class APIUserAbortError extends ParetaError {
  static override readonly kind = "APIUserAbortError";
  declare readonly name: "AbortError";

  constructor(options: ParetaErrorOptions = {}) {
    super("The request was aborted.", options);
    hide(this, { name: "AbortError" });
  }
}

/** A 2xx answer that breaks the contract: bad JSON, wrong content type, missing id (contract 5.1). */
export class APIResponseError extends ParetaError {
  static override readonly kind = "APIResponseError";
  declare readonly name: "APIResponseError";
  /** What arrived. Not enumerable: it may hold a prompt or an answer and has no place in logs. */
  declare readonly body: unknown;

  constructor(message: string, options: ParetaErrorOptions & { body?: unknown } = {}) {
    super(message, options);
    hide(this, { body: options.body });
  }
}

/** No answer, or its body died: network, DNS, TLS, CORS, reset. */
export class APIConnectionError extends ParetaError {
  static override readonly kind: string = "APIConnectionError";
  declare readonly name: "APIConnectionError" | "APITimeoutError" | "StreamInterruptedError";
}

/** No response head, or no whole JSON body, within `timeout`. */
export class APITimeoutError extends APIConnectionError {
  static override readonly kind = "APITimeoutError";
  declare readonly name: "APITimeoutError";
}

/** A stream dropped, ended without its end, or fell silent after a 2xx. Events before it were delivered. */
export class StreamInterruptedError extends APIConnectionError {
  static override readonly kind = "StreamInterruptedError";
  declare readonly name: "StreamInterruptedError";
}

export interface APIStatusErrorOptions extends ParetaErrorOptions {
  status: number;
  detail?: ErrorDetail;
  response?: Response | null;
  headers?: Headers;
  /** Seconds the server asked to wait. */
  retryAfter?: number | null;
}

/** A non-2xx answer, or an error frame with such a code inside a stream (contract 5.1, 5.2). */
export class APIStatusError extends ParetaError {
  static override readonly kind: string = "APIStatusError";
  declare readonly status: number;
  readonly detail: ErrorDetail;
  /** Seconds the server asked to wait (`Retry-After`), `null` when it did not. */
  readonly retryAfter: number | null;
  /** The answer, its body already consumed; `null` for an error frame inside a stream. */
  declare readonly response: Response | null;
  declare readonly headers: Headers;

  constructor(message: string, options: APIStatusErrorOptions) {
    super(message, options);
    this.detail = options.detail ?? null;
    this.retryAfter = options.retryAfter ?? null;
    hide(this, {
      response: options.response ?? null,
      headers: options.headers ?? options.response?.headers ?? new Headers(),
    });
  }
}

/** 400 or 422. */
export class BadRequestError extends APIStatusError {
  static override readonly kind = "BadRequestError";
  declare readonly name: "BadRequestError";
  /** Messages by field; a field's name is its `loc` joined by `.`, without the leading `body`. */
  readonly fieldErrors: Record<string, string[]>;

  constructor(message: string, options: APIStatusErrorOptions) {
    super(message, options);
    const fields = new Map<string, string[]>();
    for (const item of Array.isArray(this.detail) ? this.detail : []) {
      const { loc, msg }: { loc?: unknown; msg?: unknown } = Object(item);
      if (!Array.isArray(loc) || typeof msg !== "string") continue;
      const field = loc.slice(loc[0] === "body" ? 1 : 0).join(".");
      fields.set(field, [...(fields.get(field) ?? []), msg]);
    }
    this.fieldErrors = Object.fromEntries(fields);
  }
}

/** 401: the key is not accepted. */
export class AuthenticationError extends APIStatusError {
  static override readonly kind = "AuthenticationError";
  declare readonly name: "AuthenticationError";
}

/** 402: the organisation's balance is empty; nothing was charged. Top-up is in the dashboard only. */
export class InsufficientCreditsError extends APIStatusError {
  static override readonly kind = "InsufficientCreditsError";
  declare readonly name: "InsufficientCreditsError";
}

/** 403: the key may not do this. */
export class PermissionDeniedError extends APIStatusError {
  static override readonly kind = "PermissionDeniedError";
  declare readonly name: "PermissionDeniedError";
}

/** 404. */
export class NotFoundError extends APIStatusError {
  static override readonly kind = "NotFoundError";
  declare readonly name: "NotFoundError";
}

/** 409: a lock, or an endpoint that may not be changed. */
export class ConflictError extends APIStatusError {
  static override readonly kind = "ConflictError";
  declare readonly name: "ConflictError";
}

/** 429; see `retryAfter`. */
export class RateLimitError extends APIStatusError {
  static override readonly kind = "RateLimitError";
  declare readonly name: "RateLimitError";
}

/** 503: the endpoint is cold or stopped, or the provider does not respond. */
export class EndpointNotReadyError extends APIStatusError {
  static override readonly kind = "EndpointNotReadyError";
  declare readonly name: "EndpointNotReadyError";
}

const statusErrors: Partial<
  Record<number, new (message: string, options: APIStatusErrorOptions) => APIStatusError>
> = {
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
export function statusError(message: string, options: APIStatusErrorOptions): APIStatusError {
  return new (statusErrors[options.status] ?? APIStatusError)(message, options);
}

/** Whether a status that arrived instead of an answer means that nothing was done (contract 5.1). */
export function outcomeOfStatus(status: number): Outcome {
  return status === 503 || (status >= 400 && status < 500 && status !== 408) ? "refused" : "unknown";
}

export function isKnownErrorStatus(status: number): boolean {
  return status in statusErrors;
}
