"use client";

import {
  type ComponentProps,
  type ReactNode,
  type Ref,
  useCallback,
  useId,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { type ChatLabels, chatLabels } from "../../labels/chat-labels.ts";
import type { SomeLabels } from "../../labels/some-labels.ts";
import { useLabels } from "../../labels/language-context.ts";
import { activeElementBeside } from "../../page/active-element.ts";
import { Button } from "../../ui/button.tsx";
import { classNames } from "../../ui/class-names.ts";
import { ChatStopButton } from "./chat-stop-button.tsx";
import { createComposerPresses } from "./composer-presses.ts";
import { useComposerKeys } from "./use-composer-keys.ts";

export interface ChatComposerProps extends Omit<ComponentProps<"div">, "children"> {
  /** The text in the box; the host holds it. */
  draft: string;
  /** Called with the whole text at each key. */
  onDraftChange: (draft: string) => void;
  /** Called with the draft as it stands. */
  onSend: (text: string) => void;
  /** Stop, or Escape in the composer. */
  onStop: () => void;
  /** An answer is on its way: Stop stands where Send was, and the box stays open for the next message. */
  isBusy: boolean;
  /** Enter sends while busy too: the message waits its turn. Default false. */
  canQueue?: boolean | undefined;
  /** Whether Send is the primary button of the view. Default true. */
  isSendPrimary?: boolean | undefined;
  /** Why nothing can be sent now, in words; the draft is kept. */
  blocked?: string | null | undefined;
  /** Who is asked, for the words in an empty box. Default: none is named. */
  model?: string | null | undefined;
  /** ArrowUp in an empty box. */
  onEditLast?: (() => void) | undefined;
  /** Stands under the box. */
  notice?: ReactNode;
  /** The box, for a host that moves the focus into it. */
  inputRef?: Ref<HTMLTextAreaElement> | undefined;
  /** Words in place of the provider's `labels`, one by one. Default: those, then English. */
  labels?: SomeLabels<ChatLabels> | undefined;
}

/**
 * Enter sends, Shift+Enter breaks the line, Escape stops. It is no form of its own and takes no part in a host's: a form
 * in a form is not HTML, and its Send would submit the outer one.
 */
export function ChatComposer(props: ChatComposerProps): ReactNode {
  const { draft, onDraftChange, onSend, onStop, isBusy, canQueue = false, blocked = null, ...others } = props;
  const {
    model = null,
    isSendPrimary = true,
    onEditLast,
    notice,
    inputRef,
    labels: ownLabels,
    className,
    ref,
    ...rest
  } = others;
  const labels = useLabels("chat", chatLabels, ownLabels);
  const hintId = useId();
  const composer = useRef<HTMLDivElement>(null);
  useImperativeHandle<HTMLDivElement | null, HTMLDivElement | null>(ref, () => composer.current, []);
  const [presses] = useState(createComposerPresses);
  const canSend = draft.trim() !== "" && blocked === null && (!isBusy || canQueue);
  const onKeyDown = useComposerKeys(composer, {
    isBusy,
    onStop,
    onEnter: () => canSend && onSend(draft),
    onEditLast: draft === "" && !isBusy ? onEditLast : undefined,
  });

  const focusBox = useCallback(() => composer.current?.querySelector("textarea")?.focus(), []);
  const stopRef = useCallback(
    (button: HTMLButtonElement) => () => {
      // Whoever stood on the button that goes stays in the composer.
      if (activeElementBeside(button) === button) focusBox();
    },
    [focusBox],
  );
  const isSendAway = isBusy && !canQueue;
  const wasSendAway = useRef(isSendAway);
  useLayoutEffect(() => {
    if (wasSendAway.current && !isSendAway) presses.tookPlace("send");
    wasSendAway.current = isSendAway;
  }, [isSendAway, presses]);

  return (
    <div
      ref={composer}
      data-slot="chat-composer"
      data-state={isBusy ? "busy" : "idle"}
      className={classNames("pareta-chat-composer", className)}
      {...rest}
    >
      <textarea
        ref={inputRef}
        className="pareta-chat-input"
        rows={1}
        dir="auto"
        value={draft}
        aria-label={labels.yourMessage}
        aria-describedby={hintId}
        placeholder={labels.placeholder(model)}
        onChange={({ target }) => onDraftChange(target.value)}
        onKeyDown={onKeyDown}
      />
      <div className="pareta-chat-composer-bar" onPointerDownCapture={presses.onPointerDownCapture}>
        <p id={hintId} className="pareta-chat-hint">
          {blocked ?? notice}
          <span className="pareta-visually-hidden">{` ${labels.keys}`}</span>
        </p>
        {isBusy ? (
          <ChatStopButton
            ref={stopRef}
            data-control="stop"
            onClick={(event) => {
              if (presses.accepts("stop", event)) onStop();
            }}
          >
            {labels.stop}
          </ChatStopButton>
        ) : null}
        {isSendAway ? null : (
          <Button
            variant={isSendPrimary ? "primary" : "plain"}
            aria-disabled={!canSend}
            data-control="send"
            onClick={(event) => {
              if (!presses.accepts("send", event) || !canSend) return;
              presses.tookPlace("stop");
              onSend(draft);
              // Send goes; from the box, Stop is one Tab away.
              focusBox();
            }}
          >
            {labels.send}
          </Button>
        )}
      </div>
    </div>
  );
}
