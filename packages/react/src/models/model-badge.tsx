"use client";

import type { ComponentProps, ReactNode } from "react";
import { type ModelLabels, modelLabels } from "../labels/model-labels.ts";
import { useLabels } from "../labels/language-context.ts";
import { classNames } from "../ui/class-names.ts";
import type { SomeLabels } from "../labels/some-labels.ts";

export interface ModelBadgeProps extends Omit<ComponentProps<"span">, "children"> {
  /** A per-task alias, an endpoint's id, or a vendor's model. */
  name: string;
  /** `open`, `frontier`, or another word the server sent, which is shown as it is. Default: no word. */
  kind?: string | null | undefined;
  /** Adds the word “Recommended”. Default false. */
  recommended?: boolean | undefined;
  /** Words in place of the provider's `labels`, one by one. Default: those, then English. */
  labels?: SomeLabels<ModelLabels> | undefined;
}

/** A model's name with what kind it is: a filled circle for open, a diamond for frontier, as in the charts. */
export function ModelBadge(props: ModelBadgeProps): ReactNode {
  const { name, kind = null, recommended = false, labels: ownLabels, className, ...rest } = props;
  const labels = useLabels("models", modelLabels, ownLabels);
  const shape = kind === "open" || kind === "frontier" ? kind : "unknown";
  const word = shape === "unknown" ? kind : labels[shape];
  return (
    <span
      data-slot="model-badge"
      data-state={shape}
      data-recommended={recommended}
      className={classNames("pareta-base pareta-model-badge", className)}
      {...rest}
    >
      <svg className="pareta-model-shape" viewBox="0 0 12 12" aria-hidden="true">
        {shape === "open" ? <circle cx="6" cy="6" r="4.5" /> : null}
        {shape === "frontier" ? <path d="M6 0.5 11.5 6 6 11.5 0.5 6Z" /> : null}
        {shape === "unknown" ? <path d="M2 6h8" /> : null}
      </svg>
      <bdi className="pareta-model-name">{name}</bdi>
      {word === null ? null : <span className="pareta-model-kind">{word}</span>}
      {recommended ? <span className="pareta-model-recommended">{labels.recommended}</span> : null}
    </span>
  );
}
