import { EndpointNotReadyError } from "pareta";

/** A 503 whose endpoint is stopped: it never wakes by itself, somebody has to start it (contract 3.4). */
export class EndpointStoppedError extends EndpointNotReadyError {
  /** The endpoint to start. */
  readonly endpointId: string;

  constructor(endpointId: string, refusal: EndpointNotReadyError) {
    const { status, detail, requestId, response, headers, retryAfter } = refusal;
    super(`${endpointId} is stopped: start it, then send again. Nothing was charged.`, {
      status,
      detail,
      requestId,
      response,
      headers,
      retryAfter,
      outcome: "refused",
      cause: refusal,
    });
    this.endpointId = endpointId;
  }
}
