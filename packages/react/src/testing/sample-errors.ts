import {
  APIConnectionError,
  APIStatusError,
  AuthenticationError,
  BadRequestError,
  ConflictError,
  DeployFailedError,
  EndpointNotReadyError,
  type ErrorDetail,
  InsufficientCreditsError,
  NotFoundError,
  type Outcome,
  PermissionDeniedError,
  RateLimitError,
  StreamInterruptedError,
  WaitTimeoutError,
} from "pareta";
import { EndpointStoppedError } from "../errors/endpoint-stopped-error.ts";
import type { ErrorKind } from "../errors/error-kind.ts";

interface AnswerFields {
  readonly detail?: ErrorDetail;
  readonly requestId?: string | null;
  readonly retryAfter?: number | null;
  readonly outcome?: Outcome;
}

/** An answer as the transport reads it. */
export function failedAnswer(status: number, fields: AnswerFields = {}) {
  return {
    status,
    detail: null,
    requestId: "req_8c1f02b7",
    retryAfter: null,
    response: null,
    headers: new Headers(),
    outcome: "refused" as const,
    ...fields,
  };
}

const notReady = new EndpointNotReadyError("HTTP 503", failedAnswer(503));

/** One of each kind that an error can be; `cold` is known from the endpoint, not from an error. */
export const sampleErrors: Readonly<Record<Exclude<ErrorKind, "cold">, Error>> = {
  "no-credit": new InsufficientCreditsError("HTTP 402", failedAnswer(402)),
  stopped: new EndpointStoppedError("ep_contract_kie_01", notReady),
  provider: new EndpointNotReadyError(
    "upstream timed out",
    failedAnswer(503, { detail: "upstream timed out" }),
  ),
  "rate-limited": new RateLimitError("HTTP 429", failedAnswer(429, { retryAfter: 12 })),
  unauthenticated: new AuthenticationError("HTTP 401", failedAnswer(401)),
  forbidden: new PermissionDeniedError("HTTP 403", failedAnswer(403)),
  "not-found": new NotFoundError("HTTP 404", failedAnswer(404)),
  conflict: new ConflictError("HTTP 409", failedAnswer(409, { detail: "a deploy holds the lock" })),
  invalid: new BadRequestError(
    "HTTP 422",
    failedAnswer(422, {
      detail: [
        { loc: ["body", "messages", 0, "content"], msg: "Field required", type: "missing" },
        { loc: ["body", "max_tokens"], msg: "Must be at most 8192", type: "less_than_equal" },
      ],
    }),
  ),
  offline: new APIConnectionError("The browser is offline.", { outcome: "not-sent" }),
  interrupted: new StreamInterruptedError("The stream ended without its end.", { outcome: "unknown" }),
  unreachable: new APIConnectionError("The connection was refused.", { outcome: "unknown" }),
  server: new APIStatusError(
    "HTTP 502",
    failedAnswer(502, { detail: "<html><h1>502 Bad Gateway</h1></html>", outcome: "unknown" }),
  ),
  slow: new WaitTimeoutError("The run is still going after 900 s.", {
    id: "run_88",
    timeout: 900,
    lastStatus: "running",
  }),
  failed: new DeployFailedError("No capacity for this model right now", {
    stage: "provisioning",
    data: { message: "No capacity for this model right now" },
    outcome: "refused",
  }),
  unexpected: new TypeError("Cannot read properties of undefined"),
};
