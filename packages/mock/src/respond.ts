import type { Arrival } from "./arrival.ts";
import type { Fault } from "./faults.ts";
import { oneFrame } from "./frames.ts";
import type { Frames } from "./frames.ts";
import type { ErrorFrame, Reply } from "./reply.ts";
import { responseBody } from "./response-body.ts";

/** The act of a reply, if it has one, has happened. `cut`: what goes wrong with its body. */
export function respond(reply: Reply, arrival: Arrival, cut: Fault | null = null): Response {
  if (reply.kind === "empty") return send(arrival, reply.status, reply.headers ?? {}, null);
  if (reply.kind === "text") {
    return send(arrival, reply.status, reply.headers, { frames: oneFrame(reply.text), cut });
  }
  if (reply.kind === "stream") {
    const headers = { "content-type": "text/event-stream; charset=utf-8", "cache-control": "no-cache" };
    return send(arrival, 200, headers, { ...reply, cut });
  }
  const charged = reply.share?.settle() ?? 0;
  const headers = { "content-type": "application/json", ...reply.receipt?.(charged), ...reply.headers };
  return send(arrival, reply.status, headers, { frames: oneFrame(JSON.stringify(reply.value)), cut });
}

interface Body {
  frames: Frames;
  cut: Fault | null;
  /** Of a stream: settled or released by how its body ends. */
  share?: { settle(): void; release(): void };
  errorFrame?: ErrorFrame;
}

function send(
  arrival: Arrival,
  status: number,
  headers: Record<string, string>,
  body: Body | null,
): Response {
  const { row, hangUp, requestId } = arrival;
  row.status = status;
  const init = { status, headers: { "x-request-id": requestId, ...headers } };
  // A body that nobody may read would stay open for ever.
  if (!body || row.method === "HEAD" || [204, 205, 304].includes(status)) {
    arrival.close();
    return new Response(null, init);
  }
  const { frames, cut, share, errorFrame = ({ message }) => message } = body;
  const ends = {
    succeed: () => share?.settle(),
    fail: () => share?.release(),
    close: () => arrival.close(),
  };
  return new Response(responseBody(frames, cut, errorFrame, hangUp, ends), init);
}
