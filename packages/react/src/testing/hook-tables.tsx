import type { ReactNode } from "react";
import type { UseChatStreamOptions, UseChatStreamResult } from "../chat/use-chat-stream.ts";

// Docs tables are made of components' props; these have a hook's types for props, and are never rendered.

export function UseChatStreamOptionsTable(_: UseChatStreamOptions): ReactNode {
  return <div />;
}

export function UseChatStreamResultTable(_: UseChatStreamResult): ReactNode {
  return <div />;
}
