import { type FormEvent, type KeyboardEvent, useEffect, useRef } from "react";

interface ComposerProps {
  draft: string;
  onDraftChange: (draft: string) => void;
  isBusy: boolean;
  onSend: (text: string) => void;
  onStop: () => void;
}

/** Enter sends, Shift+Enter breaks the line, Escape stops; while an input method composes, Enter is its own. */
export function Composer({ draft, onDraftChange, isBusy, onSend, onStop }: ComposerProps) {
  const input = useRef<HTMLTextAreaElement>(null);
  const canSend = draft.trim() !== "" && !isBusy;

  useEffect(() => {
    if (draft !== "") input.current?.focus();
  }, [draft]);

  function submit(event: FormEvent) {
    event.preventDefault();
    if (canSend) onSend(draft);
  }

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>) {
    if (event.key === "Escape" && isBusy) onStop();
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    if (canSend) onSend(draft);
  }

  return (
    <form className="composer" onSubmit={submit}>
      <label className="visually-hidden" htmlFor="composer-input">
        Your message
      </label>
      <textarea
        id="composer-input"
        ref={input}
        className="composer-input"
        rows={1}
        value={draft}
        placeholder="Ask something…"
        aria-describedby="composer-hint"
        onChange={({ target }) => onDraftChange(target.value)}
        onKeyDown={onKeyDown}
      />
      <div className="composer-bar">
        <p id="composer-hint" className="composer-hint">
          <kbd>Enter</kbd> sends · <kbd>Shift</kbd> <kbd>Enter</kbd> new line · <kbd>Esc</kbd> stops
        </p>
        {isBusy ? (
          <button type="button" className="button" data-variant="stop" onClick={onStop}>
            Stop
          </button>
        ) : (
          <button type="submit" className="button" data-variant="primary" disabled={!canSend}>
            Send
          </button>
        )}
      </div>
    </form>
  );
}
