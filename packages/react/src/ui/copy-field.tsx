"use client";

import { type ComponentProps, type ReactNode, useId } from "react";
import { cleanText } from "../format/clean-text.ts";
import { type FrameLabels, frameLabels } from "../labels/frame-labels.ts";
import { useLabels } from "../labels/language-context.ts";
import { classNames } from "./class-names.ts";
import { CopyButton } from "./copy-button.tsx";
import { Figure } from "./figure.tsx";
import type { SomeLabels } from "../labels/some-labels.ts";

export interface CopyFieldProps extends Omit<ComponentProps<"div">, "children"> {
  /** What is shown and copied. `null` reads "Not reported". */
  value: string | null | undefined;
  /** Names the field. */
  label: string;
  /** How high rows and controls are. Default: as around it, `"comfortable"` where nothing says so. */
  density?: "comfortable" | "compact" | undefined;
  /** Words in place of the provider's `labels`, one by one. Default: those, then English. */
  labels?: SomeLabels<FrameLabels> | undefined;
}

/** A value to take away, an address or an id: whole, selectable, and copied with one press. */
export function CopyField({ value, label, density, labels, className, ...props }: CopyFieldProps): ReactNode {
  const { copy } = useLabels("frame", frameLabels, labels);
  const id = useId();
  const name = cleanText(label);
  const shown = typeof value === "string" ? cleanText(value) : null;
  return (
    <div
      data-slot="copy-field"
      data-state={shown === null ? "missing" : "reported"}
      data-pareta-density={density}
      className={classNames("pareta-base pareta-copy-field", className)}
      {...props}
    >
      <label className="pareta-copy-field-label" dir="auto" {...(shown !== null && { htmlFor: id })}>
        {name}
      </label>
      {shown === null ? (
        <Figure {...(labels && { labels })}>{null}</Figure>
      ) : (
        <div className="pareta-copy-field-row">
          <input
            id={id}
            readOnly
            dir="auto"
            value={shown}
            className="pareta-copy-field-value pareta-mono"
            onFocus={(event) => event.currentTarget.select()}
          />
          <CopyButton value={shown} {...(labels && { labels })}>
            {copy} <span className="pareta-visually-hidden">{name}</span>
          </CopyButton>
        </div>
      )}
    </div>
  );
}
