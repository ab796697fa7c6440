import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runInNewContext } from "node:vm";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { APIStatusError, ParetaError } from "../errors.ts";
import type { ParetaOptions } from "../http/settings.ts";
import { FakeClock, hurriedClock } from "../testing/fake-clock.ts";
import {
  type FakeFetch,
  fakeFetch,
  json,
  networkFailure,
  type Sent,
  sentJson,
} from "../testing/fake-fetch.ts";
import { type Part, sentParts } from "../testing/multipart.ts";
import { answer, reset, type ScriptedServer, startScriptedServer } from "../testing/scripted-server.ts";
import { testClient } from "../testing/test-client.ts";
import type { FileInput } from "./eval-set-file.ts";
import type { UploadDocumentParams } from "./eval-set-upload.ts";

const stored = { kind: "blob", uri: "gs://bkt/es_1/0/document", mime: "application/pdf" };
const place = { idx: 0, fieldName: "document" };
const pdf = new TextEncoder().encode("%PDF-1.7 body");

const sdk = (fetch: FakeFetch, options: ParetaOptions = {}) =>
  testClient(new FakeClock(), { fetch, ...options });

/** The parts of a small upload. */
async function parts(
  file: FileInput,
  params: Partial<UploadDocumentParams> = {},
): Promise<Record<string, Part>> {
  const fetch = fakeFetch(json(stored));
  await sdk(fetch).evals.sets.uploadDocument("es_1", file, { ...place, ...params });
  const [sent] = fetch.sent;
  expect(sent).toMatchObject({ method: "POST", url: "https://api.pareta.ai/v1/eval-sets/es_1/attach-blob" });
  const read = await sentParts(sent);
  return Object.fromEntries(read.map((part) => [part.name ?? "", part]));
}

async function sentFile(
  file: FileInput,
  params?: Partial<UploadDocumentParams>,
): Promise<(string | undefined)[]> {
  const { file: part } = await parts(file, params);
  return [part?.filename, part?.type, part?.bytes.toString()];
}

