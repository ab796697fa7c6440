import { useChatStream } from "@pareta/react";
import { useState } from "react";

export function Chat() {
  const [clicks, setClicks] = useState(0);
  const { messages, sendMessage } = useChatStream({ model: "ep_general_chat_01", chatId: "edited" });

  function send() {
    setClicks(clicks + 1);
    void sendMessage("Explain unit tests");
  }

  return (
    <>
      <h1>Version 1</h1>
      <button onClick={send}>Send</button>
      <p data-slot="clicks">{clicks}</p>
      {messages.map(({ id, role, status, content }) => (
        <p key={id} data-role={role} data-state={status}>
          {typeof content === "string" ? content : null}
        </p>
      ))}
    </>
  );
}
