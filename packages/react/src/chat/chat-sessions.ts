import { memoOf } from "../memory/memo.ts";
import type { ParetaScope } from "../provider/pareta-scope.ts";
import { type ChatSession, chatSession } from "./chat-session.ts";
import { closeStore } from "./chat-store.ts";

const sessions = new WeakMap<ParetaScope, Map<string, ChatSession>>();

/** The chat's session, made when it is first needed: by an effect or by an act, never by rendering. */
export function openChat(scope: ParetaScope, chatId: string): ChatSession {
  const close = () => {
    sessions.get(scope)?.delete(chatId);
    closeStore(scope, chatId);
  };
  return memoOf(sessions, scope, chatId, () => chatSession(scope, chatId, close));
}
