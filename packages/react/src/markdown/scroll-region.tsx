import type { ReactNode } from "react";

interface ScrollRegionProps {
  readonly className: string;
  readonly label: string;
  readonly children: ReactNode;
}

/** What is too wide for the answer scrolls here, and whoever has no pointer can get here to scroll it. */
export function ScrollRegion({ className, label, children }: ScrollRegionProps): ReactNode {
  return (
    // A landmark would be one too many in a chat of fifty tables; no element is a group that may be any block.
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role, jsx-a11y/no-noninteractive-tabindex -- see above; axe asks for the focus (scrollable-region-focusable)
    <div className={className} role="group" aria-label={label} tabIndex={0}>
      {children}
    </div>
  );
}
