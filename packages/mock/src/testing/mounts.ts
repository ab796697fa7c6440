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
