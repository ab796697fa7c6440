import { memo } from "../memory/memo.ts";
import type { ParetaScope } from "../provider/pareta-scope.ts";
import { ChatSession } from "./chat-session.ts";

const sessions = new WeakMap<ParetaScope, Map<string, ChatSession>>();

/** The chat's session, made when it is first needed: by an effect or by an act, never by rendering. */
export function openChat(scope: ParetaScope, chatId: string): ChatSession {
  const open = memo(sessions, scope, () => new Map<string, ChatSession>());
  return memo(open, chatId, () => new ChatSession(scope, chatId, () => open.delete(chatId)));
}
