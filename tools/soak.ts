/**
 * Soak: `pnpm test:soak [--short]`. Streams by the hundred through one client and one AbortSignal, ended in five ways
 * against a real server. Fails when a listener or a socket stays, or when the heap grows with every stream.
 */
import { getEventListeners } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { parseArgs } from "node:util";
import { Pareta, ParetaError } from "../packages/sdk/src/index.ts";

const { values: options } = parseArgs({ options: { short: { type: "boolean", default: false } } });
const streams = options.short ? 500 : 1000;
/** The heap is level only once the engine has compiled what these streams run through. */
const warmUp = 600;
const samples = 10;
/** Bytes of heap a stream may leave behind. */
const slopeLimit = 200;

const endings = ["done", "error frame", "reset", "break", "abort"] as const;
type Ending = (typeof endings)[number];

const frame = (content: string) =>
  `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content } }] })}\n\n`;

/** The bytes or the act that end the server's side; for `break` and `abort` the client does it. */
const serverEnds: Record<Ending, (response: ServerResponse) => void> = {
  done: (response) => response.write("data: [DONE]\n\n"),
  "error frame": (response) => response.write('data: {"error":{"message":"boom","code":500}}\n\n'),
  reset: (response) => response.socket?.resetAndDestroy(),
  break: () => {},
  abort: () => {},
};

/** Sockets that carried a stream. Node's fetch also keeps a spare one or two that never did; they are not ours. */
const sockets = new Set<Socket>();

const server = createServer((request, response) => {
  sockets.add(request.socket);
  request.socket.once("close", () => sockets.delete(request.socket));
  response.writeHead(200, { "content-type": "text/event-stream" });
  response.write(": pareta-progress warming-up\n\n" + frame("Hello ").repeat(20));
  const ending = endings.find((name) => name === request.headers["x-ending"]) ?? "done";
  // The client reads the values first: a reset may overtake what was written just before it.
  setTimeout(() => serverEnds[ending](response), 2);
});
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));

const client = new Pareta({
  apiKey: "key",
  baseURL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
});
/** Outlives every stream, as a page's or a worker's signal does. */
const shared = new AbortController();
const messages = [{ role: "user", content: "hi" }];

/** One stream to its end; how it ended, as the loop saw it. */
async function run(ending: Ending): Promise<string> {
  const stream = client.chat.completions.create(
    { model: "m", messages, stream: true },
    { signal: shared.signal, headers: { "x-ending": ending } },
  );
  let count = 0;
  try {
    for await (const _ of stream) {
      count++;
      if (ending === "break" && count === 5) return "left";
      if (ending === "abort" && count === 5) stream.abort();
    }
    return "complete";
  } catch (error) {
    if (error instanceof ParetaError) return error.name;
    throw error;
  }
}

const expected: Record<Ending, string> = {
  done: "complete",
  "error frame": "APIConnectionError",
  reset: "StreamInterruptedError",
  break: "left",
  abort: "AbortError",
};
const failures: string[] = [];

/** `count` streams, five at a time, one for each ending. */
async function runMany(count: number): Promise<void> {
  for (let done = 0; done < count; done += endings.length) {
    const outcomes = await Promise.all(endings.map(async (ending) => [ending, await run(ending)] as const));
    for (const [ending, outcome] of outcomes) {
      if (outcome !== expected[ending]) failures.push(`${ending} ended as ${outcome}`);
    }
  }
}

async function heapUsed(): Promise<number> {
  // Finalizers and socket teardown need turns of the loop before a collection can see what is really held.
  for (let turn = 0; turn < 3; turn++) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    globalThis.gc?.();
  }
  return process.memoryUsage().heapUsed;
}

/** The median of the slopes between all pairs of points: one odd sample does not move it. */
function theilSenSlope(points: readonly (readonly [x: number, y: number])[]): number {
  const slopes = points.flatMap(([x, y], index) =>
    points.slice(index + 1).map(([laterX, laterY]) => (laterY - y) / (laterX - x)),
  );
  return slopes.toSorted((a, b) => a - b)[Math.floor(slopes.length / 2)] ?? NaN;
}

if (!globalThis.gc) throw new Error("Run with --expose-gc.");
await runMany(warmUp);
const points: [number, number][] = [[0, await heapUsed()]];
for (let sample = 1; sample <= samples; sample++) {
  await runMany(streams / samples);
  points.push([(sample * streams) / samples, await heapUsed()]);
}

const listeners = getEventListeners(shared.signal, "abort").length;
const slope = theilSenSlope(points);
if (listeners > 0) failures.push(`${listeners} listeners stay on the shared signal`);
if (sockets.size > 0) failures.push(`${sockets.size} sockets stay open`);
if (!(slope < slopeLimit)) failures.push(`the heap grows by ${slope.toFixed(0)} bytes a stream`);
server.close();

console.log(
  `${streams} streams in ${endings.length} ways after ${warmUp} to warm up, Node ${process.version}`,
);
console.log(`listeners left ${listeners}, sockets left ${sockets.size}`);
console.log(`heap slope ${slope.toFixed(1)} bytes a stream (limit ${slopeLimit})`);
console.log(`heap MB ${points.map(([, bytes]) => (bytes / 1e6).toFixed(2)).join(" ")}`);
for (const failure of new Set(failures)) console.error(`FAILED: ${failure}`);
process.exit(failures.length > 0 ? 1 : 0);
