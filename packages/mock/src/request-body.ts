import { parseJson } from "./parse-json.ts";
import { parseMultipart } from "./multipart.ts";
import type { Form, FormFile } from "./multipart.ts";
import { hashBytes } from "./random.ts";
import { invalid, Refusal } from "./refusal.ts";

/** A request body by its parsed fields; bytes, boundaries and field order are gone. */
export type ParsedBody =
  | { kind: "none" }
  | { kind: "json"; value: unknown }
  | ({ kind: "form" } & Form)
  | { kind: "bytes"; bytes: Uint8Array; mime: string }
  /** Refused by the routes that read their body, as FastAPI does it. */
  | { kind: "unreadable"; refusal: Refusal };

/** How an upload ends before its last byte. */
export interface Upload {
  /** Rejects the reading with its reason. */
  signal: AbortSignal;
  /** The body is the caller's own stream, whose source is told. */
  streamed: boolean;
}

/** Rejects with the signal's reason when the caller leaves before the last byte. */
export async function parseBody(request: Request, upload: Upload): Promise<ParsedBody> {
  if (request.method === "GET" || request.body === null) return { kind: "none" };
  const bytes = await readAll(request.body, upload);
  const type = request.headers.get("content-type") ?? "";
  if (/^multipart\/form-data\b/i.test(type)) {
    const form = parseMultipart(type, bytes);
    if (form) return { kind: "form", ...form };
    return { kind: "unreadable", refusal: new Refusal(400, "the multipart body cannot be read") };
  }
  if (request.method === "PUT") return { kind: "bytes", bytes, mime: type };
  if (bytes.length === 0) return { kind: "none" };
  const parsed = parseJson(new TextDecoder().decode(bytes));
  if (parsed.ok) return { kind: "json", value: parsed.value };
  return { kind: "unreadable", refusal: invalid(["body"], parsed.problem, "json_invalid") };
}

async function readAll(body: ReadableStream<Uint8Array>, { signal, streamed }: Upload): Promise<Uint8Array> {
  signal.throwIfAborted();
  const reader = body.getReader();
  const parts: Uint8Array[] = [];
  let leave = () => {};
  const left = new Promise<never>((_, reject) => {
    leave = () => {
      reject(signal.reason);
      // Not the platform's own: Node's encoder of a form goes on writing into what was cancelled, and throws.
      if (streamed) reader.cancel(signal.reason).catch(() => {});
    };
  });
  left.catch(() => {});
  signal.addEventListener("abort", leave, { once: true });
  try {
    for (;;) {
      const { done, value } = await Promise.race([reader.read(), left]);
      if (done) return joined(parts);
      parts.push(value);
    }
  } finally {
    signal.removeEventListener("abort", leave);
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const [first] = parts;
  if (first && parts.length === 1) return first;
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}

/** The body as the request log shows it and as two bodies are compared: files by name, type, size and hash. */
export function describeBody(body: ParsedBody): unknown {
  if (body.kind === "none" || body.kind === "unreadable") return null;
  if (body.kind === "json") return body.value;
  if (body.kind === "bytes") return { mime: body.mime, size: body.bytes.length };
  const files = Object.entries(body.files).map(([name, file]) => [name, describeFile(file)]);
  return { ...body.fields, ...Object.fromEntries(files) };
}

function describeFile(file: FormFile) {
  return { name: file.name, mime: file.mime, size: file.bytes.length, hash: hashBytes(file.bytes) };
}
