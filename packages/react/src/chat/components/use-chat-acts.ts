"use client";

import { InvalidArgumentError } from "pareta";
import { type RefObject, useCallback, useMemo, useState } from "react";
import { useStartEndpointAct } from "../../acts/use-start-endpoint-act.ts";
import { errorSentence } from "../../errors/error-sentence.ts";
import type { ChatLabels } from "../../labels/chat-labels.ts";
import { errorLabels } from "../../labels/error-labels.ts";
import { useLabels } from "../../labels/language-context.ts";
import { useLatest } from "../../page/use-latest.ts";
import { usePareta } from "../../provider/pareta-context.ts";
import type { ChatEntry } from "../chat-entry.ts";
import { createDoublePress } from "./double-press.ts";
import { chatStore } from "../chat-store.ts";
import type { ChatStructure } from "../use-chat-stream.ts";

/** What a row can start; the same object for as long as the chat stands. */
export interface ThreadActs {
  readonly retry: (messageId: string) => void;
  readonly regenerate: (messageId: string) => void;
  readonly openEdit: (messageId: string) => void;
  readonly closeEdit: () => void;
  readonly edit: (messageId: string, text: string) => void;
  readonly selectBranch: (messageId: string) => void;
  readonly start: (endpointId: string) => void;
  /** Of an answer that is being waited for: its card goes, and the focus does not go with it. */
  readonly cancel: () => void;
  /** Ends the countdown of a rate limit. */
  readonly retryNow: (messageId: string) => void;
}

interface Composer {
  readonly input: RefObject<HTMLTextAreaElement | null>;
  /** Who is asked: a refusal names it. */
  readonly model: string;
  readonly labels: ChatLabels;
  /** Acts of the thread may wait their turn. */
  readonly canQueue?: boolean;
  /** A text was refused before it was sent. */
  readonly onRefused?: (text: string) => void;
  /** A failed answer is being tried again from its row. */
  readonly onRetry?: () => void;
}

interface Refusal {
  readonly text: string;
  /** It says that an answer is on its way. */
  readonly untilIdle: boolean;
}

/**
 * What the rows and the composer of a chat start. An act that begins in the thread takes the focus to the composer: its
 * button goes, and Stop is one Tab away from there.
 */
export function useChatActs(chat: ChatStructure, composer: Composer) {
  const { sendMessage, retry, regenerate, editMessage, selectBranch, stop } = chat;
  const { input } = composer;
  const isBusy = chat.status === "submitted" || chat.status === "streaming";
  const errorWords = useLabels("errors", errorLabels);
  const latest = useLatest({ ...composer, isBusy, errorWords });
  const { mutate: startEndpoint } = useStartEndpointAct();
  const { scope } = usePareta();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [sentCount, setSentCount] = useState(0);
  const [presses] = useState(() => ({ start: createDoublePress(), cancel: createDoublePress() }));
  const [editing, setEditing] = useState<string | null>(null);

  // In the very render in which the answer has ended: what it says is no longer true.
  if (refusal?.untilIdle && !isBusy) setRefusal(null);

  const refuse = useCallback(
    (error: unknown) => {
      const { labels, model, errorWords } = latest.current;
      // Another user of this chat was first.
      const untilIdle = InvalidArgumentError.isInstance(error) && error.param === "whenBusy";
      const about = { subject: model, noun: labels.endpoint };
      setRefusal({ text: untilIdle ? labels.busy : errorSentence(error, errorWords, about), untilIdle });
    },
    [latest],
  );
  const run = useCallback(
    (act: Promise<void>) => {
      setRefusal(null);
      act.catch(refuse);
    },
    [refuse],
  );

  const send = useCallback(
    (text: string) => {
      setSentCount((count) => count + 1);
      run(
        sendMessage(text).catch((error: unknown) => {
          latest.current.onRefused?.(text);
          throw error;
        }),
      );
    },
    [run, sendMessage, latest],
  );

  const acts = useMemo<ThreadActs>(() => {
    /** Says why, where nothing can begin; the row stays as it is, an open editor with its text. */
    const fromThread = (begin: () => Promise<void>) => {
      const { isBusy, canQueue = false, labels } = latest.current;
      // The card whose Cancel was pressed twice may have given its place to Try again.
      if (presses.cancel.covers()) return;
      if (isBusy && !canQueue) {
        setRefusal({ text: labels.busy, untilIdle: true });
        return;
      }
      presses.start.changed();
      setEditing(null);
      setSentCount((count) => count + 1);
      input.current?.focus();
      run(begin());
    };
    return {
      retry: (messageId) =>
        fromThread(() => {
          latest.current.onRetry?.();
          return retry(messageId);
        }),
      regenerate: (messageId) => fromThread(() => regenerate(messageId)),
      edit: (messageId, text) => fromThread(() => editMessage(messageId, text)),
      openEdit: setEditing,
      closeEdit: () => {
        setEditing(null);
        input.current?.focus();
      },
      selectBranch,
      start: (endpointId) => startEndpoint(endpointId, { onError: refuse }),
      cancel: () => {
        // And the reverse.
        if (presses.start.covers()) return;
        presses.cancel.changed();
        input.current?.focus();
        stop();
      },
      retryNow: (messageId) => {
        input.current?.focus();
        run(retry(messageId));
      },
    };
  }, [
    input,
    latest,
    presses,
    run,
    refuse,
    retry,
    regenerate,
    editMessage,
    selectBranch,
    startEndpoint,
    stop,
  ]);

  function editLast() {
    const { find } = chatStore(scope, chat.chatId);
    setEditing(chat.messageIds.findLast((id) => isOwnText(find(id))) ?? null);
  }

  return { acts, refusal: refusal?.text ?? null, sentCount, send, editing, editLast };
}

function isOwnText(entry: ChatEntry | undefined): boolean {
  return entry?.role === "user" && typeof entry.content === "string";
}
