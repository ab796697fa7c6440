import { createServer, type IncomingHttpHeaders, type IncomingMessage } from "node:http";
import type { AddressInfo, Socket } from "node:net";

/** What the server saw of one request. */
export interface Arrival {
  readonly method: string;
  /** Path and query, byte for byte as they came. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** Names and values in turn, in their order and case. */
  readonly rawHeaders: readonly string[];
  readonly idempotencyKey: string | null;
  /** What was received: all of it, or what came before a script took over. */
  readonly body: Buffer;
  /** Resolves when the socket has closed, whoever closed it. */
  readonly closed: Promise<void>;
}

/** One act of a script, on the bare socket: what is not written is not sent. */
export type Step = (socket: Socket) => void | Promise<unknown>;

/** What the server does with one request. It starts once `bodyBytes` of the body are in, by default all of them. */
export interface Script {
  readonly steps: readonly Step[];
  readonly bodyBytes?: number;
}

export const write =
  (bytes: string | Uint8Array): Step =>
  (socket) =>
    new Promise((resolve) => socket.write(bytes, resolve));

/** Goes on when the test says so. */
export const until =
  (release: Promise<unknown>): Step =>
  () =>
    release;

/** RST. */
export const reset: Step = (socket) => void socket.resetAndDestroy();

/** FIN after what was written. */
export const finish: Step = (socket) => new Promise<void>((resolve) => socket.end(resolve));

/** Nothing more, until the client or the test hangs up. */
export const stall: Step = (socket) => new Promise((resolve) => socket.once("close", resolve));

/** A head that announces no length: the body lasts until FIN. */
export const head = (status: number, headers: Readonly<Record<string, string>> = {}): Step => {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return write(`HTTP/1.1 ${status} Scripted\r\nconnection: close\r\n${lines.join("")}\r\n`);
};

export const eventStream: Step = head(200, { "content-type": "text/event-stream" });

/** A whole answer. Text is sent as it is, anything else as JSON. */
export function answer(
  status: number,
  body: unknown = "",
  headers: Readonly<Record<string, string>> = {},
): Script {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const all = {
    "content-type": "application/json",
    "content-length": `${Buffer.byteLength(text)}`,
    ...headers,
  };
  return { steps: [head(status, all), write(text), finish] };
}

/** A server on loopback whose every byte is scripted. */
export interface ScriptedServer {
  readonly url: string;
  /** Every request in the order of arrival. */
  readonly arrivals: readonly Arrival[];
  /**
   * What to do with requests to a route such as `GET /v1/models`, one script each in turn; the last one stays.
   * A path without query matches any query. What no route expects is answered 501, which no client retries.
   */
  on(route: string, ...scripts: readonly (Script | readonly Step[])[]): void;
  /** Resolves with the request of this position, counted from 0, when its script starts. */
  arrival(position: number): Promise<Arrival>;
  /** Hangs up on everyone. */
  close(): Promise<void>;
}

/** A promise and the hand that keeps it. */
export function gate(): { readonly opened: Promise<void>; open(): void } {
  let open = () => {};
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open: () => open() };
}

export async function startScriptedServer(): Promise<ScriptedServer> {
  const scripts = new Map<string, Script[]>();
  const arrivals: Arrival[] = [];
  const sockets = new Set<Socket>();
  const waiting = new Map<number, (arrival: Arrival) => void>();

  function nextScript(request: IncomingMessage): Script {
    const path = (request.url ?? "").replace(/\?.*$/s, "");
    const queue = scripts.get(`${request.method} ${request.url}`) ?? scripts.get(`${request.method} ${path}`);
    const script = queue && queue.length > 1 ? queue.shift() : queue?.[0];
    return script ?? answer(501, { detail: `no script for ${request.method} ${request.url}` });
  }

  async function serve(request: IncomingMessage): Promise<void> {
    const { socket } = request;
    const { steps, bodyBytes = Infinity } = nextScript(request);
    const closed = new Promise<void>((resolve) => socket.once("close", () => resolve()));
    const body = await receive(request, bodyBytes);
    const key = request.headers["idempotency-key"];
    const arrival: Arrival = {
      method: request.method ?? "",
      path: request.url ?? "",
      headers: request.headers,
      rawHeaders: request.rawHeaders,
      idempotencyKey: typeof key === "string" ? key : null,
      body,
      closed,
    };
    const position = arrivals.push(arrival) - 1;
    waiting.get(position)?.(arrival);
    for (const step of steps) {
      if (socket.destroyed) return;
      await step(socket);
    }
  }

  const server = createServer((request) => void serve(request));
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    // A client that hangs up is a scripted event, not an error.
    socket.on("error", () => {});
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    arrivals,
    on(route, ...list) {
      scripts.set(
        route,
        list.map((script) => ("steps" in script ? script : { steps: script })),
      );
    },
    arrival(position) {
      const arrived = arrivals[position];
      return arrived ? Promise.resolve(arrived) : new Promise((resolve) => waiting.set(position, resolve));
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Reads a request's body, at most about `bytes` of it; then the rest waits in the socket. */
function receive(request: IncomingMessage, bytes: number): Promise<Buffer> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const done = () => resolve(Buffer.concat(chunks));
    if (bytes === 0) done();
    request.on("data", (chunk: Buffer) => {
      chunks.push(chunk);
      size += chunk.length;
      if (size < bytes) return;
      request.pause();
      done();
    });
    request.on("end", done);
    request.on("close", done);
  });
}
