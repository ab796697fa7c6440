"use client";

import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from "react";
import type { ChatLabels } from "../../labels/chat-labels.ts";
import { Button } from "../../ui/button.tsx";
import { isComposing } from "./is-composing.ts";

interface ChatEditProps {
  text: string;
  labels: ChatLabels;
  onSave: (text: string) => void;
  onCancel: () => void;
}

/** A user's message open for other words. Escape leaves it as it was. */
export function ChatEdit({ text, labels, onSave, onCancel }: ChatEditProps): ReactNode {
  const [draft, setDraft] = useState(text);
  const input = useRef<HTMLTextAreaElement>(null);

  useEffect(() => {
    const element = input.current;
    element?.focus();
    element?.setSelectionRange(element.value.length, element.value.length);
  }, []);

  function save() {
    if (draft.trim() !== "") onSave(draft);
  }

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>) {
    if (isComposing(event.nativeEvent)) return;
    if (event.key === "Escape") {
      // A dialog around the chat stays open.
      event.preventDefault();
      event.stopPropagation();
      onCancel();
    }
    if (event.key !== "Enter" || event.shiftKey) return;
    event.preventDefault();
    if (!event.repeat) save();
  }

  return (
    <div data-slot="chat-edit" className="pareta-chat-edit">
      <textarea
        ref={input}
        className="pareta-chat-input"
        rows={2}
        dir="auto"
        value={draft}
        aria-label={labels.edit}
        onChange={({ target }) => setDraft(target.value)}
        onKeyDown={onKeyDown}
      />
      <div className="pareta-chat-actions">
        <Button onClick={onCancel}>{labels.cancelEdit}</Button>
        <Button variant="primary" aria-disabled={draft.trim() === ""} onClick={save}>
          {labels.saveEdit}
        </Button>
      </div>
    </div>
  );
}
