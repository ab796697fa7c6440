// @vitest-environment jsdom
// Where users test their components: a DOM's FormData and Blob beside the runtime's own Response.
import { expect, test, vi } from "vitest";
import { Pareta } from "../client.ts";
import { encodeForm } from "./multipart.ts";

/** A DOM's own Blob would be read as the text "[object Blob]" here. */
const text = (body: BodyInit | null | undefined) => new Response(body).text();

test("fields and files stand between boundaries, each line ended by CRLF", async () => {
  const { body, contentType } = await encodeForm([
    { name: "task_id", content: "contract-key-fields" },
    {
      name: "items",
      filename: "items.jsonl",
      type: "application/jsonl",
      content: [new Blob(['{"a":']), "1}\n"],
    },
  ]);
  const boundary = contentType.replace("multipart/form-data; boundary=", "");
  expect(boundary).toMatch(/^[\w-]{20,}$/);
  expect(await text(body)).toBe(
    [
      `--${boundary}`,
      'Content-Disposition: form-data; name="task_id"',
      "",
      "contract-key-fields",
      `--${boundary}`,
      'Content-Disposition: form-data; name="items"; filename="items.jsonl"',
      "Content-Type: application/jsonl",
      "",
      '{"a":1}\n',
      `--${boundary}--`,
      "",
    ].join("\r\n"),
  );
});

test("an older DOM, whose Blob cannot be read, takes text", async () => {
  vi.spyOn(Blob.prototype, "arrayBuffer").mockRejectedValue(new TypeError("not a function"));
  const { body } = await encodeForm([{ name: "name", content: ["Köln", "\n"] }]);
  expect(await text(body)).toContain('name="name"\r\n\r\nKöln\n\r\n--');
  vi.restoreAllMocks();
});

test("B8 a file's name cannot leave its quotes or its line", async () => {
  const name = 'a"; x="\r\nEvil: 1.pdf';
  const { body } = await encodeForm([
    { name: "file", filename: name, type: "application/pdf", content: "x" },
  ]);
  expect(await text(body)).toContain('filename="a%22; x=%22%0D%0AEvil: 1.pdf"\r\n');
});

test("an eval set and a document are sent as forms beside a DOM too", async () => {
  const sent: { type: string | null; body: string }[] = [];
  const client = new Pareta({
    apiKey: async () => "pareta_sk_1",
    fetch: async (_, init) => {
      const body = init?.body;
      sent.push({
        type: new Headers(init?.headers).get("content-type"),
        body: await text(body),
      });
      return new Response('{"eval_set":{"id":"es_1"}}');
    },
  });
  await client.evals.sets.create({ task: "t", items: [{ input: "Köln" }] });
  await client.evals.sets.uploadDocument("es_1", new File(["%PDF"], "a.pdf"), {
    idx: 0,
    fieldName: "document",
  });
  expect(sent.map(({ type }) => type)).toEqual(
    Array(2).fill(expect.stringMatching(/^multipart\/form-data; boundary=/)),
  );
  expect(sent[0]?.body).toContain('{"input":"Köln"}');
  expect(sent[1]?.body).toContain("%PDF");
});
