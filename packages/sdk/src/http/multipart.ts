import { mintIdempotencyKey } from "./idempotency-key.ts";

/** One field of a form: text, or a file with its name and type. */
export type FormPart =
  | { readonly name: string; readonly text: string }
  | {
      readonly name: string;
      readonly filename: string;
      readonly type: string;
      readonly content: Blob | string;
    };

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
export async function encodeForm(parts: readonly FormPart[]): Promise<EncodedForm> {
  const boundary = mintIdempotencyKey();
  const pieces: (string | ArrayBuffer)[] = [];
  for (const part of parts) {
    pieces.push(`--${boundary}\r\nContent-Disposition: form-data; name=${quoted(part.name)}`);
    if ("text" in part) pieces.push(`\r\n\r\n${part.text}`);
    else {
      pieces.push(`; filename=${quoted(part.filename)}\r\nContent-Type: ${part.type}\r\n\r\n`);
      pieces.push(typeof part.content === "string" ? part.content : await part.content.arrayBuffer());
    }
    pieces.push("\r\n");
  }
  pieces.push(`--${boundary}--\r\n`);
  const bytes = pieces.map((piece) =>
    typeof piece === "string" ? new TextEncoder().encode(piece) : new Uint8Array(piece),
  );
  const body = new Uint8Array(bytes.reduce((length, piece) => length + piece.length, 0));
  let position = 0;
  for (const piece of bytes) {
    body.set(piece, position);
    position += piece.length;
  }
  return { body: body.buffer, contentType: `multipart/form-data; boundary=${boundary}` };
}
