import { type ServerEvent, createEventParser } from "../http/sse.ts";

export const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

/** The parser's answer to a body that arrives in these chunks. */
export function parseChunks(chunks: Iterable<Uint8Array>): { events: ServerEvent[]; comments: string[] } {
  const comments: string[] = [];
  const events: ServerEvent[] = [];
  const parser = createEventParser((text) => comments.push(text));
  for (const chunk of chunks) {
    parser.push(chunk);
    for (let event = parser.next(); event; event = parser.next()) events.push(event);
  }
  return { events, comments };
}

/** Pieces of `size` bytes. */
export function* piecesOf(bytes: Uint8Array, size: number): Generator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

/** Every way to cut a body in two, and the body byte by byte. */
export function* everyCut(bytes: Uint8Array): Generator<Uint8Array[]> {
  for (let at = 0; at <= bytes.length; at++) yield [bytes.subarray(0, at), bytes.subarray(at)];
  yield [...piecesOf(bytes, 1)];
}
