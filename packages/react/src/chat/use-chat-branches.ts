"use client";

import { useMemo } from "react";
import { currentChat, useChatSource } from "./chat-draft.ts";
import { branchesAt } from "./chat-tree.ts";
import { useDefaultLane } from "./use-default-lane.ts";

/**
 * Ids of the branches at a message, oldest first, the message itself among them: what regenerating and editing have
 * added, and `selectBranch` chooses between. One id where nothing branches.
 *
 * @example
 * ```tsx
 * import { useChatBranches, useChatStream } from "@pareta/react";
 *
 * function BranchSwitch({ chatId, messageId }: { chatId: string; messageId: string }) {
 *   const { selectBranch } = useChatStream({ chatId, model: "ep_general_chat_01", subscribe: "ids" });
 *   const branches = useChatBranches(chatId, messageId);
 *   const next = branches[(branches.indexOf(messageId) + 1) % branches.length] ?? messageId;
 *   return <button onClick={() => selectBranch(next)}>{`1 of ${branches.length}`}</button>;
 * }
 *
 * export function Answers() {
 *   const chat = useChatStream({ chatId: "support", model: "ep_general_chat_01" });
 *   return chat.messages.map((message) => (
 *     <BranchSwitch key={message.id} chatId={chat.chatId} messageId={message.id} />
 *   ));
 * }
 * ```
 */
export function useChatBranches(chatId: string, messageId: string): readonly string[] {
  const { store, draft } = useChatSource(chatId);
  const source = useMemo(
    () => ({
      read: () => {
        const { root, find } = currentChat({ store, draft });
        return branchesAt(root.children, find(messageId));
      },
      subscribe: (onChange: () => void) => store?.subscribe(undefined, onChange) ?? (() => {}),
    }),
    [store, draft, messageId],
  );
  return useDefaultLane(source);
}
