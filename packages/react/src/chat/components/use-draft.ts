"use client";

import { useCallback, useRef, useState } from "react";

/** What stands in the composer's box, through every failure. */
export function useDraft() {
  const [draft, setDraft] = useState("");
  const [restored, setRestored] = useState("");
  const sent = useRef("");

  /** It is on its way: the box is free. */
  const clear = useCallback((text: string) => {
    sent.current = text;
    setDraft("");
  }, []);
  /** This text could not be sent: it goes back where it was written, unless something new stands there. */
  const restore = useCallback((text: string) => {
    if (text !== sent.current) return;
    setRestored(text);
    setDraft((current) => (current === "" ? text : current));
  }, []);
  /** It is being sent another way after all. */
  const forget = useCallback(() => setDraft((current) => (current === sent.current ? "" : current)), []);
  /** Something else than what could not be sent. */
  const isNew = draft.trim() !== "" && draft !== restored;
  return { draft, isNew, setDraft, clear, restore, forget };
}