describe("W26 what is uploaded under which name and type", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "pareta-"));
    await writeFile(join(folder, "Vertrag 1.PDF"), pdf);
    await writeFile(join(folder, "empty.pdf"), "");
  });
  afterAll(() => rm(folder, { recursive: true }));

  test("the fields come before the file, as text", async () => {
    const fetch = fakeFetch(json(stored));
    expect(
      await sdk(fetch).evals.sets.uploadDocument("es_1", new Blob([pdf]), {
        idx: 12,
        fieldName: "scan",
        mime: "application/pdf",
      }),
    ).toEqual(stored);
    const sent = await sentParts(fetch.sent[0]);
    expect(sent.map(({ name, bytes }) => [name, bytes.toString()])).toEqual([
      ["idx", "12"],
      ["field_name", "scan"],
      ["mime", "application/pdf"],
      ["file", "%PDF-1.7 body"],
    ]);
  });

  test("a path: its last segment, its type by extension; a missing or empty file is refused", async () => {
    expect(await sentFile(join(folder, "Vertrag 1.PDF"))).toEqual([
      "Vertrag 1.PDF",
      "application/pdf",
      "%PDF-1.7 body",
    ]);
    await expect(parts(join(folder, "empty.pdf"))).rejects.toMatchObject({ param: "file" });
    await expect(parts(join(folder, "none.pdf"))).rejects.toMatchObject({
      param: "file",
      cause: { code: "ENOENT" },
    });
  });

  test.each<[string, FileInput, [string, string, string]]>([
    [
      "a File",
      new File([pdf], "scan.png", { type: "image/png" }),
      ["scan.png", "image/png", "%PDF-1.7 body"],
    ],
    ["a File without a type", new File([pdf], "scan.jpeg"), ["scan.jpeg", "image/jpeg", "%PDF-1.7 body"]],
    [
      "a File with folders in its name",
      new File([pdf], "../../etc/a.pdf"),
      ["a.pdf", "application/pdf", "%PDF-1.7 body"],
    ],
    [
      "a File of an unknown extension",
      new File([pdf], "a.constructor"),
      ["a.constructor", "application/octet-stream", "%PDF-1.7 body"],
    ],
    [
      "a File without an extension",
      new File([pdf], "pdf"),
      ["pdf", "application/octet-stream", "%PDF-1.7 body"],
    ],
    ["a Blob", new Blob([pdf], { type: "image/tiff" }), ["upload", "image/tiff", "%PDF-1.7 body"]],
    ["a Blob without a type", new Blob([pdf]), ["upload", "application/octet-stream", "%PDF-1.7 body"]],
    ["an ArrayBuffer", pdf.slice().buffer, ["upload", "application/octet-stream", "%PDF-1.7 body"]],
    ["a Uint8Array with an offset", pdf.subarray(5, 8), ["upload", "application/octet-stream", "1.7"]],
    ["a Buffer out of a pool", Buffer.from("pooled"), ["upload", "application/octet-stream", "pooled"]],
    [
      "a DataView with an offset",
      new DataView(pdf.buffer, 9, 4),
      ["upload", "application/octet-stream", "body"],
    ],
    ["a Uint16Array", new Uint16Array([0x4142]), ["upload", "application/octet-stream", "BA"]],
    [
      "a view of shared memory",
      new Uint8Array(new SharedArrayBuffer(2)).fill(65),
      ["upload", "application/octet-stream", "AA"],
    ],
  ])("%s", async (_, file, expected) => {
    expect(await sentFile(file)).toEqual(expected);
  });

  test.each([
    ["pdf", "application/pdf"],
    ["PNG", "image/png"],
    ["jpg", "image/jpeg"],
    ["jpeg", "image/jpeg"],
    ["webp", "image/webp"],
    ["gif", "image/gif"],
    ["tif", "image/tiff"],
    ["tiff", "image/tiff"],
  ])("the type of .%s is %s", async (extension, mime) => {
    const { mime: field, file } = await parts(pdf, { filename: `scan.${extension}` });
    expect([field?.bytes.toString(), file?.type]).toEqual([mime, mime]);
  });

  test("what the caller says comes first", async () => {
    const file = new File([pdf], "scan.png", { type: "image/png" });
    expect(await sentFile(file, { filename: "mine.pdf", mime: "application/x-mine" })).toEqual([
      "mine.pdf",
      "application/x-mine",
      "%PDF-1.7 body",
    ]);
  });

  test.each([
    ['quo"te.pdf', "quo%22te.pdf"],
    ["line\r\nX-Evil: 1.pdf", "line%0D%0AX-Evil: 1.pdf"],
    ["../../secret.pdf", "secret.pdf"],
    ["C:\\files\\a.pdf", "a.pdf"],
    ["emoji 😀.pdf", "emoji 😀.pdf"],
    ["folder/", "upload"],
  ])("B8 the name %j is safe in the multipart head", async (filename, shown) => {
    const { file } = await parts(pdf, { filename });
    expect(file?.filename).toBe(shown);
    expect(file?.head.split("\r\n")).toHaveLength(2);
    expect(file?.bytes.toString()).toBe("%PDF-1.7 body");
  });
});

const large = new Blob([new Uint8Array(5_242_880)], { type: "application/pdf" });
const target = { upload_url: "https://storage.example/put?sig=1", storage_uri: "gs://bkt/1" };
const renewed = { upload_url: "https://storage.example/put?sig=2", storage_uri: "gs://bkt/2" };
const ok = new Response(null);
const steps = ({ sent }: FakeFetch) =>
  sent.map(({ method, url }) => `${method} ${url.replace(/.*\/(es_1|storage\.example)\//, "")}`);
const keys = ({ sent }: FakeFetch) => sent.map(({ headers }) => headers.get("idempotency-key"));

