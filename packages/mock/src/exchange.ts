import type { Backend } from "./backend.ts";
import { fingerprintOf } from "./acts.ts";
import type { Json, Performed, Share } from "./acts.ts";
import { describeBody } from "./request-body.ts";
import type { ParsedBody } from "./request-body.ts";
import { json } from "./reply.ts";
import type { Reply } from "./reply.ts";
import type { RequestRow } from "./request-row.ts";
import type { Route } from "./route.ts";

/** One request with everything a route needs to answer it. */
export interface Exchange {
  readonly backend: Backend;
  readonly route: Route;
  /** The `{id}` of the path, decoded; "" where the route has none. */
  readonly id: string;
  readonly url: URL;
  readonly headers: Headers;
  readonly body: ParsedBody;
  readonly row: RequestRow;
  readonly signal: AbortSignal;
}

export type Handler = (exchange: Exchange) => Reply | Promise<Reply>;

export function beginAct(exchange: Exchange, perform: () => Performed): Share {
  const { backend, route, id, row } = exchange;
  const fingerprint = fingerprintOf(`${route} ${id}`, describeBody(exchange.body));
  return backend.acts.begin({ route, key: row.key, fingerprint }, perform);
}

/** An act that is over when it is accepted: done once per key, whether or not somebody waits for its answer. */
export function doneAct(exchange: Exchange, perform: () => Performed, status = 200): Reply {
  const share = beginAct(exchange, perform);
  share.settle();
  return json(share.answer, status);
}

/** A free one: a ledger row of 0 each time. `subject`: the id of the endpoint or set that it changes. */
export function freeAct(
  exchange: Exchange,
  perform: () => Json,
  { status = 200, subject }: { status?: number; subject?: string } = {},
): Reply {
  const act = () => ({ answer: perform(), price: 0, ...(subject === undefined ? {} : { subject }) });
  return doneAct(exchange, act, status);
}
