import { mintIdempotencyKey } from "./idempotency-key.ts";

/** One field of a form: text, or with a filename and a type a file. */
export interface FormPart {
  readonly name: string;
  /** Text, or bytes in pieces. */
  readonly content: string | readonly Uint8Array[];
  readonly filename?: string;
  readonly type?: string;
}

/** A form's bytes, and its type with the boundary. */
export interface EncodedForm {
  readonly body: ArrayBuffer;
  readonly contentType: string;
}

/** As HTML forms do it: what would end the header or the quotes is percent-encoded. */
function quoted(text: string): string {
  const codes: Record<string, string> = { "\r": "%0D", "\n": "%0A", '"': "%22" };
  return `"${text.replace(/[\r\n"]/g, (character) => codes[character] ?? "")}"`;
}

/**
 * Encodes a form once, so that a retry repeats its bytes and boundary. Not by way of `FormData`: where a test's DOM
 * stands beside the runtime's own `Response`, that sends the text "[object FormData]".
 */
export function encodeForm(parts: readonly FormPart[]): EncodedForm {
  const boundary = mintIdempotencyKey();
  const pieces = parts.flatMap(({ name, content, filename, type }) => [
    `--${boundary}\r\nContent-Disposition: form-data; name=${quoted(name)}`,
    filename === undefined ? "" : `; filename=${quoted(filename)}\r\nContent-Type: ${type}`,
    "\r\n\r\n",
    ...[content].flat(),
    "\r\n",
  ]);
  const bytes = [...pieces, `--${boundary}--\r\n`].map((piece) =>
    typeof piece === "string" ? encodeText(piece) : piece,
  );
  const body = new Uint8Array(bytes.reduce((length, piece) => length + piece.length, 0));
  let position = 0;
  for (const piece of bytes) {
    body.set(piece, position);
    position += piece.length;
  }
  return { body: body.buffer, contentType: `multipart/form-data; boundary=${boundary}` };
}

export function encodeText(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
