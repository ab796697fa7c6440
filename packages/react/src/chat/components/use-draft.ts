"use client";

import { useCallback, useRef, useState } from "react";

/** What stands in the composer's box, through every failure. */
export function useDraft() {
  const [draft, setDraft] = useState("");
  const sent = useRef("");

  /** It is on its way: the box is free. */
  const clear = useCallback((text: string) => {
    sent.current = text;
    setDraft("");
  }, []);
  /** This text could not be sent: it goes back where it was written, unless something new stands there. */
  const restore = useCallback((text: string) => {
    if (text === sent.current) setDraft((current) => (current === "" ? text : current));
  }, []);
  /** It is being sent another way after all. */
  const forget = useCallback(() => setDraft((current) => (current === sent.current ? "" : current)), []);
  return { draft, setDraft, clear, restore, forget };
}
