"use client";

import {
  type ComponentProps,
  type ComponentType,
  type ReactNode,
  type Ref,
  useImperativeHandle,
  useRef,
} from "react";
import { errorKind } from "../../errors/error-kind.ts";
import { type ChatLabels, chatLabels } from "../../labels/chat-labels.ts";
import type { SomeLabels } from "../../labels/some-labels.ts";
import { useLabels, useLocale } from "../../labels/language-context.ts";
import { usePareta } from "../../provider/pareta-context.ts";
import { classNames } from "../../ui/class-names.ts";
import type { HeadingLevel } from "../../ui/heading.tsx";
import { useOnline } from "../../ui/use-online.ts";
import { frameLabels } from "../../labels/frame-labels.ts";
import { chatStore } from "../chat-store.ts";
import { type ChatOptions, useChatStream } from "../use-chat-stream.ts";
import { ChatAnnouncer } from "./chat-announcer.tsx";
import { ChatComposer } from "./chat-composer.tsx";
import { ChatEmpty } from "./chat-empty.tsx";
import { ChatRefusal } from "./chat-refusal.tsx";
import type { Announce } from "./chat-speech.ts";
import { ChatThread } from "./chat-thread.tsx";
import { messageText } from "../message-text.ts";
import { type ChatTextProps, PlainText } from "./plain-text.tsx";
import { useAnnouncements } from "./use-announcements.ts";
import { useChatActs } from "./use-chat-acts.ts";
import { useDraft } from "./use-draft.ts";

export interface ChatProps
  extends ChatOptions, Omit<ComponentProps<"section">, keyof ChatOptions | "children" | "onError"> {
  /** Shows the text of answers: `Markdown` of `@pareta/react/markdown`. Default: as plain text. */
  textComponent?: ComponentType<ChatTextProps> | undefined;
  /** What screen readers hear. Default `"complete"`. */
  announce?: Announce | undefined;
  /** Texts to start from; choosing one fills the box and sends nothing. */
  starters?: readonly string[] | undefined;
  /** Where credit is topped up; opens in a new tab. */
  topUpHref?: string | undefined;
  /** Tops up on this page, in place of `topUpHref`. */
  onTopUp?: (() => void) | undefined;
  /** Stands under the box: what a message costs, for example. Default: nothing, for a chat cannot know. */
  notice?: ReactNode;
  /** The box, for a host that moves the focus into it: a link past its navigation, for example. */
  inputRef?: Ref<HTMLTextAreaElement> | undefined;
  /** Level of the headings in it, failures for example, so that the page keeps its outline. Default 3. */
  headingLevel?: HeadingLevel | undefined;
  /** How high rows and controls are. Default: as around it, `"comfortable"` where nothing says so. */
  density?: "comfortable" | "compact" | undefined;
  /** Words in place of the provider's `labels`, one by one. Default: those, then English. */
  labels?: SomeLabels<ChatLabels> | undefined;
}

const noStarters: readonly string[] = [];

/**
 * A whole chat with one endpoint: thread, composer, failures, and one voice for screen readers. Takes what `useChatStream`
 * takes; shows plain text unless it is given `Markdown`. Metered: only Send, Try again, Regenerate and an edit send anything.
 *
 * @example
 * ```tsx
 * import { Chat } from "@pareta/react";
 *
 * export function Support() {
 *   return <Chat model="ep_general_chat_01" starters={["What can you do?"]} />;
 * }
 * ```
 */
export function Chat(props: ChatProps): ReactNode {
  // Another chat is another box, another editor and another place in the thread.
  return <OneChat key={props.chatId} {...props} />;
}

function OneChat(props: ChatProps): ReactNode {
  const { model, textComponent = PlainText, announce = "complete", starters = noStarters } = props;
  const { headingLevel = 3 } = props;
  const labels = useLabels("chat", chatLabels, props.labels);
  const { offline } = useLabels("frame", frameLabels);
  const locale = useLocale();
  const isOnline = useOnline();
  const input = useRef<HTMLTextAreaElement>(null);
  useImperativeHandle<HTMLTextAreaElement | null, HTMLTextAreaElement | null>(
    props.inputRef,
    () => input.current,
    [],
  );
  const { scope } = usePareta();
  const { draft, isNew, setDraft, clear, restore, forget } = useDraft();
  const chat = useChatStream({
    ...props,
    subscribe: "ids",
    onError: (error, entry) => {
      const asked = chatStore(scope, chat.chatId).find(entry.parentId ?? "")?.content ?? null;
      if (entry.status === "failed") restore(messageText(asked, labels.image));
      props.onError?.(error, entry);
    },
  });
  const announcement = useAnnouncements(chat.chatId, announce, { labels, locale, model });
  const { acts, refusal, sentCount, send, editing, editLast } = useChatActs(chat, {
    input,
    model,
    labels,
    canQueue: props.whenBusy === "queue",
    onRefused: restore,
    onRetry: forget,
  });
  const isBusy = chat.status === "submitted" || chat.status === "streaming";
  // One primary button: what was refused as it stands has a way out of its own.
  const isFailureNext = chat.error !== null && !isBusy && !isNew && errorKind(chat.error) !== "invalid";

  return (
    <section
      aria-label={labels.chat}
      data-slot="chat"
      data-state={chat.status}
      data-pareta-density={props.density}
      {...elementProps(props)}
      className={classNames("pareta-base pareta-chat", props.className)}
    >
      <ChatThread
        chatId={chat.chatId}
        messageIds={chat.messageIds}
        model={model}
        waiting={chat.waiting}
        editing={editing}
        sentCount={sentCount}
        isFailurePrimary={isFailureNext && editing === null}
        textComponent={textComponent}
        topUpHref={props.topUpHref}
        onTopUp={props.onTopUp}
        headingLevel={headingLevel}
        labels={labels}
        acts={acts}
        empty={
          <ChatEmpty
            starters={starters}
            headingLevel={headingLevel}
            labels={labels}
            onStarter={(text) => {
              setDraft(text);
              input.current?.focus();
            }}
          />
        }
      />
      <div className="pareta-chat-dock">
        <ChatRefusal text={refusal} />
        <ChatComposer
          inputRef={input}
          draft={draft}
          onDraftChange={setDraft}
          onSend={(text) => {
            clear(text);
            send(text);
          }}
          onStop={chat.stop}
          isBusy={isBusy}
          isSendPrimary={!isFailureNext && editing === null}
          canQueue={props.whenBusy === "queue"}
          notice={isOnline ? props.notice : offline}
          model={model}
          onEditLast={editLast}
          labels={labels}
        />
      </div>
      <ChatAnnouncer text={announcement} />
    </section>
  );
}

/** What the section takes: everything that is not the chat's. */
function elementProps(props: ChatProps) {
  const { chatId, model, system, initialMessages, params, whenBusy, onUnmount, waitForLive, ...others } =
    props;
  const { storage, onFinish, onError, textComponent, announce, starters, topUpHref, ...element } = others;
  const { onTopUp, notice, inputRef, headingLevel, density, labels, ...rest } = element;
  return rest;
}