/** A large upload over these replies: its outcome, and what was sent. */
async function upload(fetch: FakeFetch, options: ParetaOptions = {}, file: Blob = large) {
  const clock = new FakeClock();
  const client = testClient(clock, { fetch, defaultHeaders: { "X-Team": "a" }, ...options });
  return clock.settle(client.evals.sets.uploadDocument("es_1", file, place, { idempotencyKey: "k" }));
}

/** A file as another realm makes it: no instance of this realm's classes. */
function foreignFile(text: string, type: string, name?: string): Blob {
  const foreign = {
    arrayBuffer: async () =>
      runInNewContext(`new Uint8Array([${[...Buffer.from(text)].join()}]).buffer`) as ArrayBuffer,
    size: text.length,
    type,
    ...(name === undefined ? {} : { name }),
    [Symbol.toStringTag]: name === undefined ? "Blob" : "File",
  };
  return foreign as unknown as Blob;
}

describe("files of another realm (B16)", () => {
  test.each<[string, FileInput, [string, string, string]]>([
    ["a File", foreignFile("%PDF", "application/pdf", "a.pdf"), ["a.pdf", "application/pdf", "%PDF"]],
    ["a File without a type", foreignFile("%PDF", "", "a.png"), ["a.png", "image/png", "%PDF"]],
    ["a Blob", foreignFile("%PDF", "image/tiff"), ["upload", "image/tiff", "%PDF"]],
    [
      "an ArrayBuffer",
      runInNewContext("new Uint8Array([37, 80]).buffer") as ArrayBuffer,
      ["upload", "application/octet-stream", "%P"],
    ],
    [
      "a view",
      runInNewContext("new Uint8Array([0, 37, 80]).subarray(1)") as Uint8Array<ArrayBuffer>,
      ["upload", "application/octet-stream", "%P"],
    ],
  ])("%s is uploaded with its bytes, name and type", async (_, file, expected) => {
    expect(await sentFile(file)).toEqual(expected);
  });

  test.each([
    [
      "bytes that cannot be read",
      { [Symbol.toStringTag]: "Blob", arrayBuffer: () => Promise.reject(new Error("gone")) },
    ],
    ["a blob without bytes", { [Symbol.toStringTag]: "Blob" }],
    ["a promise of one", Promise.resolve(new Blob(["x"]))],
    ["a list of files", [new Blob(["x"])]],
  ])("%s is refused before anything is sent", async (_, file) => {
    const fetch = fakeFetch(json({}));
    const upload = sdk(fetch).evals.sets.uploadDocument("es_1", file as unknown as Blob, place);
    await expect(upload).rejects.toMatchObject({ name: "InvalidArgumentError", param: "file" });
    expect(fetch.sent).toHaveLength(0);
  });
});

describe("a path where the runtime has no file system (C11)", () => {
  test.each([
    ["no process", undefined],
    ["a process without built-in modules", { env: {} }],
    ["a process without this one", { env: {}, getBuiltinModule: () => undefined }],
  ])("%s: refused by name, and nothing was sent", async (_, process) => {
    vi.stubGlobal("process", process);
    const fetch = fakeFetch(json({}));
    const upload = sdk(fetch).evals.sets.uploadDocument("es_1", "./a.pdf", place);
    await expect(upload).rejects.toMatchObject({ name: "InvalidArgumentError", param: "file" });
    expect(fetch.sent).toHaveLength(0);
    vi.unstubAllGlobals();
  });
});

