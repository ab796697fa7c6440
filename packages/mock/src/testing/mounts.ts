import { createMockPareta } from "../index.ts";
import type { MockPareta, MockParetaOptions } from "../index.ts";
import { startMockServer } from "../server/index.ts";

export interface MountedMock {
  mock: MockPareta;
  /** `fetch` with the key, below `/v1`. */
  call: (path: string, init?: RequestInit) => Promise<Response>;
  post: (path: string, body: unknown, headers?: Record<string, string>) => Promise<Response>;
  close: () => Promise<void>;
}

export type MountName = "fetch" | "http";

export const mountNames: readonly MountName[] = ["fetch", "http"];

/** The same mock behind either door, so that one test proves both. */
export async function openMock(mount: MountName, options: MockParetaOptions = {}): Promise<MountedMock> {
  const mock = createMockPareta(options);
  const server = mount === "http" ? await startMockServer(mock) : null;
  const base = server?.url ?? "https://api.pareta.test";
  const send: typeof fetch = server ? globalThis.fetch : mock.fetch;
  const call: MountedMock["call"] = (path, init = {}) => {
    const headers = new Headers(init.headers);
    headers.set("authorization", "Bearer pareta_sk_test");
    return send(`${base}/v1${path}`, { ...init, headers });
  };
  return {
    mock,
    call,
    post: (path, body, headers = {}) =>
      call(path, {
        method: "POST",
        body: JSON.stringify(body),
        headers: { "content-type": "application/json", ...headers },
      }),
    close: async () => server?.close(),
  };
}

/** A chat that is long enough to break in the middle. */
export const chat = {
  model: "ep_general_chat_01",
  messages: [{ role: "user", content: "Explain how retries work" }],
};

export const streamedChat = { ...chat, stream: true };

/** Reads until the predicate holds for the text so far; the reader is given back for what follows. */
export async function readUntil(response: Response, enough: (text: string) => boolean) {
  const body = response.body;
  if (!body) throw new Error("there is no body");
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = "";
  while (!enough(text)) {
    const { done, value } = await reader.read();
    if (done) throw new Error(`the body ended early: ${text}`);
    text += decoder.decode(value, { stream: true });
  }
  return { reader, text };
}

/** Waits for what the other side of a socket has to notice first. */
export async function eventually(holds: () => boolean): Promise<void> {
  for (let attempt = 0; attempt < 400; attempt++) {
    if (holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error("it never came true");
}

export function debits(mock: MockPareta): number[] {
  return mock.ledger.map((row) => row.microUsd).filter((microUsd) => microUsd > 0);
}
