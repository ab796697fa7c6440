import { afterEach, expect, test, vi } from "vitest";
import { Pareta } from "../client.ts";
import { ParetaError } from "../errors.ts";
import { fakeFetch, json } from "../testing/fake-fetch.ts";
import { noModels } from "../testing/test-client.ts";

afterEach(() => vi.unstubAllGlobals());

/** Globals of one runtime; the test's own, Node's, are taken away first. */
function enter(globals: Readonly<Record<string, unknown>>): void {
  for (const name of ["process", "navigator"]) vi.stubGlobal(name, undefined);
  for (const [name, value] of Object.entries(globals)) vi.stubGlobal(name, value);
}

const Scope = () => {};

const browsers: [string, Record<string, unknown>][] = [
  ["a page", { document: {}, navigator: { userAgent: "Mozilla/5.0" } }],
  ["a page with a polyfilled process", { document: {}, process: { versions: { node: "22" } } }],
  ["a dedicated worker", { DedicatedWorkerGlobalScope: Scope, navigator: { userAgent: "Mozilla/5.0" } }],
  ["a shared worker", { SharedWorkerGlobalScope: Scope }],
  ["a service worker", { ServiceWorkerGlobalScope: Scope }],
  ["a worker with a polyfilled process", { DedicatedWorkerGlobalScope: Scope, process: { env: {} } }],
];

const servers: [string, Record<string, unknown>][] = [
  ["Node", { process: { versions: { node: "22.0.0" } }, navigator: { userAgent: "Node.js/22" } }],
  ["Deno", { Deno: {}, DedicatedWorkerGlobalScope: Scope, navigator: { userAgent: "Deno/2" } }],
  ["Bun", { Bun: {}, DedicatedWorkerGlobalScope: Scope }],
  ["Cloudflare", { ServiceWorkerGlobalScope: Scope, navigator: { userAgent: "Cloudflare-Workers" } }],
  ["an unknown server", {}],
];

test.each(browsers)("X11 in %s a string key is refused, whatever the fetch", (_, globals) => {
  enter(globals);
  for (const options of [{}, { baseURL: "/api" }, { fetch: fakeFetch() }]) {
    const build = () => new Pareta({ apiKey: "pareta_sk_CANARY", ...options });
    expect(build).toThrow(ParetaError);
    expect(build).toThrow(/dangerouslyAllowBrowser/);
    expect(build).not.toThrow(/CANARY/);
  }
});

test.each(browsers)(
  "X11 in %s the loud flag, a function and no key at all are accepted",
  async (_, globals) => {
    enter(globals);
    const fetch = fakeFetch(json(noModels));
    await new Pareta({ apiKey: "pareta_sk_1", dangerouslyAllowBrowser: true, fetch }).models.list();
    await new Pareta({ apiKey: () => "short-lived", fetch }).models.list();
    await new Pareta({ baseURL: "https://proxy.example", fetch }).models.list();
    expect(fetch.sent.map(({ headers }) => headers.get("authorization"))).toEqual([
      "Bearer pareta_sk_1",
      "Bearer short-lived",
      null,
    ]);
    expect(fetch.sent.map(({ headers }) => headers.get("user-agent"))).toEqual([null, null, null]);
  },
);

test.each(servers)(
  "X11 W18 on %s a string key is accepted, and the User-Agent names this package",
  async (_, globals) => {
    enter(globals);
    const fetch = fakeFetch(json(noModels));
    await new Pareta({ apiKey: "pareta_sk_1", fetch }).models.list();
    expect(fetch.sent[0]?.headers.get("user-agent")).toMatch(/^pareta-typescript\/\d+\.\d+\.\d+/);
  },
);

test("T30 a failure of the network in a browser hints at CORS and the proxy; on a server it does not", async () => {
  const fetch = fakeFetch(new TypeError("Failed to fetch"));
  const client = new Pareta({ baseURL: "https://api.example", fetch, maxRetries: 0 });
  await expect(client.models.list()).rejects.toThrow(/reach https:\/\/api\.example\.$/);
  enter({ document: {} });
  await expect(client.models.list()).rejects.toThrow(/CORS.*proxy/);
});

test("offline before and after the attempt means that nothing was sent; going offline during it does not", async () => {
  const failing = fakeFetch(new TypeError("Failed to fetch"));
  const client = new Pareta({ baseURL: "https://api.example", fetch: failing, maxRetries: 0 });
  vi.stubGlobal("navigator", { onLine: false });
  await expect(client.models.list()).rejects.toMatchObject({
    name: "APIConnectionError",
    outcome: "not-sent",
  });
  vi.stubGlobal("navigator", { onLine: true });
  const dropping = fakeFetch(() => {
    vi.stubGlobal("navigator", { onLine: false });
    throw new TypeError("Failed to fetch");
  });
  const dropped = new Pareta({ baseURL: "https://api.example", fetch: dropping, maxRetries: 0 });
  await expect(dropped.models.list()).rejects.toMatchObject({ outcome: "unknown" });
});

const ask = async (): Promise<string | undefined> => {
  const fetch = fakeFetch(json(noModels));
  await new Pareta({ baseURL: "/api", fetch }).models.list();
  return fetch.sent[0]?.url;
};

test.each<[string, Record<string, unknown>, string]>([
  [
    "a page",
    { location: { origin: "https://app.example" }, document: { baseURI: "https://app.example/a" } },
    "https://app.example/api/v1/models",
  ],
  [
    "a page whose <base> is another host",
    { location: { origin: "https://app.example" }, document: { baseURI: "https://cdn.example/" } },
    "https://app.example/api/v1/models",
  ],
  [
    "a frame of about:srcdoc",
    { location: { origin: "null" }, document: { baseURI: "https://app.example/deep/page?x#y" } },
    "https://app.example/api/v1/models",
  ],
  [
    "an about:blank frame with a port",
    { location: { origin: "null" }, document: { baseURI: "http://localhost:5173/" } },
    "http://localhost:5173/api/v1/models",
  ],
  [
    "a worker",
    { location: { origin: "https://app.example" }, document: undefined },
    "https://app.example/api/v1/models",
  ],
])("a path as base URL stands on the origin of %s (B17)", async (_, globals, url) => {
  enter(globals);
  expect(await ask()).toBe(url);
});

test.each<[string, Record<string, unknown>]>([
  ["a file", { location: { origin: "null" }, document: { baseURI: "file:///tmp/a.html" } }],
  ["a data: page", { location: { origin: "null" }, document: { baseURI: "data:text/html,x" } }],
  ["an old DOM", { location: undefined, document: {} }],
  ["nowhere", { location: undefined, document: undefined }],
])("a path as base URL is refused in %s, which has no origin", async (_, globals) => {
  enter(globals);
  await expect(ask()).rejects.toMatchObject({ param: "baseURL", outcome: "not-sent" });
});
