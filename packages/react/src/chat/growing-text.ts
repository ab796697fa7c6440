import { wellFormedText } from "./well-formed.ts";

/** A text that only grows at its end: what came before is neither copied nor read again. */
export interface GrowingText {
  /** Whether anything has arrived, also what `value` does not show yet. */
  readonly hasStarted: boolean;
  /**
   * The text so far, well-formed. The first half of a surrogate pair at its end waits for the second, which the next piece
   * may bring.
   */
  readonly value: string;
  push(piece: string): void;
  /** Nothing more comes: half a pair at the end becomes U+FFFD. */
  end(): void;
}

export function createGrowingText(): GrowingText {
  let text = "";
  let pieces: string[] = [];
  /** The first half of a pair. */
  let half = "";

  return {
    get hasStarted() {
      return text !== "" || half !== "" || pieces.length > 0;
    },
    get value() {
      if (pieces.length === 0) return text;
      const added = half + pieces.join("");
      pieces = [];
      half = /[\uD800-\uDBFF]$/.exec(added)?.[0] ?? "";
      text += wellFormedText(added.slice(0, added.length - half.length));
      return text;
    },
    push(piece) {
      if (piece !== "") pieces.push(piece);
    },
    end() {
      text = this.value + wellFormedText(half);
      half = "";
    },
  };
}
