import { ContractViolation } from "../decode.ts";
import type { Redact } from "./redact.ts";

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
const colonByte = 58;
/** Bytes of a comment worth keeping. */
const commentLimit = 4096;
const eventLimit = 16 * 1024 * 1024;

/**
 * Turns bytes into events: `push` a chunk, then take events with `next` until it gives `null`.
 * Nothing is parsed ahead of `next`, so an event costs nothing until somebody asks for it.
 * Reconnecting is not our business (contract Q16): `retry` is ignored, `id` is only reported.
 */
export class ServerEventParser {
  readonly #onComment: (text: string) => void;
  readonly #redact: Redact;
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

  constructor(onComment: (text: string) => void = () => {}, redact: Redact = String) {
    this.#onComment = onComment;
    this.#redact = redact;
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
    let lineEnd = chunk.lastIndexOf(lineFeed) + 1;
    // Only what follows the last LF can hold a later CR, and that is short.
    if (chunk.includes(carriageReturn, lineEnd)) lineEnd = chunk.lastIndexOf(carriageReturn) + 1;
    const before = this.#tailLength;
    // A long comment says nothing to us: its middle is dropped.
    if (!lineEnd && before > commentLimit && this.#tail[0] === colonByte) return;
    const length = before + chunk.length;
    if (length > this.#tail.length) {
      const grown = new Uint8Array(length * 2);
      grown.set(this.#tail);
      this.#tail = grown;
    }
    this.#tail.set(chunk, before);
    this.#tailLength = length;
    if (lineEnd) this.#takeLines(before + lineEnd);
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

  /** Moves the whole lines, the first `end` bytes of the tail, over to the text. */
  #takeLines(end: number): void {
    let lines = this.#redact(this.#decoder.decode(this.#tail.subarray(0, end)));
    this.#tail.copyWithin(0, end, this.#tailLength);
    this.#tailLength -= end;
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
    if (text.startsWith("data:", start)) return this.#field("data", text, start + 5, end);
    const line = text.slice(start, end);
    const colon = line.indexOf(":");
    if (colon === 0) this.#onComment(line.slice(1));
    else if (colon > 0) this.#field(line.slice(0, colon), text, start + colon + 1, end);
    else this.#field(line, text, end, end);
  }

  #field(name: string, text: string, start: number, end: number): void {
    const value = text.slice(text[start] === " " ? start + 1 : start, end);
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
