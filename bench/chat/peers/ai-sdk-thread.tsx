import { type UIMessage, useChat } from "@ai-sdk/react";
import { DefaultChatTransport } from "ai";
import { memo, useState } from "react";
import { question, Row, type ThreadProps, useReady } from "../page.tsx";

const MessageRow = memo(function MessageRow({ message, index }: { message: UIMessage; index: number }) {
  const text = message.parts.map((part) => (part.type === "text" ? part.text : "")).join("");
  return <Row index={index} text={text} />;
});

/** `useChat` as its documentation has it, with memoised rows. */
export function AiSdkThread({ history, fetch, onReady, throttle }: ThreadProps & { throttle?: number }) {
  const [transport] = useState(() => new DefaultChatTransport({ fetch }));
  const [seed] = useState(() =>
    history.map(({ role, text }, index): UIMessage => ({
      id: `${index}`,
      role,
      parts: [{ type: "text", text }],
    })),
  );
  const { messages, sendMessage } = useChat({
    transport,
    messages: seed,
    ...(throttle === undefined ? {} : { throttle }),
  });
  useReady(onReady, () => sendMessage({ text: question }));
  return messages.map((message, index) => <MessageRow key={message.id} message={message} index={index} />);
}
