import { fetchServerSentEvents, type UIMessage, useChat } from "@tanstack/ai-react";
import { memo, useState } from "react";
import { question, Row, startPage, type ThreadProps, useReady } from "../page.tsx";
import { agentEvents } from "../wire.ts";

const MessageRow = memo(function MessageRow({ message, index }: { message: UIMessage; index: number }) {
  const text = message.parts.map((part) => (part.type === "text" ? part.content : "")).join("");
  return <Row index={index} text={text} />;
});

function Thread({ history, fetch, onReady }: ThreadProps) {
  const [connection] = useState(() => fetchServerSentEvents("/api/chat", { fetchClient: fetch }));
  const [seed] = useState(() =>
    history.map(({ role, text }, index): UIMessage => ({
      id: `${index}`,
      role,
      parts: [{ type: "text", content: text }],
    })),
  );
  const { messages, sendMessage } = useChat({ connection, initialMessages: seed });
  useReady(onReady, async () => {
    await sendMessage(question);
  });
  return messages.map((message, index) => <MessageRow key={message.id} message={message} index={index} />);
}

startPage(Thread, agentEvents);
