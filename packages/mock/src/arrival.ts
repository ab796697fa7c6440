import type { Backend } from "./backend.ts";
import { token } from "./random.ts";
import type { RequestRow } from "./request-row.ts";
import { pathWithoutPrefix } from "./route.ts";

/** How a mount delivers a request. */
export interface Mount {
  /** The caller's signal: aborted when the caller or its connection is gone. */
  signal: AbortSignal | null;
  requireKey: boolean;
  /** The request's body is a stream of the caller's own, to be cancelled when the caller leaves. */
  streamed: boolean;
}

/** A request on its way through the mock, from its first byte in to its last byte out. */
export interface Arrival {
  row: RequestRow;
  hangUp: AbortController;
  requireKey: boolean;
  streamed: boolean;
  requestId: string;
  /** Takes the request off the list of open ones and lets go of the caller's signal. */
  close(): void;
}

export function arrive(backend: Backend, request: Request, mount: Mount): Arrival {
  const hangUp = new AbortController();
  const row: RequestRow = {
    at: backend.now(),
    route: null,
    method: request.method,
    path: pathWithoutPrefix(new URL(request.url).pathname),
    headers: Object.fromEntries(request.headers),
    body: null,
    // An empty one is none.
    key: request.headers.get("idempotency-key") || null,
    status: null,
    abortedAt: null,
  };
  backend.requests.push(row);
  const leave = () => hangUp.abort(mount.signal?.reason);
  hangUp.signal.addEventListener("abort", () => (row.abortedAt = backend.now()), { once: true });
  mount.signal?.addEventListener("abort", leave, { once: true });
  backend.open.add(hangUp);
  const close = () => {
    backend.open.delete(hangUp);
    mount.signal?.removeEventListener("abort", leave);
  };
  const requestId = `req_${token(backend.seed, "request", backend.requests.length)}`;
  const { requireKey, streamed } = mount;
  return { row, hangUp, requireKey, streamed, requestId, close };
}
