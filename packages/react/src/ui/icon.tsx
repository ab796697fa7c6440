import type { ComponentProps, ReactNode } from "react";
import { classNames } from "./class-names.ts";

const ring = "M8 2.75a5.25 5.25 0 1 1 0 10.5 5.25 5.25 0 0 1 0-10.5z";

interface IconShape {
  readonly line?: string;
  readonly solid?: string;
}

const copy = {
  line: "M6.25 5.75h6.5c.28 0 .5.22.5.5v6.5a.5.5 0 0 1-.5.5h-6.5a.5.5 0 0 1-.5-.5v-6.5c0-.28.22-.5.5-.5zM3.75 10.25h-.5a.5.5 0 0 1-.5-.5v-6.5c0-.28.22-.5.5-.5h6.5c.28 0 .5.22.5.5v.5",
};
const check = { line: "M3.25 8.5l3.25 3.25L12.75 5" };
const cross = { line: "M4.25 4.25l7.5 7.5m0-7.5l-7.5 7.5" };

/** Those of a button that copies. They stand apart, so that a page that shows nothing but markdown loads no others. */
export const copyShapes: Readonly<Record<"copy" | "check" | "cross", IconShape>> = { copy, check, cross };

/** Drawn on 16 by 16. They differ by outline, so that they say the same without colour. */
const shapes = {
  disc: { solid: "M8 3a5 5 0 1 1 0 10A5 5 0 0 1 8 3z" },
  half: { line: ring, solid: "M8 2.75a5.25 5.25 0 0 1 0 10.5z" },
  moon: { solid: "M13.4 9.9A5.75 5.75 0 0 1 6.1 2.6a5.75 5.75 0 1 0 7.3 7.3z" },
  square: {
    solid:
      "M4.25 3h7.5C12.44 3 13 3.56 13 4.25v7.5c0 .69-.56 1.25-1.25 1.25h-7.5C3.56 13 3 12.44 3 11.75v-7.5C3 3.56 3.56 3 4.25 3z",
  },
  alert: {
    solid:
      "M7.1 2.5a1.05 1.05 0 0 1 1.8 0l5.45 9.45a1.05 1.05 0 0 1-.9 1.55H2.55a1.05 1.05 0 0 1-.9-1.55zM7.25 6v3.5h1.5V6zm0 4.5V12h1.5v-1.5z",
  },
  clock: { line: `${ring}M8 5.25V8l1.75 1.5` },
  arc: { line: "M13.25 8A5.25 5.25 0 1 1 8 2.75" },
  bars: { line: "M3.5 13V9.5M8 13V6m4.5 7V3" },
  done: { line: `${ring}m-2.4 5.5 1.65 1.65L10.5 6.5` },
  dashes: {
    line: "M6.1 3.1a5.25 5.25 0 0 1 3.8 0m2.95 2.95a5.25 5.25 0 0 1 0 3.9M9.9 12.9a5.25 5.25 0 0 1-3.8 0m-2.95-2.95a5.25 5.25 0 0 1 0-3.9",
  },
  question: { line: `${ring}M6.4 6.5A1.65 1.65 0 1 1 8.5 8.1c-.35.12-.5.4-.5.8M8 10.9v.1` },
  card: {
    line: "M3 3.75h10c.55 0 1 .45 1 1v6.5c0 .55-.45 1-1 1H3c-.55 0-1-.45-1-1v-6.5c0-.55.45-1 1-1zM2 6.75h12M4.5 10h2",
  },
  lock: {
    line: "M4.25 7.25h7.5c.55 0 1 .45 1 1v4c0 .55-.45 1-1 1h-7.5c-.55 0-1-.45-1-1v-4c0-.55.45-1 1-1zM5.25 7V5.25a2.75 2.75 0 0 1 5.5 0V7",
  },
  offline: {
    line: "M2.5 2.5l11 11M4.6 9.1a5 5 0 0 1 2.2-1.2M2.4 6.7a8 8 0 0 1 2.2-1.5m2.6-.7a8 8 0 0 1 6.4 2.2M9.9 8.3c.55.2 1.05.45 1.5.8M6.6 11.2a2.2 2.2 0 0 1 2.2-.4M8 13v.1",
  },
  external: { line: "M6.25 3.75h-2.5v8.5h8.5v-2.5M9 3h4v4M13 3L7.75 8.25" },
  up: { line: "M8 12.75v-9.5M4 7.25l4-4 4 4" },
  down: { line: "M8 3.25v9.5M4 8.75l4 4 4-4" },
  copy,
  check,
  cross,
} as const satisfies Record<string, IconShape>;

export type IconName = keyof typeof shapes;

export interface IconProps extends ComponentProps<"svg"> {
  name: IconName;
}

/** Stands beside words, never in place of them. */
export function Icon(props: IconProps): ReactNode {
  return <ShapeIcon shape={shapes[props.name]} {...props} />;
}

/** An icon whose shape its user brings. */
export function ShapeIcon({
  name,
  shape: { line, solid },
  className,
  ...props
}: IconProps & { readonly shape: IconShape }): ReactNode {
  return (
    <svg
      viewBox="0 0 16 16"
      aria-hidden="true"
      data-slot="icon"
      data-icon={name}
      className={classNames("pareta-icon", className)}
      {...props}
    >
      {solid && <path d={solid} fill="currentColor" fillRule="evenodd" />}
      {line && (
        <path
          d={line}
          fill="none"
          stroke="currentColor"
          strokeWidth="1.5"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      )}
    </svg>
  );
}
