import { useState } from "react";
import { Chat, ParetaProvider, useChatStream } from "../../../packages/react/src/index.ts";
import { Markdown } from "../../../packages/react/src/markdown/index.ts";
import { Pareta } from "../../../packages/sdk/src/index.ts";
import "../../../packages/react/src/styles.css";
import { question, startPage, type ThreadProps, useReady } from "../page.tsx";
import { completions } from "../wire.ts";

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

function App(props: ThreadProps) {
  const [client] = useState(() => new Pareta({ baseURL: "/api", fetch: props.fetch }));
  return (
    <ParetaProvider client={client}>
      <Thread {...props} />
    </ParetaProvider>
  );
}

startPage(App, completions);
