"use client";

import { type RefObject, useCallback, useMemo, useState } from "react";
import { useStartEndpointAct } from "../../acts/use-start-endpoint-act.ts";
import { usePareta } from "../../provider/pareta-context.ts";
import type { ChatEntry } from "../chat-entry.ts";
import { chatStore } from "../chat-store.ts";
import type { ChatStructure } from "../use-chat-stream.ts";

/** What a row can start; the same object for as long as the chat stands. */
export interface RowActs {
  readonly retry: (messageId: string) => void;
  readonly regenerate: (messageId: string) => void;
  readonly openEdit: (messageId: string) => void;
  readonly closeEdit: () => void;
  readonly edit: (messageId: string, text: string) => void;
  readonly selectBranch: (messageId: string) => void;
  readonly start: (endpointId: string) => void;
  readonly stop: () => void;
}

interface Composer {
  readonly input: RefObject<HTMLTextAreaElement | null>;
  readonly clear: (text: string) => void;
  readonly restore: () => void;
  readonly forget: () => void;
}

/**
 * What the rows and the composer of a chat start. An act that begins in the thread takes the focus to the composer: its
 * button goes, and Stop is one Tab away from there.
 */
export function useChatActs(chat: ChatStructure, { input, clear, restore, forget }: Composer) {
  const { sendMessage, retry, regenerate, editMessage, selectBranch, stop } = chat;
  const { mutate: startEndpoint } = useStartEndpointAct();
  const { scope } = usePareta();
  const [refusal, setRefusal] = useState<string | null>(null);
  const [editing, setEditing] = useState<string | null>(null);

  const refuse = useCallback((error: unknown) => {
    setRefusal(error instanceof Error ? error.message : String(error));
  }, []);
  const run = useCallback(
    (act: Promise<void>) => {
      setRefusal(null);
      act.catch(refuse);
    },
    [refuse],
  );

  const send = useCallback(
    (text: string) => {
      clear(text);
      run(
        sendMessage(text).catch((error: unknown) => {
          restore();
          throw error;
        }),
      );
    },
    [clear, restore, run, sendMessage],
  );

  const acts = useMemo<RowActs>(() => {
    const fromThread = (act: Promise<void>) => {
      input.current?.focus();
      run(act);
    };
    return {
      retry: (messageId) => {
        forget();
        fromThread(retry(messageId));
      },
      regenerate: (messageId) => fromThread(regenerate(messageId)),
      edit: (messageId, text) => {
        setEditing(null);
        fromThread(editMessage(messageId, text));
      },
      openEdit: setEditing,
      closeEdit: () => {
        setEditing(null);
        input.current?.focus();
      },
      selectBranch,
      start: (endpointId) => startEndpoint(endpointId, { onError: refuse }),
      stop,
    };
  }, [input, forget, run, refuse, retry, regenerate, editMessage, selectBranch, startEndpoint, stop]);

  function editLast() {
    const { find } = chatStore(scope, chat.chatId);
    setEditing(chat.messageIds.findLast((id) => isOwnText(find(id))) ?? null);
  }

  return { acts, refusal, send, editing, editLast };
}

function isOwnText(entry: ChatEntry | undefined): boolean {
  return entry?.role === "user" && typeof entry.content === "string";
}
