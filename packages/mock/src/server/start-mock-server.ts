import { createServer } from "node:http";
import type { Server, ServerResponse } from "node:http";
import { getRequestListener } from "@hono/node-server";
import type { HttpBindings } from "@hono/node-server";
import { handleOf } from "../create-mock-pareta.ts";
import type { MockPareta } from "../create-mock-pareta.ts";
import { ConnectionFault } from "../faults.ts";
import { corsHeaders, preflight } from "./cors.ts";

export interface MockServerOptions {
  /** Default 0: any free port. */
  port?: number | undefined;
  /** Default 127.0.0.1. */
  host?: string | undefined;
}

export interface MockServer {
  url: string;
  /** Ends open answers and frees the port; a second call waits for the same. */
  close(): Promise<void>;
}

/** Puts a mock on HTTP. Every route but the signed upload wants the key `pareta_sk_test`. */
export async function startMockServer(
  mock: MockPareta,
  options: MockServerOptions = {},
): Promise<MockServer> {
  const { port = 0, host = "127.0.0.1" } = options;
  const handle = handleOf(mock);
  const listener = getRequestListener(
    async (request, bindings) => {
      const { outgoing } = bindings as HttpBindings;
      if (request.method === "OPTIONS") return preflight(request);
      const gone = new AbortController();
      outgoing.once("close", () => {
        if (!outgoing.writableFinished)
          gone.abort(new DOMException("The client closed the connection.", "AbortError"));
      });
      try {
        const response = await handle(request, { signal: gone.signal, requireKey: true, streamed: false });
        await send(response, outgoing);
      } catch (error) {
        breakOff(error, outgoing);
      }
      return alreadySent();
    },
    { overrideGlobalObjects: false },
  );
  const server = createServer({ noDelay: true }, (incoming, outgoing) => void listener(incoming, outgoing));
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  let closed: Promise<void> | null = null;
  return { url: addressOf(server, host), close: () => (closed ??= closeServer(server)) };
}

/** Each chunk is its own write, so that a split or a token reaches the wire as it was made. */
async function send(response: Response, outgoing: ServerResponse): Promise<void> {
  outgoing.writeHead(response.status, { ...Object.fromEntries(response.headers), ...corsHeaders });
  outgoing.flushHeaders();
  if (response.body) {
    for await (const chunk of response.body) {
      if (outgoing.destroyed) return;
      await new Promise<void>((resolve) => outgoing.write(chunk, () => resolve()));
    }
  }
  outgoing.end();
}

function breakOff(error: unknown, outgoing: ServerResponse): void {
  const cause = error instanceof TypeError ? error.cause : null;
  const socket = outgoing.socket;
  if (cause instanceof ConnectionFault && cause.kind === "reset") socket?.resetAndDestroy();
  else if (cause instanceof ConnectionFault || outgoing.headersSent || outgoing.destroyed) socket?.destroy();
  else {
    outgoing.writeHead(500, { "content-type": "application/json", ...corsHeaders });
    outgoing.end(JSON.stringify({ detail: String(error) }));
  }
}

/** Tells the listener that the answer went out by another way. */
function alreadySent(): Response {
  return new Response(null, { headers: { "x-hono-already-sent": "true" } });
}

function addressOf(server: Server, host: string): string {
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    server.closeAllConnections();
  });
}
