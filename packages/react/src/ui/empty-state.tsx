import type { ComponentProps, ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { Heading, type HeadingLevel } from "./heading.tsx";

export interface EmptyStateProps extends Omit<ComponentProps<"div">, "title"> {
  /** What is not there, in a few words. */
  title: ReactNode;
  /** Why, and what would change it. */
  description?: ReactNode | undefined;
  /** At most one primary button. */
  actions?: ReactNode | undefined;
  /** Default 3. */
  headingLevel?: HeadingLevel | undefined;
}

/** Says that there is nothing yet, and what to do about it. */
export function EmptyState({
  title,
  description,
  actions,
  headingLevel = 3,
  className,
  children,
  ...props
}: EmptyStateProps): ReactNode {
  return (
    <div data-slot="empty-state" className={classNames("pareta-base pareta-empty", className)} {...props}>
      <Heading level={headingLevel} className="pareta-empty-title" dir="auto">
        {title}
      </Heading>
      {description != null && (
        <p className="pareta-empty-description" dir="auto">
          {description}
        </p>
      )}
      {children}
      {actions != null && <div className="pareta-empty-actions">{actions}</div>}
    </div>
  );
}
