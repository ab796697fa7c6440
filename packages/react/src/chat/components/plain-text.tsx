import type { ReactNode } from "react";
import { TextPieces } from "../../ui/live-text.tsx";

export interface ChatTextProps {
  /** All of it that has arrived. */
  readonly text: string;
  /** More may follow. */
  readonly isStreaming: boolean;
  /** It has ended before its end: stopped, broken off, or cut at a limit. Default `false`. */
  readonly isPartial?: boolean | undefined;
}

/** A piece longer than this is cut at a line or a space: the layout of one growing text is quadratic in its length. */
const longestPiece = 2000;

/** Text as it is, in pieces: only the last one is laid out anew when more arrives. */
export function PlainText({ text }: ChatTextProps): ReactNode {
  const ends = pieceEnds(text);
  return (
    <div data-slot="chat-text" className="pareta-chat-text" dir="auto">
      <TextPieces
        pieces={[0, ...ends].map((start, index) => text.slice(start, ends[index]))}
        className="pareta-chat-piece"
      />
    </div>
  );
}

/** Where pieces end, but for the last one: at a blank line, else at a line end or a space. */
export function pieceEnds(text: string): readonly number[] {
  const ends: number[] = [];
  for (let end = pieceEnd(text, 0); end !== null; end = pieceEnd(text, end)) ends.push(end);
  return ends;
}

function pieceEnd(text: string, start: number): number | null {
  // Looks no further than a piece may reach: the text behind it is somebody else's.
  const piece = text.slice(start, start + longestPiece + 2);
  const blank = piece.indexOf("\n\n");
  if (blank !== -1) return start + blank + 2 < text.length ? start + blank + 2 : null;
  if (text.length - start <= longestPiece) return null;
  const limit = start + longestPiece;
  for (const mark of ["\n", " "]) {
    const cut = piece.lastIndexOf(mark, longestPiece);
    if (cut > 0) return start + cut + 1;
  }
  // Not between the halves of a surrogate pair.
  const last = text.charCodeAt(limit - 1);
  return last >= 0xd800 && last <= 0xdbff ? limit - 1 : limit;
}
