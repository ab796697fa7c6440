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

const eventLimit = 16 * 1024 * 1024;

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
  #hasBegun = false;
  #endedWithCarriageReturn = false;
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
    const before = this.#tailLength;
    let lineEnd = chunk.lastIndexOf(10) + 1;
    // Only what follows the last LF can hold a later CR, and that is short.
    if (chunk.includes(13, lineEnd)) lineEnd = chunk.lastIndexOf(13) + 1;
    // A long comment says nothing to us: its middle is dropped.
    if (!lineEnd && before > 4096 && this.#tail[0] === 58) return;
    const length = before + chunk.length;
    if (length > this.#tail.length) {
      const grown = new Uint8Array(length * 2);
      grown.set(this.#tail);
      this.#tail = grown;
    }
    this.#tail.set(chunk, before);
    const end = lineEnd && before + lineEnd;
    if (end) {
      this.#append(this.#decoder.decode(this.#tail.subarray(0, end)));
      this.#tail.copyWithin(0, end, length);
    }
    this.#tailLength = length - end;
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
        const event = this.unfinished;
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

  #append(lines: string): void {
    const isSecondHalf = this.#endedWithCarriageReturn && lines.startsWith("\n");
    const hasMark = !this.#hasBegun && lines.startsWith("\uFEFF");
    this.#hasBegun = true;
    this.#endedWithCarriageReturn = lines.endsWith("\r");
    if (isSecondHalf || hasMark) lines = lines.slice(1);
    if (lines.includes("\r")) lines = lines.replace(/\r\n?/g, "\n");
    this.#charactersBefore += this.#position;
    this.#text = this.#text.slice(this.#position) + lines;
    this.#position = 0;
  }

  #line(text: string, start: number, end: number): void {
    // By far the most frequent line, told apart without cutting it out first.
    const isData = text.startsWith("data:", start);
    const line = isData ? "" : text.slice(start, end);
    const colon = isData ? 4 : line.indexOf(":");
    if (colon === 0) return this.#onComment(line.slice(1));
    const name = isData ? "data" : colon < 0 ? line : line.slice(0, colon);
    const valueStart = start + colon + (text[start + colon + 1] === " " ? 2 : 1);
    const value = colon < 0 ? "" : text.slice(valueStart, end);
    if (name === "data") {
      this.#data = this.#data === null ? value : `${this.#data}\n${value}`;
      this.#limit(0);
    } else if (name === "event") this.#type = value;
    else if (name === "id" && !value.includes("\0")) this.#lastEventId = value;
  }

  #limit(unfinished: number): void {
    if ((this.#data?.length ?? 0) + unfinished > eventLimit) throw new ContractViolation("it exceeds 16 MiB");
  }
}
