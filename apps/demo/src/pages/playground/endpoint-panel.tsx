import type { ReactNode } from "react";
import { useState } from "react";
import { useMediaQuery } from "./use-media-query.ts";

interface EndpointPanelProps {
  /** Stands in the one line that is left of it on a narrow page. */
  summary: string;
  children: ReactNode;
}

/** Beside the conversation where there is room, else a sheet that opens over it. */
export function EndpointPanel({ summary, children }: EndpointPanelProps) {
  const isWide = useMediaQuery("(width >= 900px)");
  const [isOpened, setIsOpened] = useState(false);
  return (
    <aside className="panel" aria-label="Settings and usage">
      <details
        className="panel-sheet"
        open={isWide || isOpened}
        onToggle={({ currentTarget }) => {
          if (!isWide) setIsOpened(currentTarget.open);
        }}
      >
        <summary className="panel-summary" hidden={isWide}>
          <span>Settings and usage</span>
          <span className="panel-summary-fact">{summary}</span>
        </summary>
        <div className="panel-content">{children}</div>
      </details>
    </aside>
  );
}
