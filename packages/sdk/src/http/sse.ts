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

export interface ServerEventParser {
  readonly push: (chunk: Uint8Array) => void;
  /**
   * The next whole event of what was pushed, `null` when more bytes are needed.
   * @throws ContractViolation when one event, whole or not, exceeds 16 MiB.
   */
  readonly next: () => ServerEvent | null;
  /** The event that lacks only its closing blank line; the format says to drop it at the end of the body. */
  readonly unfinished: () => ServerEvent | null;
  /** Characters parsed so far; a line end counts as one. */
  readonly position: () => number;
}

/**
 * Turns bytes into events: `push` a chunk, then take events with `next` until it gives `null`.
 * Nothing is parsed ahead of `next`, so an event costs nothing until somebody asks for it.
 * Reconnecting is not our business (contract Q16): `retry` is ignored, `id` is only reported.
 */
export function createEventParser(
  onComment: (text: string) => void = () => {},
  redact: Redact = String,
): ServerEventParser {
  // Bytes are decoded a whole line at a time: no character is ever cut, and no decoder state outlives a chunk.
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  /** The unfinished line; it grows by doubling, so a line costs linear time however it is cut. */
  let tail = new Uint8Array(1024);
  let tailLength = 0;
  let hasBegun = false;
  let endedWithCarriageReturn = false;
  /** Whole lines, ended by LF, of which `position` is the first not yet parsed. */
  let text = "";
  let position = 0;
  let charactersBefore = 0;
  let type = "";
  let data: string | null = null;
  let lastEventId = "";

  function push(chunk: Uint8Array): void {
    let lineEnd = chunk.lastIndexOf(lineFeed) + 1;
    // Only what follows the last LF can hold a later CR, and that is short.
    if (chunk.includes(carriageReturn, lineEnd)) lineEnd = chunk.lastIndexOf(carriageReturn) + 1;
    const before = tailLength;
    // A long comment says nothing to us: its middle is dropped.
    if (!lineEnd && before > commentLimit && tail[0] === colonByte) return;
    tailLength += chunk.length;
    if (tailLength > tail.length) {
      const grown = new Uint8Array(tailLength * 2);
      grown.set(tail);
      tail = grown;
    }
    tail.set(chunk, before);
    if (lineEnd) takeLines(before + lineEnd);
  }

  function next(): ServerEvent | null {
    while (position < text.length) {
      const start = position;
      const end = text.indexOf("\n", start);
      position = end + 1;
      if (end > start) {
        readLine(start, end);
      } else {
        const event = unfinished();
        type = "";
        data = null;
        if (event) return event;
      }
    }
    limit(tailLength);
    return null;
  }

  function unfinished(): ServerEvent | null {
    return data === null ? null : { type: type || "message", data, lastEventId };
  }

  /** Moves the whole lines, the first `end` bytes of the tail, over to the text. */
  function takeLines(end: number): void {
    let lines = redact(decoder.decode(tail.subarray(0, end)));
    tail.copyWithin(0, end, tailLength);
    tailLength -= end;
    const isSecondHalf = endedWithCarriageReturn && lines.startsWith("\n");
    const hasMark = !hasBegun && lines.startsWith("\uFEFF");
    hasBegun = true;
    endedWithCarriageReturn = lines.endsWith("\r");
    if (isSecondHalf || hasMark) lines = lines.slice(1);
    if (lines.includes("\r")) lines = lines.replace(/\r\n?/g, "\n");
    charactersBefore += position;
    text = text.slice(position) + lines;
    position = 0;
  }

  function readLine(start: number, end: number): void {
    // By far the most frequent line, told apart without cutting it out first.
    if (text.startsWith("data:", start)) return readField("data", start + 5, end);
    const line = text.slice(start, end);
    const colon = line.indexOf(":");
    if (colon === 0) onComment(line.slice(1));
    else if (colon > 0) readField(line.slice(0, colon), start + colon + 1, end);
    else readField(line, end, end);
  }

  function readField(name: string, start: number, end: number): void {
    const value = text.slice(text[start] === " " ? start + 1 : start, end);
    if (name === "data") {
      data = data === null ? value : `${data}\n${value}`;
      limit(0);
    } else if (name === "event") type = value;
    else if (name === "id" && !value.includes("\0")) lastEventId = value;
  }

  function limit(more: number): void {
    if ((data?.length ?? 0) + more > eventLimit) throw new ContractViolation("it exceeds 16 MiB");
  }

  return { push, next, unfinished, position: () => charactersBefore + position };
}
