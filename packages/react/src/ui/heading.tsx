import type { ComponentProps, ReactNode } from "react";

export type HeadingLevel = 1 | 2 | 3 | 4 | 5 | 6;

const tags = ["h1", "h2", "h3", "h4", "h5", "h6"] as const;

export interface HeadingProps extends ComponentProps<"h2"> {
  /** What is no level reads as 3. */
  level: HeadingLevel;
}

export function Heading({ level, ...props }: HeadingProps): ReactNode {
  const Tag = (typeof level === "number" && tags[level - 1]) || "h3";
  return <Tag {...props} />;
}
