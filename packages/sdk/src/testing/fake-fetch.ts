/** One request as `fetch` was asked for it. */
export interface Sent {
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;
  readonly body: BodyInit | null;
  readonly signal: AbortSignal;
  readonly redirect: RequestRedirect | undefined;
}

export type Reply = Response | Error | ((sent: Sent) => Response | Promise<Response>);

export interface FakeFetch {
  (input: string | URL | Request, init?: RequestInit): Promise<Response>;
  readonly sent: Sent[];
}

/** A `fetch` that gives these replies in turn and stays with the last; an `Error` is a failure of the network. */
export function fakeFetch(...replies: Reply[]): FakeFetch {
  const sent: Sent[] = [];
  const send = async (input: string | URL | Request, init: RequestInit = {}): Promise<Response> => {
    const request: Sent = {
      url: input instanceof Request ? input.url : String(input),
      method: init.method ?? "GET",
      headers: new Headers(init.headers),
      body: init.body ?? null,
      signal: init.signal ?? new AbortController().signal,
      redirect: init.redirect,
    };
    sent.push(request);
    const reply = replies.length > 1 ? replies.shift() : replies[0];
    if (reply === undefined) throw new Error("no reply is scripted");
    if (reply instanceof Error) throw reply;
    return typeof reply === "function" ? reply(request) : reply.clone();
  };
  return Object.assign(send, { sent });
}

/** The JSON that a request carried. */
export function sentJson(sent: Sent | undefined): unknown {
  if (typeof sent?.body !== "string") throw new Error("no text was sent");
  return JSON.parse(sent.body);
}

/** A JSON answer; text is sent as it is. */
export function json(body: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(typeof body === "string" ? body : JSON.stringify(body), {
    status,
    headers: { "content-type": "application/json", ...headers },
  });
}

export const noContent = (): Response => new Response(null, { status: 204 });

/** What Node's fetch throws when the network fails. */
export const networkFailure = (code = "ECONNREFUSED"): TypeError =>
  new TypeError("fetch failed", { cause: Object.assign(new Error(`connect ${code}`), { code }) });

/** Never answers, and ends as `fetch` does when its signal fires. */
export const hang = (sent: Sent): Promise<Response> =>
  new Promise((_, reject) => {
    sent.signal.addEventListener("abort", () => reject(sent.signal.reason));
  });
