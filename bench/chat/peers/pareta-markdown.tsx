import { useState } from "react";
import { Chat, useChatStream } from "../../../packages/react/src/index.ts";
import { Markdown } from "../../../packages/react/src/markdown/index.ts";
import "../../../packages/react/src/styles.css";
import { question, type ThreadProps, useReady } from "../page.tsx";
import { startParetaPage } from "./pareta-page.tsx";

const chatId = "bench";

/** The component as users get it; the second hook on its chat presses Send. */
function Thread({ history, onReady }: ThreadProps) {
  const [initialMessages] = useState(() => history.map(({ role, text }) => ({ role, content: text })));
  const { sendMessage } = useChatStream({
    chatId,
    model: "ep_general_chat_01",
    subscribe: "ids",
    initialMessages,
  });
  useReady(onReady, () => sendMessage(question));
  return (
    <div style={{ blockSize: 600 }}>
      <Chat chatId={chatId} model="ep_general_chat_01" textComponent={Markdown} announce="status" />
    </div>
  );
}

startParetaPage(Thread);
