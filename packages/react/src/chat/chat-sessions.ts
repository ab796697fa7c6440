import { memo, perOwner } from "../memory/memo.ts";
import type { ParetaScope } from "../provider/pareta-scope.ts";
import { type ChatSession, chatSession } from "./chat-session.ts";
import { closeStore } from "./chat-store.ts";

const sessionsOf = perOwner<ChatSession>();

/** The chat's session, made when it is first needed: by an effect or by an act, never by rendering. */
export function openChat(scope: ParetaScope, chatId: string): ChatSession {
  const close = () => {
    sessionsOf(scope).delete(chatId);
    closeStore(scope, chatId);
  };
  return memo(sessionsOf(scope), chatId, () => chatSession(scope, chatId, close));
}
