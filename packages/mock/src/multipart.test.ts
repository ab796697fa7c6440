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
