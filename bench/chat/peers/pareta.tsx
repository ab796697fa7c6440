import { useChatMessage, useChatStream } from "../../../packages/react/src/index.ts";
import { memo } from "react";
import { question, Row, type ThreadProps, useReady } from "../page.tsx";
import { startParetaPage } from "./pareta-page.tsx";

const MessageRow = memo(function MessageRow(props: { chatId: string; messageId: string; index: number }) {
  const content = useChatMessage(props.chatId, props.messageId, (message) => message.content);
  return <Row index={props.index} text={typeof content === "string" ? content : ""} />;
});

function Thread({ history, onReady }: ThreadProps) {
  const { chatId, messageIds, sendMessage } = useChatStream({
    model: "ep_general_chat_01",
    subscribe: "ids",
    initialMessages: history.map(({ role, text }) => ({ role, content: text })),
  });
  useReady(onReady, () => sendMessage(question));
  return messageIds.map((id, index) => <MessageRow key={id} chatId={chatId} messageId={id} index={index} />);
}

startParetaPage(Thread);
