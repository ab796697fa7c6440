import { type UIMessage, useChat } from "@ai-sdk/react";
import { DefaultChatTransport } from "ai";
import { type ComponentType, memo, useState } from "react";
import { question, Row, type ThreadProps, useReady } from "../page.tsx";

/** What shows the text of one message. */
export type MessageText = ComponentType<{ text: string }>;

interface MessageRowProps {
  message: UIMessage;
  index: number;
  text: MessageText | undefined;
}

const MessageRow = memo(function MessageRow({ message, index, text: Text }: MessageRowProps) {
  const text = message.parts.map((part) => (part.type === "text" ? part.text : "")).join("");
  return Text ? <Text text={text} /> : <Row index={index} text={text} />;
});

interface AiSdkThreadProps extends ThreadProps {
  throttle?: number;
  text?: MessageText;
}

/** `useChat` as its documentation has it, with memoised rows. */
export function AiSdkThread({ history, fetch, onReady, throttle, text }: AiSdkThreadProps) {
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
  return messages.map((message, index) => (
    <MessageRow key={message.id} message={message} index={index} text={text} />
  ));
}
