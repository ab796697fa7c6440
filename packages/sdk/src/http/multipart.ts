import { mintIdempotencyKey } from "./idempotency-key.ts";

/** One field of a form: text, or with a filename and a type a file. */
export interface FormPart {
  readonly name: string;
  /** Text, or text and bytes in pieces. */
  readonly content: string | readonly (string | Blob)[];
  readonly filename?: string;
  readonly type?: string;
}

/** A form's bytes, and its type with the boundary. */
export interface EncodedForm {
  readonly body: Blob | ArrayBuffer;
  readonly contentType: string;
}

/** As HTML forms do it: what would end the header or the quotes is percent-encoded. */
function quoted(text: string): string {
  return `"${text.replace(/[\r\n"]/g, encodeURIComponent)}"`;
}

/**
 * Encodes a form once, so that a retry repeats its bytes and boundary: as a `Blob`, which a page hands over without
 * copying, where an `ArrayBuffer` of 60 MB holds it up for seconds. Not by way of `FormData`: where a test's DOM stands
 * beside the runtime's own `fetch`, that sends the text "[object FormData]". It does not know that DOM's `Blob` either,
 * so there it gets bytes.
 */
export async function encodeForm(parts: readonly FormPart[]): Promise<EncodedForm> {
  const boundary = mintIdempotencyKey();
  const pieces = parts.flatMap(({ name, content, filename, type }) => [
    `--${boundary}\r\nContent-Disposition: form-data; name=${quoted(name)}`,
    filename === undefined ? "" : `; filename=${quoted(filename)}\r\nContent-Type: ${type}`,
    "\r\n\r\n",
    ...[content].flat(),
    "\r\n",
  ]);
  pieces.push(`--${boundary}--\r\n`);
  const contentType = `multipart/form-data; boundary=${boundary}`;
  const body = new Blob(pieces, { type: contentType });
  const isKnown = new Response(body).headers.get("content-type") === contentType;
  if (isKnown) return { body, contentType };
  // An older DOM's `Blob` cannot be read, but text needs none.
  const isText = pieces.every((piece) => typeof piece === "string");
  const bytes = isText ? new TextEncoder().encode(pieces.join("")).buffer : await body.arrayBuffer();
  return { body: bytes, contentType };
}
