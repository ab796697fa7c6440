import {
  APIConnectionError,
  APIStatusError,
  APIResponseError,
  AuthenticationError,
  BadRequestError,
  ConflictError,
  EndpointNotReadyError,
  InsufficientCreditsError,
  InvalidArgumentError,
  NotFoundError,
  ParetaError,
  PermissionDeniedError,
  RateLimitError,
  StreamInterruptedError,
  WaitTimeoutError,
} from "pareta";
import { EndpointStoppedError } from "./endpoint-stopped-error.ts";

/**
 * What a failure means to the person in front of it.
 * - `no-credit`: 402. `rate-limited`: 429. `unauthenticated`: 401. `forbidden`: 403. `not-found`: 404. `conflict`: 409.
 * - `invalid`: 400, 422, or refused before it was sent.
 * - `stopped`: a 503 whose endpoint has to be started. `provider`: any other 503. `cold`: it is waking; not an error yet.
 * - `offline`: nothing left this machine. `interrupted`: an answer broke off. `unreachable`: no answer.
 * - `server`: any other status, or an answer that is none of Pareta's, such as a gateway's page.
 * - `slow`: a wait ran out, what was waited for goes on. `failed`: Pareta said that it did not work, a deploy for example.
 * - `unexpected`: not one of Pareta's errors.
 */
export type ErrorKind =
  | "no-credit"
  | "cold"
  | "stopped"
  | "provider"
  | "rate-limited"
  | "unauthenticated"
  | "forbidden"
  | "not-found"
  | "conflict"
  | "invalid"
  | "offline"
  | "interrupted"
  | "unreachable"
  | "server"
  | "slow"
  | "failed"
  | "unexpected";

/** Decides by class, most specific first, never by message. `isInstance` knows errors of another copy of the SDK too. */
export function errorKind(error: unknown): ErrorKind {
  if (InsufficientCreditsError.isInstance(error)) return "no-credit";
  if (error instanceof EndpointStoppedError) return "stopped";
  if (EndpointNotReadyError.isInstance(error)) return "provider";
  if (RateLimitError.isInstance(error)) return "rate-limited";
  if (AuthenticationError.isInstance(error)) return "unauthenticated";
  if (PermissionDeniedError.isInstance(error)) return "forbidden";
  if (NotFoundError.isInstance(error)) return "not-found";
  if (ConflictError.isInstance(error)) return "conflict";
  if (BadRequestError.isInstance(error) || InvalidArgumentError.isInstance(error)) return "invalid";
  if (StreamInterruptedError.isInstance(error)) return "interrupted";
  if (APIConnectionError.isInstance(error)) return error.outcome === "not-sent" ? "offline" : "unreachable";
  if (APIStatusError.isInstance(error) || APIResponseError.isInstance(error)) return "server";
  if (WaitTimeoutError.isInstance(error)) return "slow";
  return ParetaError.isInstance(error) ? "failed" : "unexpected";
}
