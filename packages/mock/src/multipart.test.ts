import { expect, test } from "vitest";
import { parseMultipart } from "./multipart.ts";

async function encoded(form: FormData) {
  const response = new Response(form);
  return {
    type: response.headers.get("content-type") ?? "",
    bytes: new Uint8Array(await response.arrayBuffer()),
  };
}

test("reads what the platform's own FormData writes: text, names, types and every byte", async () => {
  const everyByte = Uint8Array.from({ length: 600 }, (_, index) => index % 256);
  const form = new FormData();
  form.set("name", 'zwölf "Rows" 行\r\nand more');
  form.set("empty", "");
  form.set("file", new File([everyByte], 'sc"an.pdf', { type: "application/pdf" }));
  const { type, bytes } = await encoded(form);
  const parsed = parseMultipart(type, bytes);
  expect(parsed?.fields).toEqual({ name: 'zwölf "Rows" 行\r\nand more', empty: "" });
  expect(parsed?.files["file"]).toMatchObject({ name: 'sc"an.pdf', mime: "application/pdf" });
  expect(Array.from(parsed?.files["file"]?.bytes ?? [])).toEqual(Array.from(everyByte));
});

test.each([
  ["form-data; name=task_id", "task_id"],
  ["form-data;name=task_id", "task_id"],
  ['form-data; NAME = "task id"', "task id"],
  ["FORM-DATA; name=a; x=y", "a"],
  ['form-data; name="a \\"b\\" \\\\c"', 'a "b" \\c'],
  ['form-data; name="%22a%22"', '"a"'],
  ['form-data; filename="name=b"; name=file', "file"],
])("reads the name of %s", (disposition, name) => {
  const text = `--b\r\nContent-Type: text/plain; name=z\r\nContent-Disposition: ${disposition}\r\n\r\n1\r\n--b--\r\n`;
  const parsed = parseMultipart("multipart/form-data; boundary=b", new TextEncoder().encode(text));
  expect(Object.keys({ ...parsed?.fields, ...parsed?.files })).toEqual([name]);
});

test("reads unquoted file names, any case of the boundary's name, and a part that is called __proto__", () => {
  const part = (disposition: string) =>
    `--B.1\r\ncontent-disposition: form-data; ${disposition}\r\n\r\nx\r\n`;
  const text = `${part("name=items; filename=items.jsonl")}${part("name=__proto__; filename=p")}--B.1--\r\n`;
  const parsed = parseMultipart("Multipart/Form-Data; Boundary=B.1", new TextEncoder().encode(text));
  expect(parsed?.files["items"]).toMatchObject({ name: "items.jsonl", mime: "application/octet-stream" });
  expect(Object.keys(parsed?.files ?? {})).toEqual(["items", "__proto__"]);
  expect(parsed?.files["name"]).toBeUndefined();
});

test("every cut of a body is refused, none hangs or throws", async () => {
  const form = new FormData();
  form.set("a", "1");
  form.set("f", new File(["xyz"], "f.txt"));
  const { type, bytes } = await encoded(form);
  const end = bytes.length - 4;
  for (let length = 0; length < end; length++)
    expect(parseMultipart(type, bytes.subarray(0, length))).toBeNull();
  expect(parseMultipart("multipart/form-data", bytes)).toBeNull();
});
