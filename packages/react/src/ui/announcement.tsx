"use client";

import { type ReactNode, useEffect, useState } from "react";

export interface AnnouncementProps {
  /** Each change is spoken once, politely. */
  children: string;
}

/** Speaks without showing. A live region has to be there before its words are, so they come a moment later. */
export function Announcement({ children }: AnnouncementProps): ReactNode {
  const [spoken, setSpoken] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => setSpoken(children), 100);
    return () => clearTimeout(timer);
  }, [children]);
  return (
    <output data-slot="announcement" className="pareta-visually-hidden">
      {spoken}
    </output>
  );
}
