"use client";

import { memo, type ReactNode, useMemo, useRef } from "react";

export interface ChatTextProps {
  /** All of it that has arrived. */
  readonly text: string;
  /** More may follow. */
  readonly isStreaming: boolean;
}

/** A piece longer than this is cut at a line or a space: the layout of one growing text is quadratic in its length. */
const longestPiece = 2000;

const Piece = memo(function Piece({ text }: { text: string }) {
  return <span className="pareta-chat-piece">{text}</span>;
});

/** Text as it is. Whole pieces settle: only the last one is laid out anew when more arrives. */
export function PlainText({ text }: ChatTextProps): ReactNode {
  const cuts = useRef<{ text: string; at: readonly number[] }>({ text: "", at: [] });
  const at = useMemo(() => {
    const known = cuts.current;
    const next = cutsOf(text, text.startsWith(known.text) ? known.at : []);
    cuts.current = { text, at: next };
    return next;
  }, [text]);
  return (
    <div data-slot="chat-text" className="pareta-chat-text" dir="auto">
      {[0, ...at].map((start, index) => (
        <Piece key={start} text={text.slice(start, at[index])} />
      ))}
    </div>
  );
}

/** Where pieces end, the ones that are known kept: at a blank line, else at a line end or a space. */
export function cutsOf(text: string, known: readonly number[]): readonly number[] {
  const cuts = [...known];
  for (let start = cuts.at(-1) ?? 0; ;) {
    const end = pieceEnd(text, start);
    if (end === null) return cuts.length === known.length ? known : cuts;
    cuts.push(end);
    start = end;
  }
}

function pieceEnd(text: string, start: number): number | null {
  const blank = text.indexOf("\n\n", start);
  if (blank !== -1 && blank - start <= longestPiece) return blank + 2 < text.length ? blank + 2 : null;
  if (text.length - start <= longestPiece) return null;
  const limit = start + longestPiece;
  for (const mark of ["\n", " "]) {
    const cut = text.lastIndexOf(mark, limit);
    if (cut > start) return cut + 1;
  }
  // Not between the halves of a surrogate pair.
  const last = text.charCodeAt(limit - 1);
  return last >= 0xd800 && last <= 0xdbff ? limit - 1 : limit;
}
