import { ParetaProvider, useChatStream } from "@pareta/react";
import { QueryClient } from "@tanstack/react-query";
import { Pareta } from "pareta";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";

const { searchParams } = new URL(location.href);
const baseURL = searchParams.get("server") ?? "";
const warm = Number(searchParams.get("warm"));
const client = new Pareta({ baseURL, apiKey: () => "pareta_sk_test" });

function Chat() {
  const { messages, status, sendMessage } = useChatStream({
    model: "ep_general_chat_01",
    chatId: "replayed",
  });
  return (
    <>
      <button onClick={() => void sendMessage("Explain unit tests")}>Send</button>
      <output data-state={status}>
        {messages.map((message) => (
          <p key={message.id} data-role={message.role} data-state={message.status} />
        ))}
      </output>
    </>
  );
}

/** Leaves that many idle connections to the server behind. */
async function warmUp(): Promise<void> {
  const open = () =>
    fetch(`${baseURL}/v1/models`, { headers: { authorization: "Bearer pareta_sk_test" } }).then((response) =>
      response.text(),
    );
  await Promise.all(Array.from({ length: warm }, open));
}

await warmUp();
createRoot(document.body).render(
  <StrictMode>
    <ParetaProvider client={client} queryClient={new QueryClient()}>
      <Chat />
    </ParetaProvider>
  </StrictMode>,
);
