import type { Backend } from "./backend.ts";
import { fingerprintOf } from "./acts.ts";
import type { Json, Performed, Share } from "./acts.ts";
import { describeBody } from "./request-body.ts";
import type { ParsedBody } from "./request-body.ts";
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
  const { backend, route, row, url } = exchange;
  const fingerprint = fingerprintOf(`${row.method} ${url.pathname}`, describeBody(exchange.body));
  return backend.acts.begin({ route, key: row.key, fingerprint }, perform);
}

/** An act that is free and over at once: acted on once per key, a ledger row of 0 each time. */
export function freeAct(exchange: Exchange, perform: () => Json, status = 200): Reply {
  const share = beginAct(exchange, () => ({ answer: perform(), price: 0 }));
  return { kind: "json", status, value: share.answer, share };
}
