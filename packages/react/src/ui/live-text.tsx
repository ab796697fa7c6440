"use client";

import { memo, type ReactNode, useLayoutEffect, useRef, useState } from "react";
import { shownText } from "../format/shown-text.ts";

interface LiveTextProps {
  readonly text: string;
  readonly className?: string | undefined;
}

/**
 * Text that grows, in an element of its own. What is new is added to the text node that is there, so that a selection
 * in it stays; React never touches the node again, so that a page translator may put its own in place of it.
 */
export function LiveText({ text, className }: LiveTextProps): ReactNode {
  const element = useRef<HTMLSpanElement>(null);
  const [first] = useState(text);
  const written = useRef(text);
  useLayoutEffect(() => {
    if (element.current !== null) writeText(element.current, written.current, text);
    written.current = text;
  }, [text]);
  return (
    <span ref={element} className={className}>
      {first}
    </span>
  );
}

function writeText(element: HTMLElement, written: string, text: string): void {
  if (text === written) return;
  const node = element.firstChild;
  if (node instanceof Text && node === element.lastChild && node.data === written) {
    let same = 0;
    while (same < written.length && written.charAt(same) === text.charAt(same)) same++;
    // Replaced from there on: what is selected before it stays.
    node.replaceData(same, written.length - same, text.slice(same));
  } else if (text.startsWith(written)) {
    element.append(text.slice(written.length));
  } else element.textContent = text;
}

interface TextPiecesProps {
  /** Joined they are the text. Each but the last is final. */
  readonly pieces: readonly string[];
  /** Of a block of its own to the layout, so that a line more does not lay out the lines before it. */
  readonly className: string;
}

/**
 * A long text in pieces. One that is cut inside a line has the class `…-inline` too: as no block of its own it has no
 * line end that nobody wrote, on the screen and in a copy.
 */
export function TextPieces({ pieces, className }: TextPiecesProps): ReactNode {
  return pieces.map((text, index) => {
    const isCutBefore = pieces[index - 1]?.endsWith("\n") === false;
    const isCutBehind = pieces[index + 1] !== undefined && !text.endsWith("\n");
    return (
      <Piece
        // oxlint-disable-next-line react/no-array-index-key -- pieces are only ever added
        key={index}
        text={text}
        className={isCutBefore || isCutBehind ? `${className} ${className}-inline` : className}
      />
    );
  });
}

const Piece = memo(function Piece({
  text,
  className,
}: {
  readonly text: string;
  readonly className: string;
}) {
  return <LiveText className={className} text={shownText(text)} />;
});
