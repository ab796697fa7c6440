import type { ComponentProps, ReactNode } from "react";
import { cleanText } from "../format/clean-text.ts";
import { classNames } from "./class-names.ts";
import { Figure } from "./figure.tsx";

export interface TruncatedTextProps extends Omit<ComponentProps<"span">, "children"> {
  /** `null` reads "Not reported". */
  text: string | number | null | undefined;
  /** Where the dots go when the room is short. `middle` keeps the end: ids differ there. Default `"end"`. */
  truncate?: "end" | "middle" | undefined;
}

const kept = 8;

/** Text on one line. All of it is in the page: to be read out, selected, searched, and in the title. */
export function TruncatedText({
  text,
  truncate = "end",
  className,
  ...props
}: TruncatedTextProps): ReactNode {
  const whole = cleanText(text)?.replaceAll(/\s+/g, " ") ?? "";
  const cut = truncate === "middle" ? wholeCharacterBefore(whole, whole.length - kept) : whole.length;
  if (whole === "") return <Figure {...(className !== undefined && { className })}>{null}</Figure>;
  const isCut = cut > 0 && cut < whole.length;
  return (
    <span
      data-slot="truncated-text"
      data-truncate={truncate}
      data-end={isCut ? whole.slice(cut) : undefined}
      dir="auto"
      title={whole.slice(0, 2000)}
      className={classNames("pareta-truncated", className)}
      {...props}
    >
      {/* What is seen of the end is drawn by CSS beside the dots; here it follows the start, as in any text. */}
      {isCut ? (
        <span className="pareta-truncated-start">
          {whole.slice(0, cut)}
          <span className="pareta-truncated-end">{whole.slice(cut)}</span>
        </span>
      ) : (
        whole
      )}
    </span>
  );
}

/** Never between a letter and its marks. */
function wholeCharacterBefore(text: string, at: number): number {
  if (at <= 0) return 0;
  if (/^[ -~]*$/.test(text.slice(at - 1, at + 1))) return at;
  const around = text.slice(Math.max(0, at - 32), at + 32);
  const offset = Math.max(0, at - 32);
  const character = new Intl.Segmenter().segment(around).containing(at - offset);
  return offset + (character?.index ?? at - offset);
}
