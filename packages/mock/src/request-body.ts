import { parseMultipart } from "./multipart.ts";
import type { Form, FormFile } from "./multipart.ts";
import { hashBytes } from "./random.ts";
import { invalid, Refusal } from "./refusal.ts";

/** A request body by its parsed fields; bytes, boundaries and field order are gone. */
export type ParsedBody =
  | { kind: "none" }
  | { kind: "json"; value: unknown }
  | ({ kind: "form" } & Form)
  | { kind: "bytes"; bytes: Uint8Array; mime: string };

export async function parseBody(request: Request): Promise<ParsedBody> {
  if (request.method === "GET" || request.method === "HEAD" || request.body === null) return { kind: "none" };
  const type = request.headers.get("content-type") ?? "";
  if (type.startsWith("multipart/form-data")) {
    const form = parseMultipart(type, new Uint8Array(await request.arrayBuffer()));
    if (!form) throw new Refusal(400, "the multipart body cannot be read");
    return { kind: "form", ...form };
  }
  if (request.method === "PUT") {
    return { kind: "bytes", bytes: new Uint8Array(await request.arrayBuffer()), mime: type };
  }
  const text = await request.text();
  if (text === "") return { kind: "none" };
  try {
    return { kind: "json", value: JSON.parse(text) };
  } catch {
    throw invalid(["body"], "the body is not valid JSON", "json_invalid");
  }
}

/** The body as the request log shows it and as two bodies are compared: files by name, type, size and hash. */
export function describeBody(body: ParsedBody): unknown {
  if (body.kind === "none") return null;
  if (body.kind === "json") return body.value;
  if (body.kind === "bytes") return { mime: body.mime, size: body.bytes.length };
  const files = Object.entries(body.files).map(([name, file]) => [name, describeFile(file)]);
  return { ...body.fields, ...Object.fromEntries(files) };
}

function describeFile(file: FormFile) {
  return { name: file.name, mime: file.mime, size: file.bytes.length, hash: hashBytes(file.bytes) };
}