describe("W25 files of 5 MiB and more go to a signed URL", () => {
  test("three requests, all through the injected fetch", async () => {
    const fetch = fakeFetch(json(target), ok, json(stored));
    expect(await upload(fetch)).toEqual(stored);
    expect(steps(fetch)).toEqual(["POST blob-upload-url", "PUT put?sig=1", "POST blob-upload-complete"]);
    expect(keys(fetch)).toEqual(["k:url", null, "k:complete"]);
    const [ask, , complete] = fetch.sent;
    expect(sentJson(ask)).toEqual({
      idx: 0,
      field_name: "document",
      mime: "application/pdf",
      file_size: 5_242_880,
    });
    expect(sentJson(complete)).toEqual({
      idx: 0,
      field_name: "document",
      mime: "application/pdf",
      storage_uri: "gs://bkt/1",
    });
  });

  test("one byte less is sent inline", async () => {
    const fetch = fakeFetch(json(stored));
    await upload(fetch, {}, large.slice(1));
    expect(steps(fetch)).toEqual(["POST attach-blob"]);
    expect(keys(fetch)).toEqual(["k"]);
  });

  test("the PUT carries the bytes and their type, and nothing of ours", async () => {
    const server = await startScriptedServer();
    server.on("PUT /put", answer(201));
    const url = { ...target, upload_url: `${server.url}/put?sig=1` };
    const replies = [json(url), json(stored)];
    const client = testClient(new FakeClock(), {
      defaultHeaders: { "X-Team": "a" },
      fetch: async (input, init) =>
        init?.method === "PUT" ? fetch(input, init) : (replies.shift() ?? json({})),
    });
    await client.evals.sets.uploadDocument("es_1", large, place, {
      headers: { "X-Own": "b" },
      idempotencyKey: "k",
    });
    const [put] = server.arrivals;
    expect(put).toMatchObject({ method: "PUT", path: "/put?sig=1", idempotencyKey: null });
    expect(put?.headers).toMatchObject({ "content-type": "application/pdf", "content-length": "5242880" });
    expect(put?.body.byteLength).toBe(5_242_880);
    for (const name of ["authorization", "x-team", "x-own", "idempotency-key"])
      expect(put?.headers).not.toHaveProperty(name);
    expect(JSON.stringify(put?.rawHeaders)).not.toContain("pareta");
    await server.close();
  });

  test.each([
    ["200 with HTML", new Response("<html>", { headers: { "content-type": "text/html" } })],
    ["200 with XML", new Response("<?xml", { headers: { "content-type": "application/xml" } })],
    ["204", new Response(null, { status: 204 })],
  ])("a storage may answer %s: any 2xx is success", async (_, reply) => {
    expect(await upload(fakeFetch(json(target), reply, json(stored)))).toEqual(stored);
  });

  test("it has ten minutes, unless the call says otherwise", async () => {
    const clock = new FakeClock();
    const stalled: Sent[] = [];
    const fetch = fakeFetch(json(target), (sent) => new Promise(() => stalled.push(sent)));
    const client = testClient(clock, { fetch, timeout: 1000, maxRetries: 0 });
    expect(await clock.settle(client.evals.sets.uploadDocument("es_1", large, place))).toMatchObject({
      name: "APITimeoutError",
    });
    expect(clock.slept).toEqual([600_000]);
  });

  test.each([
    ["500", () => json("<Error/>", 500)],
    ["400", () => json("<Error/>", 400)],
    ["413", () => json("", 413)],
    ["a dead network", () => networkFailure()],
  ])(
    "after %s it is a ParetaError and no APIStatusError, so that nobody takes it for Pareta's own answer",
    async (_, reply) => {
      const error = await upload(fakeFetch(json(target), reply()), { maxRetries: 0 });
      expect(error).toBeInstanceOf(ParetaError);
      expect(error).not.toBeInstanceOf(APIStatusError);
    },
  );

  test("the answers of Pareta's own steps keep their classes", async () => {
    expect(await upload(fakeFetch(json({ detail: "no set" }, 404)))).toMatchObject({ name: "NotFoundError" });
    expect(await upload(fakeFetch(json({ detail: "no" }, 403)))).toMatchObject({
      name: "PermissionDeniedError",
    });
    expect(await upload(fakeFetch(json(target), ok, json({ detail: "no" }, 422)))).toMatchObject({
      name: "BadRequestError",
    });
    expect(await upload(fakeFetch(json({ upload_url: "" })))).toMatchObject({ name: "APIResponseError" });
  });
});

