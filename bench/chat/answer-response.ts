const { port1, port2 } = new MessageChannel();
const waiting: (() => void)[] = [];
port1.addEventListener("message", () => waiting.shift()?.());
port1.start();

function nextMacrotask(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    port2.postMessage(null);
  });
}

/** Resolves once the clock shows `time`, and never in the caller's own macrotask. */
async function until(time: number): Promise<void> {
  const wait = time - performance.now();
  if (wait <= 0) await nextMacrotask();
  else await new Promise((resolve) => setTimeout(resolve, wait));
}

/**
 * A response whose body gives one chunk a pull and each in a macrotask of its own, as a socket does: a slow reader
 * slows it down. With a rate, no chunk comes before its time.
 */
export function answerResponse(
  chunks: readonly Uint8Array<ArrayBuffer>[],
  tokensPerSecond: number | null,
): Response {
  let next = 0;
  let start = 0;
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      async pull(controller) {
        if (next === 0) start = performance.now();
        await (tokensPerSecond === null ? nextMacrotask() : until(start + (next * 1000) / tokensPerSecond));
        const chunk = chunks[next++];
        if (chunk) controller.enqueue(chunk);
        else controller.close();
      },
    },
    { highWaterMark: 0 },
  );
  return new Response(body, {
    headers: { "content-type": "text/event-stream", "x-vercel-ai-ui-message-stream": "v1" },
  });
}
