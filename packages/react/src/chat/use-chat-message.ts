"use client";

import { useMemo } from "react";
import type { ChatEntry } from "./chat-entry.ts";
import { currentChat, useChatSource } from "./chat-draft.ts";
import { useDefaultLane } from "./use-default-lane.ts";

/**
 * One message of a chat, or what `select` takes from it; `undefined` for an id the chat does not know. Only this
 * component renders when the message grows. Let `select` return the same value for the same message.
 *
 * @example
 * ```tsx
 * import { messageText, useChatMessage, useChatStream } from "@pareta/react";
 *
 * function Row({ chatId, messageId }: { chatId: string; messageId: string }) {
 *   const text = useChatMessage(chatId, messageId, ({ content }) => messageText(content));
 *   return <p>{text}</p>;
 * }
 *
 * export function Transcript() {
 *   const chat = useChatStream({ chatId: "support", model: "ep_general_chat_01", subscribe: "ids" });
 *   return (
 *     <>
 *       {chat.messageIds.map((id) => (
 *         <Row key={id} chatId={chat.chatId} messageId={id} />
 *       ))}
 *       <button onClick={() => void chat.sendMessage("Hello")}>Say hello</button>
 *     </>
 *   );
 * }
 * ```
 */
export function useChatMessage(chatId: string, messageId: string): ChatEntry | undefined;
export function useChatMessage<T>(
  chatId: string,
  messageId: string,
  select: (entry: ChatEntry) => T,
): T | undefined;
export function useChatMessage<T>(
  chatId: string,
  messageId: string,
  select?: (entry: ChatEntry) => T,
): ChatEntry | T | undefined {
  const { store, draft } = useChatSource(chatId);
  const source = useMemo(
    () => ({
      read: () => currentChat({ store, draft }).find(messageId),
      subscribe: (onChange: () => void) => store?.subscribe(messageId, onChange) ?? (() => {}),
    }),
    [store, draft, messageId],
  );
  const entry = useDefaultLane(source);
  return entry && select ? select(entry) : entry;
}
