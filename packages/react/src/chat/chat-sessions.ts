import type { ParetaScope } from "../provider/pareta-scope.ts";
import { ChatSession } from "./chat-session.ts";

const sessions = new WeakMap<ParetaScope, Map<string, ChatSession>>();

/** The chat's session, made when it is first needed: by an effect or by an act, never by rendering. */
export function openChat(scope: ParetaScope, chatId: string): ChatSession {
  const open = sessions.get(scope) ?? new Map<string, ChatSession>();
  sessions.set(scope, open);
  const known = open.get(chatId);
  if (known) return known;
  const session = new ChatSession(scope, chatId, () => open.delete(chatId));
  open.set(chatId, session);
  return session;
}
