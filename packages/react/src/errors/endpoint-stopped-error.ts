import { EndpointNotReadyError } from "pareta";

/** A 503 whose endpoint is stopped: it never wakes by itself, somebody has to start it (contract 3.4). */
export class EndpointStoppedError extends EndpointNotReadyError {
  /** The endpoint to start. */
  readonly endpointId: string;

  constructor(endpointId: string, refusal: EndpointNotReadyError) {
    super(`The endpoint ${endpointId} is stopped. Start it, then send again: nothing was charged.`, {
      status: refusal.status,
      detail: refusal.detail,
      requestId: refusal.requestId,
      response: refusal.response,
      headers: refusal.headers,
      retryAfter: refusal.retryAfter,
      retryable: false,
      outcome: "refused",
      cause: refusal,
    });
    this.endpointId = endpointId;
  }
}
