import type { Sent } from "./fake-fetch.ts";

/** One part of a multipart body, as the wire shows it. */
export interface Part {
  /** Header lines, byte for byte. */
  readonly head: string;
  readonly name: string | undefined;
  readonly filename: string | undefined;
  readonly type: string | undefined;
  readonly bytes: Buffer;
}

/** Reads a multipart body by hand, so that what a server would see is tested, not what the same runtime would undo. */
export function readMultipart(body: Uint8Array, contentType: string | null | undefined): Part[] {
  const boundary = /^multipart\/form-data; boundary=(.+)$/.exec(contentType ?? "")?.[1];
  if (boundary === undefined) throw new Error(`no boundary in ${contentType}`);
  // latin1 keeps each byte as one character.
  const [, ...sections] = Buffer.from(body).toString("latin1").split(`--${boundary}`);
  return sections.slice(0, -1).map((section) => {
    const end = section.indexOf("\r\n\r\n");
    const head = Buffer.from(section.slice(2, end), "latin1").toString();
    return {
      head,
      name: /; name="([^"]*)"/.exec(head)?.[1],
      filename: /; filename="([^"]*)"/.exec(head)?.[1],
      type: /^content-type: *(.*)$/im.exec(head)?.[1],
      bytes: Buffer.from(section.slice(end + 4, -2), "latin1"),
    };
  });
}

/** The bytes of a request that carried some. */
export async function sentBytes(sent: { readonly body: BodyInit | null } | undefined): Promise<Uint8Array> {
  return new Uint8Array(await new Response(sent?.body ?? null).arrayBuffer());
}

/** The parts of a request that carried a form. */
export async function sentParts(sent: Sent | undefined): Promise<Part[]> {
  return readMultipart(await sentBytes(sent), sent?.headers.get("content-type"));
}
