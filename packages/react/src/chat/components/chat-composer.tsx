"use client";

import {
  type ComponentProps,
  type KeyboardEvent,
  type ReactNode,
  type Ref,
  useCallback,
  useId,
  useRef,
} from "react";
import { type ChatLabels, chatLabels } from "../../labels/chat-labels.ts";
import { useLabels } from "../../labels/language-context.ts";
import { Button } from "../../ui/button.tsx";
import { classNames } from "../../ui/class-names.ts";
import { isComposing } from "./is-composing.ts";
import { ChatStopButton } from "./chat-stop-button.tsx";

export interface ChatComposerProps extends Omit<ComponentProps<"form">, "onSubmit" | "children"> {
  /** The text in the box; the host holds it. */
  draft: string;
  /** Called with the whole text at each key. */
  onDraftChange: (draft: string) => void;
  /** Called with the draft as it stands. */
  onSend: (text: string) => void;
  /** Stop, or Escape in the box. */
  onStop: () => void;
  /** An answer is on its way: Stop stands where Send was, and the box stays open for the next message. */
  isBusy: boolean;
  /** Enter sends while busy too: the message waits its turn. Default false. */
  canQueue?: boolean;
  /** Why nothing can be sent now, in words; the draft is kept. */
  blocked?: string | null;
  /** ArrowUp in an empty box. */
  onEditLast?: () => void;
  /** Stands under the box. */
  notice?: ReactNode;
  /** The box, for a host that moves the focus into it. */
  inputRef?: Ref<HTMLTextAreaElement>;
  /** Words in place of the provider's `labels`, one by one. Default: those, then English. */
  labels?: Partial<ChatLabels>;
}

/** Milliseconds in which a press that was meant for Stop would land on the Send that took its place, and cost money. */
const swapGuard = 500;

/** Enter sends, Shift+Enter breaks the line, Escape stops; while an input method composes, every key is its own. */
export function ChatComposer(props: ChatComposerProps): ReactNode {
  const { draft, onDraftChange, onSend, onStop, isBusy, canQueue = false, blocked = null, ...others } = props;
  const { onEditLast, notice, inputRef, labels: ownLabels, className, ...rest } = others;
  const labels = useLabels("chat", chatLabels, ownLabels);
  const hintId = useId();
  const form = useRef<HTMLFormElement>(null);
  const stoppableUntil = useRef(-Infinity);
  const canSend = draft.trim() !== "" && blocked === null && (!isBusy || canQueue);

  const stopRef = useCallback(
    (button: HTMLButtonElement) => () => {
      stoppableUntil.current = performance.now();
      // Whoever stood on the button that goes stays in the composer.
      if (document.activeElement === button) form.current?.querySelector("textarea")?.focus();
    },
    [],
  );

  function send() {
    if (canSend) onSend(draft);
  }

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>) {
    if (isComposing(event)) return;
    if (event.key === "Escape" && isBusy) onStop();
    if (event.key === "ArrowUp" && draft === "" && !isBusy) onEditLast?.();
    if (event.key !== "Enter" || event.shiftKey) return;
    event.preventDefault();
    if (!event.repeat) send();
  }

  return (
    <form
      ref={form}
      data-slot="chat-composer"
      data-state={isBusy ? "busy" : "idle"}
      className={classNames("pareta-chat-composer", className)}
      {...rest}
      onSubmit={(event) => {
        event.preventDefault();
        if (!canSend || performance.now() - stoppableUntil.current < swapGuard) return;
        onSend(draft);
        // Send goes; from the box, Stop is one Tab away.
        event.currentTarget.querySelector("textarea")?.focus();
      }}
    >
      <textarea
        ref={inputRef}
        className="pareta-chat-input"
        rows={1}
        dir="auto"
        value={draft}
        aria-label={labels.yourMessage}
        aria-describedby={hintId}
        placeholder={labels.placeholder}
        onChange={({ target }) => onDraftChange(target.value)}
        onKeyDown={onKeyDown}
      />
      <div className="pareta-chat-composer-bar">
        <p id={hintId} className="pareta-chat-hint">
          {blocked ?? notice ?? labels.billedNotice}
          <span className="pareta-visually-hidden">{` ${labels.keys}`}</span>
        </p>
        {isBusy ? (
          <ChatStopButton ref={stopRef} onClick={onStop}>
            {labels.stop}
          </ChatStopButton>
        ) : null}
        {isBusy && !canQueue ? null : (
          <Button type="submit" variant="primary" aria-disabled={!canSend}>
            {labels.send}
          </Button>
        )}
      </div>
    </form>
  );
}
