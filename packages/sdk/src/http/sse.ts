import { ContractViolation } from "../decode.ts";

/** One event of a `text/event-stream` body (WHATWG, contract 6.1). */
export interface ServerEvent {
  /** The `event` field, `"message"` when there was none. */
  readonly type: string;
  /** The `data` lines, joined by LF. */
  readonly data: string;
  /** The last `id` seen so far, `""` when there was none. */
  readonly lastEventId: string;
}

const lineFeed = 10;
const carriageReturn = 13;
const colon = 58;
const eventLimit = 16 * 1024 * 1024;
const commentLimit = 4096;

/**
 * Turns bytes into events: `push` a chunk, then take events with `next` until it gives `null`.
 * Nothing is parsed ahead of `next`, so an event costs nothing until somebody asks for it.
 * Reconnecting is not our business (contract Q16): `retry` is ignored, `id` is only reported.
 */
export class ServerEventParser {
  readonly #onComment: (text: string) => void;
  // Bytes are decoded a whole line at a time: no character is ever cut, and no decoder state outlives a chunk.
  readonly #decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  /** The unfinished line; it grows by doubling, so a line costs linear time however it is cut. */
  #tail = new Uint8Array(1024);
  #tailLength = 0;
  #endedWithCarriageReturn = false;
  #isFirst = true;
  /** Whole lines, ended by LF, of which `#position` is the first not yet parsed. */
  #text = "";
  #position = 0;
  #charactersBefore = 0;
  #type = "";
  #data: string | null = null;
  #lastEventId = "";

  constructor(onComment: (text: string) => void = () => {}) {
    this.#onComment = onComment;
  }

  /** Characters parsed so far; a line end counts as one. */
  get position(): number {
    return this.#charactersBefore + this.#position;
  }

  /** The event that lacks only its closing blank line; the format says to drop it at the end of the body. */
  get unfinished(): ServerEvent | null {
    return this.#data === null ? null : this.#event(this.#data);
  }

  push(chunk: Uint8Array): void {
    if (chunk.length === 0) return;
    const start = this.#endedWithCarriageReturn && chunk[0] === lineFeed ? 1 : 0;
    const end = afterLastLineEnd(chunk);
    this.#endedWithCarriageReturn = chunk[chunk.length - 1] === carriageReturn;
    if (end <= start) {
      // A long comment says nothing to us: its middle is dropped.
      const isLongComment = this.#tailLength > commentLimit && this.#tail[0] === colon;
      if (!isLongComment) this.#keep(chunk, start, chunk.length);
    } else if (this.#tailLength === 0) {
      this.#append(this.#decoder.decode(chunk.subarray(start, end)));
      this.#keep(chunk, end, chunk.length);
    } else {
      this.#keep(chunk, start, end);
      const length = this.#tailLength;
      this.#tailLength = 0;
      this.#append(this.#decoder.decode(this.#tail.subarray(0, length)));
      this.#keep(chunk, end, chunk.length);
    }
  }

  /**
   * The next whole event of what was pushed, `null` when more bytes are needed.
   * @throws ContractViolation when one event, whole or not, exceeds 16 MiB.
   */
  next(): ServerEvent | null {
    const text = this.#text;
    while (this.#position < text.length) {
      const start = this.#position;
      const end = text.indexOf("\n", start);
      this.#position = end + 1;
      if (end > start) {
        this.#line(text, start, end);
      } else {
        const data = this.#data;
        const event = data === null ? null : this.#event(data);
        this.#type = "";
        this.#data = null;
        if (event) return event;
      }
    }
    this.#limit(this.#tailLength);
    return null;
  }

  #event(data: string): ServerEvent {
    return { type: this.#type || "message", data, lastEventId: this.#lastEventId };
  }

  #keep(chunk: Uint8Array, start: number, end: number): void {
    const length = this.#tailLength + end - start;
    if (length > this.#tail.length) {
      const grown = new Uint8Array(Math.max(length, this.#tail.length * 2));
      grown.set(this.#tail.subarray(0, this.#tailLength));
      this.#tail = grown;
    }
    this.#tail.set(chunk.subarray(start, end), this.#tailLength);
    this.#tailLength = length;
  }

  #append(lines: string): void {
    if (this.#isFirst && lines.startsWith("\uFEFF")) lines = lines.slice(1);
    this.#isFirst = false;
    if (lines.includes("\r")) lines = lines.replace(/\r\n?/g, "\n");
    this.#charactersBefore += this.#position;
    this.#text = this.#text.slice(this.#position) + lines;
    this.#position = 0;
  }

  #line(text: string, start: number, end: number): void {
    if (text.startsWith("data:", start)) {
      this.#addData(text.slice(text[start + 5] === " " ? start + 6 : start + 5, end));
      return;
    }
    const line = text.slice(start, end);
    const nameEnd = line.indexOf(":");
    if (nameEnd === 0) {
      this.#onComment(line.slice(1));
      return;
    }
    const name = nameEnd === -1 ? line : line.slice(0, nameEnd);
    const value = nameEnd === -1 ? "" : line.slice(line[nameEnd + 1] === " " ? nameEnd + 2 : nameEnd + 1);
    if (name === "data") this.#addData(value);
    else if (name === "event") this.#type = value;
    else if (name === "id" && !value.includes("\0")) this.#lastEventId = value;
  }

  #addData(value: string): void {
    this.#data = this.#data === null ? value : `${this.#data}\n${value}`;
    this.#limit(0);
  }

  #limit(unfinished: number): void {
    const size = (this.#data?.length ?? 0) + unfinished;
    if (size > eventLimit) throw new ContractViolation("it exceeds 16 MiB");
  }
}

/** Where the chunk's last unfinished line begins; 0 when the chunk holds no line end. */
function afterLastLineEnd(chunk: Uint8Array): number {
  const end = chunk.lastIndexOf(lineFeed) + 1;
  // Only what follows the last LF can hold a later bare CR, and that is short.
  return chunk.indexOf(carriageReturn, end) === -1 ? end : chunk.lastIndexOf(carriageReturn) + 1;
}