describe("T34 each step is retried on its own", () => {
  const busy = json({}, 503);

  describe("and its stages are told once each, never backwards", () => {
    /** Stages among the requests, in the order in which both were begun. */
    async function order(file: Blob, ...replies: Response[]): Promise<string[]> {
      const order: string[] = [];
      const fetch = fakeFetch(...replies);
      const spy = (input: string | URL | Request, init?: RequestInit) => {
        order.push(init?.method ?? "GET");
        return fetch(input, init);
      };
      const clock = new FakeClock();
      const sets = testClient(clock, { fetch: spy, maxRetries: 3 }).evals.sets;
      await clock.settle(
        sets.uploadDocument("es_1", file, place, { onStage: (stage) => void order.push(stage) }),
      );
      expect(JSON.stringify(fetch.sent)).not.toContain("onStage");
      return order;
    }

    test.each([
      ["small", [json(stored)], ["preparing", "sending", "POST"]],
      ["small, sent again", [busy, json(stored)], ["preparing", "sending", "POST", "POST"]],
      [
        "large",
        [json(target), ok, json(stored)],
        ["preparing", "POST", "sending", "PUT", "confirming", "POST"],
      ],
      [
        "large, each step twice and its URL renewed",
        [busy, json(target), busy, json("", 403), json(renewed), ok, busy, json(stored)],
        "preparing POST POST sending PUT PUT POST PUT confirming POST POST".split(" "),
      ],
      [
        "large, refused by the storage",
        [json(target), json("", 413)],
        ["preparing", "POST", "sending", "PUT"],
      ],
    ])("of a file that is %s", async (name, replies, expected) => {
      expect(await order(name.startsWith("large") ? large : new Blob([pdf]), ...replies)).toEqual(expected);
    });

    test("a bad argument has none, and a listener that throws ends the upload", async () => {
      const fetch = fakeFetch(json(target), ok, json(stored));
      const heard: string[] = [];
      const { sets } = sdk(fetch).evals;
      const onStage = (stage: string) => {
        heard.push(stage);
        if (stage === "sending") throw new RangeError("mine");
      };
      await expect(
        sets.uploadDocument("es_1", large, { ...place, idx: -1 }, { onStage }),
      ).rejects.toMatchObject({ param: "idx" });
      expect(heard).toEqual([]);
      await expect(sets.uploadDocument("es_1", large, place, { onStage })).rejects.toThrow(RangeError);
      expect(steps(fetch)).toEqual(["POST blob-upload-url"]);
    });
  });

  test("asking for the URL: with its key", async () => {
    const fetch = fakeFetch(busy, networkFailure(), json(target), ok, json(stored));
    expect(await upload(fetch)).toEqual(stored);
    expect(keys(fetch)).toEqual(["k:url", "k:url", "k:url", null, "k:complete"]);
  });

  test("the PUT: 503 and a dead network", async () => {
    const fetch = fakeFetch(json(target), busy, networkFailure(), ok, json(stored));
    expect(await upload(fetch)).toEqual(stored);
    expect(steps(fetch).filter((step) => step === "PUT put?sig=1")).toHaveLength(3);
    expect(steps(fetch).filter((step) => step === "POST blob-upload-url")).toHaveLength(1);
  });

  test("PUT 200, then complete 500: the bytes are not sent again", async () => {
    const fetch = fakeFetch(json(target), ok, json({}, 500), json(stored));
    expect(await upload(fetch)).toEqual(stored);
    expect(steps(fetch)).toEqual([
      "POST blob-upload-url",
      "PUT put?sig=1",
      "POST blob-upload-complete",
      "POST blob-upload-complete",
    ]);
    expect(keys(fetch).slice(2)).toEqual(["k:complete", "k:complete"]);
    const lost = fakeFetch(json(target), ok, json({}, 500));
    expect(await upload(lost)).toMatchObject({ status: 500, outcome: "unknown" });
    expect(steps(lost).filter((step) => step.startsWith("PUT"))).toHaveLength(1);
  });

  test("403 of the PUT: the URL is renewed once, under a key of its own", async () => {
    const fetch = fakeFetch(json(target), json("", 403), json(renewed), ok, json(stored));
    expect(await upload(fetch)).toEqual(stored);
    expect(steps(fetch)).toEqual([
      "POST blob-upload-url",
      "PUT put?sig=1",
      "POST blob-upload-url",
      "PUT put?sig=2",
      "POST blob-upload-complete",
    ]);
    expect(new Set(keys(fetch)).size).toBe(4);
    expect(sentJson(fetch.sent[4])).toMatchObject({ storage_uri: "gs://bkt/2" });
  });

  test("canRetry of false: an expired URL is not renewed (A14)", async () => {
    const fetch = fakeFetch(json(target), json("", 403), json(renewed), ok, json(stored));
    const clock = new FakeClock();
    const options = { canRetry: () => false };
    const upload = testClient(clock, { fetch }).evals.sets.uploadDocument("es_1", large, place, options);
    expect(await clock.settle(upload)).toMatchObject({ name: "ParetaError", status: 403 });
    expect(steps(fetch)).toEqual(["POST blob-upload-url", "PUT put?sig=1"]);
  });

  test("403 twice: it is not renewed again", async () => {
    const fetch = fakeFetch(json(target), json("", 403), json(renewed), json("", 403));
    expect(await upload(fetch)).toMatchObject({
      name: "ParetaError",
      status: 403,
      outcome: "refused",
      retryable: false,
    });
    expect(fetch.sent).toHaveLength(4);
  });

  test("413 is raised at once", async () => {
    const fetch = fakeFetch(json(target), json("", 413));
    expect(await upload(fetch)).toMatchObject({ status: 413, outcome: "refused", retryable: false });
    expect(fetch.sent).toHaveLength(2);
  });

  describe("over a socket", () => {
    let server: ScriptedServer;
    beforeEach(async () => {
      server = await startScriptedServer();
    });
    afterEach(() => server.close());

    test("a reset at half of the bytes: all of them are sent again, then completed", async () => {
      server.on(
        "POST /v1/eval-sets/es_1/blob-upload-url",
        answer(200, { ...target, upload_url: `${server.url}/put` }),
      );
      server.on("PUT /put", { bodyBytes: 2_621_440, steps: [reset] }, answer(200));
      server.on("POST /v1/eval-sets/es_1/blob-upload-complete", answer(200, stored));
      const client = testClient(hurriedClock, { baseURL: server.url });
      expect(await client.evals.sets.uploadDocument("es_1", large, place)).toEqual(stored);
      expect(server.arrivals.map(({ method }) => method)).toEqual(["POST", "PUT", "PUT", "POST"]);
      expect(server.arrivals[1]?.body.byteLength).toBeLessThan(5_242_880);
      expect(server.arrivals[2]?.body.byteLength).toBe(5_242_880);
    });

    test("a small one: bytes and boundary are the same again, under the same key", async () => {
      server.on("POST /v1/eval-sets/es_1/attach-blob", [reset], answer(500), answer(200, stored));
      const client = testClient(hurriedClock, { baseURL: server.url });
      expect(await client.evals.sets.uploadDocument("es_1", pdf, place)).toEqual(stored);
      const [one, two, three] = server.arrivals;
      expect(two?.body).toEqual(one?.body);
      expect(three?.body).toEqual(one?.body);
      expect(new Set(server.arrivals.map(({ headers }) => headers["content-type"])).size).toBe(1);
      expect(new Set(server.arrivals.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(1);
      expect(one?.idempotencyKey).not.toBeNull();
    });
  });
});
