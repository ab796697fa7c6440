import { afterEach, describe, expect, test, vi } from "vitest";
import { Pareta } from "../client.ts";
import { InvalidArgumentError, ParetaError } from "../errors.ts";
import { fakeFetch, json } from "../testing/fake-fetch.ts";
import { noModels } from "../testing/test-client.ts";
import type { ParetaOptions } from "./settings.ts";

afterEach(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
});

/** What a call throws at once. */
function thrown(act: () => unknown): ParetaError {
  try {
    act();
  } catch (error) {
    if (error instanceof ParetaError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}

/** Options as JavaScript could give them. */
const build = (options: Record<string, unknown>) => new Pareta(options);
const refused = (options: Record<string, unknown>) =>
  thrown(() => build({ apiKey: "pareta_sk_1", ...options }));

/** Where a client with this base URL sends `models.list()`. */
async function listUrl(baseURL: string): Promise<string | undefined> {
  const fetch = fakeFetch(json(noModels));
  await new Pareta({ apiKey: "pareta_sk_1", baseURL, fetch }).models.list();
  return fetch.sent[0]?.url;
}

async function sentKey(options: ParetaOptions): Promise<string | null | undefined> {
  const fetch = fakeFetch(json(noModels));
  await new Pareta({ ...options, fetch }).models.list();
  return fetch.sent[0]?.headers.get("authorization");
}

describe("apiKey", () => {
  test.each([{}, undefined, { apiKey: "" }, { apiKey: "  " }, { apiKey: null }, { apiKey: undefined }])(
    "options %j throw a ParetaError",
    (options) => {
      const error = thrown(() => new Pareta(options as ParetaOptions));
      expect(error.outcome).toBe("not-sent");
      expect(error.message).toMatch(/apiKey/);
    },
  );

  test.each([null, "pareta_sk_1", 5])("options that are no object (%j) are refused", (options) => {
    expect(thrown(() => new Pareta(options as ParetaOptions))).toBeInstanceOf(InvalidArgumentError);
  });

  test("a baseURL or a fetch waives the key, and nothing is sent as one", async () => {
    expect(await sentKey({})).toBeNull();
    expect(() => new Pareta({ baseURL: "http://localhost:1" })).not.toThrow();
  });

  test("its shape is not checked, white space around it is trimmed", async () => {
    expect(await sentKey({ apiKey: "pareta_sk_..." })).toBe("Bearer pareta_sk_...");
    expect(await sentKey({ apiKey: " other-key\n" })).toBe("Bearer other-key");
  });

  test.each(["a\nb", "a\r\nX-Evil: 1", "a\0b", "a b", "ключ", "a\u007fb", "a\u0085b"])(
    "X14 W15 B11 %j is refused without repeating it",
    (apiKey) => {
      const error = refused({ apiKey });
      expect(error).toMatchObject({ name: "InvalidArgumentError", param: "apiKey" });
      expect(error.message).not.toContain(apiKey);
    },
  );

  test.each([5, true, {}, ["pareta_sk_1"]])("%j is no key", (apiKey) => {
    expect(refused({ apiKey })).toMatchObject({ name: "InvalidArgumentError", param: "apiKey" });
  });

  test("a function is asked once per attempt, and its key is trimmed and checked", async () => {
    const keys = ["one", " two "];
    const apiKey = vi.fn(async () => keys.shift() ?? "");
    const fetch = fakeFetch(json({}, 503, { "retry-after": "0" }), json(noModels));
    const client = new Pareta({ apiKey, fetch });
    await client.models.list();
    expect(apiKey).toHaveBeenCalledTimes(2);
    expect(fetch.sent.map(({ headers }) => headers.get("authorization"))).toEqual([
      "Bearer one",
      "Bearer two",
    ]);
    await expect(client.models.list()).rejects.toMatchObject({ outcome: "not-sent" });
    expect(fetch.sent).toHaveLength(2);
  });

  test("a function that fails ends the call before anything is sent", async () => {
    const fetch = fakeFetch(json(noModels));
    const cause = new Error("no token");
    const apiKey = () => Promise.reject(cause);
    await expect(new Pareta({ apiKey, fetch, maxRetries: 0 }).models.list()).rejects.toMatchObject({
      outcome: "not-sent",
      cause,
    });
    const throws = () => {
      throw cause;
    };
    const list = new Pareta({ apiKey: throws, fetch, maxRetries: 0 }).models.list();
    await expect(list).rejects.toBeInstanceOf(ParetaError);
    expect(fetch.sent).toHaveLength(0);
  });
});

describe("baseURL", () => {
  test.each([
    ["https://api.pareta.ai", "https://api.pareta.ai/v1/models"],
    ["https://api.pareta.ai/", "https://api.pareta.ai/v1/models"],
    ["https://api.pareta.ai///", "https://api.pareta.ai/v1/models"],
    ["https://api.pareta.ai/v1", "https://api.pareta.ai/v1/models"],
    ["https://api.pareta.ai/v1/", "https://api.pareta.ai/v1/models"],
    ["https://api.pareta.ai/v1/v1", "https://api.pareta.ai/v1/v1/models"],
    ["https://api.pareta.ai/v10", "https://api.pareta.ai/v10/v1/models"],
    ["http://localhost:8787/deep/path", "http://localhost:8787/deep/path/v1/models"],
    ["HTTPS://API.pareta.ai", "HTTPS://API.pareta.ai/v1/models"],
    [" https://api.pareta.ai ", "https://api.pareta.ai/v1/models"],
    ["http://[::1]:80", "http://[::1]:80/v1/models"],
  ])("W33 B10 %s", async (baseURL, url) => {
    expect(await listUrl(baseURL)).toBe(url);
  });

  test.each([
    "javascript:alert(1)",
    "http://",
    "ftp://host",
    "file:///etc",
    "data:text/plain,x",
    "//host",
    "/\\host",
    "https:\\\\host",
    "host.example",
    "https://",
    "https:/host",
    "https://host?x=1",
    "https://host#x",
    "https://user:hunter2@host",
    "https://hunter2@host",
    "https://ho st",
    "https://host\n/x",
    "/api?x",
    "/a\tb",
    "../api",
    5,
    {},
    true,
  ])("B10 %j is refused without repeating it", (baseURL) => {
    const error = refused({ baseURL });
    expect(error).toMatchObject({ name: "InvalidArgumentError", param: "baseURL", outcome: "not-sent" });
    expect(error.message).not.toContain("hunter2");
  });

  test("a path is accepted everywhere, and refused when a request is made where there is no page", async () => {
    const fetch = fakeFetch(json(noModels));
    const client = new Pareta({ baseURL: "/api/pareta/v1/", fetch });
    await expect(client.models.list()).rejects.toMatchObject({ param: "baseURL", outcome: "not-sent" });
    vi.stubGlobal("location", { origin: "null" });
    await expect(client.models.list()).rejects.toMatchObject({ param: "baseURL" });
    expect(fetch.sent).toHaveLength(0);
    vi.stubGlobal("location", { origin: "https://app.example" });
    await client.models.list();
    expect(fetch.sent[0]?.url).toBe("https://app.example/api/pareta/v1/models");
    const root = new Pareta({ baseURL: "/", fetch });
    await root.models.list();
    expect(fetch.sent[1]?.url).toBe("https://app.example/v1/models");
  });
});

describe("numbers", () => {
  test.each([NaN, -1, -0.001, -Infinity, "5s", "5", {}, 5n])("B2 W15 timeout %s is refused", (timeout) => {
    expect(refused({ timeout })).toMatchObject({ param: "timeout" });
    expect(refused({ streamIdleTimeout: timeout })).toMatchObject({ param: "streamIdleTimeout" });
  });

  test.each([0, 1.5, 60_000, Infinity, 2 ** 31, 2 ** 53])(
    "B2 timeout %d fires neither at once nor as another unit",
    async (timeout) => {
      vi.useFakeTimers();
      try {
        let answered = () => {};
        const fetch = fakeFetch(() => new Promise((resolve) => (answered = () => resolve(json(noModels)))));
        const listed = new Pareta({ apiKey: "pareta_sk_1", fetch, timeout }).models.list();
        await vi.advanceTimersByTimeAsync(Math.min(timeout || 1e9, 1e9) - 1);
        answered();
        await expect(listed).resolves.toEqual([]);
      } finally {
        vi.useRealTimers();
      }
    },
  );

  test.each([NaN, Infinity, -Infinity, "2", {}, 2n])(
    "B3 W15 maxRetries %s is refused",
    async (maxRetries) => {
      expect(refused({ maxRetries })).toMatchObject({ param: "maxRetries" });
      const fetch = fakeFetch(json(noModels));
      const list = new Pareta({ fetch }).models.list({ maxRetries: maxRetries as number });
      await expect(list).rejects.toMatchObject({ name: "InvalidArgumentError", param: "maxRetries" });
      expect(fetch.sent).toHaveLength(0);
    },
  );

  test.each([
    [-5, 1],
    [-1, 1],
    [0, 1],
    [0.9, 1],
    [3.9, 4],
  ])("B3 maxRetries %d makes %i attempts", async (maxRetries, attempts) => {
    const fetch = fakeFetch(json({}, 503, { "retry-after": "0" }));
    const list = new Pareta({ fetch, maxRetries }).models.list();
    await expect(list).rejects.toMatchObject({ status: 503 });
    expect(fetch.sent).toHaveLength(attempts);
  });

  test("B3 maxRetries 1e9 is allowed, and the call still ends with its signal", async () => {
    const stop = new AbortController();
    const fetch = fakeFetch(() => {
      if (fetch.sent.length === 50) stop.abort();
      return json({}, 503, { "retry-after": "0" });
    });
    const list = new Pareta({ fetch, maxRetries: 1e9 }).models.list({ signal: stop.signal });
    await expect(list).rejects.toMatchObject({ name: "AbortError" });
    expect(fetch.sent).toHaveLength(50);
  });
});

describe("the rest", () => {
  test.each([5, "fetch", {}, null])("fetch %j is refused", (fetch) => {
    expect(refused({ fetch })).toMatchObject({ name: "InvalidArgumentError", param: "fetch" });
  });

  test.each([
    { "X-Bad": "a\r\nb" },
    { "X-Bad": "a\0b" },
    { "X-Bad": "日本" },
    { "X Bad": "a" },
    { "": "a" },
    "x",
    5,
  ])("B11 defaultHeaders %j are refused without repeating a value", (defaultHeaders) => {
    const error = refused({ defaultHeaders });
    expect(error).toMatchObject({ name: "InvalidArgumentError", param: "defaultHeaders" });
    expect(error.message).not.toMatch(/日本|a\0b/);
    expect(error.cause).toBeUndefined();
  });

  test("W19 a global fetch that is stubbed after construction is used", async () => {
    const client = new Pareta({ apiKey: "pareta_sk_1" });
    const fetch = fakeFetch(json(noModels));
    vi.stubGlobal("fetch", fetch);
    await client.models.list();
    expect(fetch.sent).toHaveLength(1);
  });

  test("without any fetch a call rejects", async () => {
    const client = new Pareta({ apiKey: "pareta_sk_1", maxRetries: 0 });
    vi.stubGlobal("fetch", undefined);
    await expect(client.models.list()).rejects.toMatchObject({ outcome: "not-sent" });
    await expect(client.models.list()).rejects.toBeInstanceOf(ParetaError);
  });
});

describe("fromEnv", () => {
  const location = async (options?: ParetaOptions) => {
    const fetch = fakeFetch(json(noModels));
    vi.stubGlobal("fetch", fetch);
    await Pareta.fromEnv(options).models.list();
    return [fetch.sent[0]?.url, fetch.sent[0]?.headers.get("authorization")];
  };

  test("reads PARETA_API_KEY and PARETA_BASE_URL; options come first, empty ones count as absent", async () => {
    vi.stubEnv("PARETA_API_KEY", "env-key");
    vi.stubEnv("PARETA_BASE_URL", "");
    expect(await location()).toEqual(["https://api.pareta.ai/v1/models", "Bearer env-key"]);
    vi.stubEnv("PARETA_BASE_URL", "https://env.example/v1");
    expect(await location()).toEqual(["https://env.example/v1/models", "Bearer env-key"]);
    expect(await location({ apiKey: "", baseURL: "" })).toEqual([
      "https://env.example/v1/models",
      "Bearer env-key",
    ]);
    expect(await location({ apiKey: "own", baseURL: "https://own.example" })).toEqual([
      "https://own.example/v1/models",
      "Bearer own",
    ]);
  });

  test("needs a key: PARETA_BASE_URL alone does not waive it, an explicit baseURL or fetch does", () => {
    vi.stubEnv("PARETA_API_KEY", " ");
    vi.stubEnv("PARETA_BASE_URL", "https://env.example");
    expect(thrown(() => Pareta.fromEnv()).message).toMatch(/PARETA_API_KEY/);
    expect(() => Pareta.fromEnv({ baseURL: "https://own.example" })).not.toThrow();
    expect(() => Pareta.fromEnv({ fetch: fakeFetch() })).not.toThrow();
  });

  test("new Pareta() alone reads no environment", () => {
    vi.stubEnv("PARETA_API_KEY", "env-key");
    expect(thrown(() => new Pareta())).toBeInstanceOf(ParetaError);
  });

  test.each([undefined, {}, { env: undefined }])("where process is %j it throws a ParetaError", (process) => {
    vi.stubGlobal("process", process);
    expect(thrown(() => Pareta.fromEnv())).toBeInstanceOf(ParetaError);
  });
});
