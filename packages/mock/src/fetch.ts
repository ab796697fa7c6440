import type { Handle } from "./handle.ts";

/** Where a relative address stands when there is no page. */
const nowhere = "http://pareta.mock";

/** The mock as `fetch`: a real Response, a real stream, aborts that reject with the signal's own reason. */
export function createFetch(handle: Handle): typeof fetch {
  return async (input, init) => {
    const signal = signalOf(input, init);
    if (signal?.aborted) throw signal.reason;
    const request = requestOf(input, init);
    const streamed = init?.body instanceof ReadableStream;
    const response = await handle(request, { signal, requireKey: false, streamed });
    Object.defineProperty(response, "url", { value: request.url });
    return response;
  };
}

/** A null in `init` takes away the Request's own signal, undefined does not. */
function signalOf(input: RequestInfo | URL, init: RequestInit | undefined): AbortSignal | null {
  if (init?.signal !== undefined) return init.signal;
  return input instanceof Request ? input.signal : null;
}

function requestOf(input: RequestInfo | URL, init: RequestInit = {}): Request {
  // The signal stays outside: a page's AbortSignal need not be of the realm the Request class comes from.
  const { signal: _signal, ...rest } = init;
  const streaming = rest.body instanceof ReadableStream ? { duplex: "half" } : {};
  if (input instanceof Request) return new Request(input, { ...rest, ...streaming });
  return new Request(absolute(String(input)), { ...rest, ...streaming });
}

function absolute(address: string): string {
  const page = globalThis.location?.href;
  const base = page !== undefined && URL.canParse("/", page) ? page : nowhere;
  return new URL(address, base).href;
}
