import { InsufficientCreditsError } from "pareta";
import { type FormEvent, type ReactNode, useState } from "react";
import type { ChatEntry } from "../chat/chat-entry.ts";
import { useChatMessage } from "../chat/use-chat-message.ts";
import { useChatStream } from "../chat/use-chat-stream.ts";
import { Button } from "../ui/button.tsx";
import "./example-chat.css";

export interface ExampleChatProps {
  model: string;
  whenBusy: "reject" | "queue";
  waitForLive: boolean;
  draft: string;
}

/** A whole chat on two hooks: the list knows ids only, each row reads its own message. */
export function ExampleChat({
  model,
  whenBusy,
  waitForLive,
  draft: firstDraft,
}: ExampleChatProps): ReactNode {
  const chat = useChatStream({ model, whenBusy, waitForLive, subscribe: "ids" });
  const [draft, setDraft] = useState(firstDraft);
  const isBusy = chat.status === "submitted" || chat.status === "streaming";

  function send(event: FormEvent) {
    event.preventDefault();
    if (draft.trim() === "" || (isBusy && whenBusy === "reject")) return;
    setDraft("");
    void chat.sendMessage(draft);
  }

  return (
    <section className="example-chat" aria-label="Chat" data-state={chat.status}>
      <ol>
        {chat.messageIds.map((id) => (
          <Row key={id} chatId={chat.chatId} messageId={id} />
        ))}
      </ol>
      {chat.waiting?.reason === "cold" ? <p className="example-wait">{model} is waking up.</p> : null}
      {chat.error ? (
        <div role="alert">
          <p>
            {chat.error instanceof InsufficientCreditsError
              ? "Your organization is out of credit. Nothing was charged for this request."
              : chat.error.message}
          </p>
          <Button onClick={() => void chat.retry()}>Try again</Button>
        </div>
      ) : null}
      <form onSubmit={send}>
        <input aria-label="Message" value={draft} onChange={({ target }) => setDraft(target.value)} />
        <Button type="submit">Send</Button>
        {isBusy ? <Button onClick={chat.stop}>Stop</Button> : null}
      </form>
    </section>
  );
}

function Row({ chatId, messageId }: { chatId: string; messageId: string }) {
  const entry = useChatMessage(chatId, messageId);
  if (!entry) return null;
  return (
    <li data-role={entry.role} data-state={entry.status}>
      {typeof entry.content === "string" ? entry.content : null}
      {entry.role === "assistant" ? <small>{facts(entry)}</small> : null}
    </li>
  );
}

function facts({ status, usage, billed, billedMicroUsd }: ChatEntry): string {
  const tokens = usage?.completionTokens ?? null;
  const bill = billed === "yes" && billedMicroUsd !== null ? `${billedMicroUsd} micro-USD` : billed;
  return [status, tokens === null ? null : `${tokens} tokens`, `billed: ${bill}`].filter(Boolean).join(" · ");
}
