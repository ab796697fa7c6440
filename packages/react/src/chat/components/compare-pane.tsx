"use client";

import { type ComponentType, type ReactNode, type RefObject, useEffect, useMemo } from "react";
import type { ChatLabels } from "../../labels/chat-labels.ts";
import { useLocale } from "../../labels/language-context.ts";
import type { ChatParams } from "../answer-request.ts";
import { usePareta } from "../../provider/pareta-context.ts";
import { chatStore } from "../chat-store.ts";
import { useChatStream } from "../use-chat-stream.ts";
import { ChatAnnouncer } from "./chat-announcer.tsx";
import { ChatRefusal } from "./chat-refusal.tsx";
import { ChatThread } from "./chat-thread.tsx";
import { messageText } from "../message-text.ts";
import type { ChatTextProps } from "./plain-text.tsx";
import { useAnnouncements } from "./use-announcements.ts";
import { useChatActs } from "./use-chat-acts.ts";

/** What the shared composer asks of a pane. */
export interface PaneActs {
  readonly send: (text: string) => void;
  readonly stop: () => void;
}

interface ComparePaneProps {
  endpoint: string;
  system: string | undefined;
  params: ChatParams | undefined;
  textComponent: ComponentType<ChatTextProps>;
  topUpHref: string | undefined;
  labels: ChatLabels;
  input: RefObject<HTMLTextAreaElement | null>;
  connect: (endpoint: string, acts: PaneActs) => () => void;
  onBusyChange: (endpoint: string, isBusy: boolean) => void;
  /** The answer to this text has failed. */
  onFailed: (endpoint: string, text: string) => void;
}

/** One endpoint's own chat; its failures stay in it. */
export function ComparePane(props: ComparePaneProps): ReactNode {
  const { endpoint, system, params, input, connect, onBusyChange, onFailed } = props;
  // Regions of one page need names of their own.
  const labels = useMemo(
    () => ({ ...props.labels, messages: `${props.labels.messages}, ${endpoint}` }),
    [props.labels, endpoint],
  );
  const locale = useLocale();
  const { scope } = usePareta();
  const chat = useChatStream({
    model: endpoint,
    subscribe: "ids",
    onError: (_error, entry) => {
      const asked = chatStore(scope, chat.chatId).find(entry.parentId ?? "")?.content ?? null;
      if (entry.status === "failed") onFailed(endpoint, messageText(asked, labels.image));
    },
    ...(system === undefined ? {} : { system }),
    ...(params === undefined ? {} : { params }),
  });
  const announcement = useAnnouncements(chat.chatId, "status", { labels, locale, model: endpoint });
  const { acts, refusal, sentCount, send, editing } = useChatActs(chat, { input, model: endpoint, labels });
  const isBusy = chat.status === "submitted" || chat.status === "streaming";

  useEffect(() => connect(endpoint, { send, stop: chat.stop }), [connect, endpoint, send, chat.stop]);
  useEffect(() => onBusyChange(endpoint, isBusy), [onBusyChange, endpoint, isBusy]);
  useEffect(() => () => onBusyChange(endpoint, false), [onBusyChange, endpoint]);

  return (
    <section
      className="pareta-compare-pane"
      aria-label={endpoint}
      data-slot="compare-pane"
      data-state={chat.status}
    >
      <p className="pareta-compare-endpoint pareta-mono" dir="auto">
        {endpoint}
      </p>
      <ChatThread
        chatId={chat.chatId}
        messageIds={chat.messageIds}
        model={endpoint}
        waiting={chat.waiting}
        editing={editing}
        sentCount={sentCount}
        isFailurePrimary={false}
        onTopUp={undefined}
        textComponent={props.textComponent}
        topUpHref={props.topUpHref}
        headingLevel={3}
        labels={labels}
        acts={acts}
        empty={<p className="pareta-chat-note">{labels.compareEmpty}</p>}
      />
      <div className="pareta-chat-dock">
        <ChatRefusal text={refusal} />
      </div>
      <ChatAnnouncer text={announcement === "" ? "" : `${endpoint}: ${announcement}`} />
    </section>
  );
}
