import type { ReactNode } from "react";

/** Why a press began nothing; it stands in the column of the thread. */
export function ChatRefusal({ text }: { text: string | null }): ReactNode {
  return text === null ? null : (
    <p role="alert" className="pareta-chat-refusal">
      {text}
    </p>
  );
}
