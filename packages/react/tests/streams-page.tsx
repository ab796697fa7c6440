import { ParetaProvider, useChatStream, useEvalRun } from "@pareta/react";
import { QueryClient } from "@tanstack/react-query";
import { Pareta } from "pareta";
import { StrictMode, useState } from "react";
import { createRoot } from "react-dom/client";

const { searchParams } = new URL(location.href);
const client = new Pareta({
  baseURL: searchParams.get("server") ?? "",
  apiKey: () => "pareta_sk_test",
  streamIdleTimeout: Number(searchParams.get("idle") ?? 60_000),
});
const chats = Array.from({ length: Number(searchParams.get("chats") ?? 1) }, (_, index) => `chat-${index}`);
const onFinish = searchParams.has("throws")
  ? () => {
      throw new Error("the host's own");
    }
  : () => {};

function Chat({ name }: { name: string }) {
  // `chatId` is left out: the chat is the component's own, and stops with it.
  const { messages, status, waiting, sendMessage, stop } = useChatStream({
    model: "ep_general_chat_01",
    onFinish,
  });
  const answer = messages[1];
  return (
    <section data-status={status} data-waiting={waiting?.reason} data-answer={answer?.status}>
      <button onClick={() => void sendMessage(`Explain ${name}`)}>Send</button>
      <button onClick={stop}>Stop</button>
      <p>{typeof answer?.content === "string" ? answer.content.length : 0}</p>
    </section>
  );
}

function Run({ id }: { id: string }) {
  const { data } = useEvalRun(id, { pollInterval: 0.1 });
  return <output>{data?.status}</output>;
}

function Page() {
  const [isShown, setIsShown] = useState(true);
  const run = searchParams.get("run");
  return (
    <>
      <button onClick={() => setIsShown(false)}>Leave</button>
      {isShown && chats.map((name) => <Chat key={name} name={name} />)}
      {run && <Run id={run} />}
    </>
  );
}

createRoot(document.body).render(
  <StrictMode>
    <ParetaProvider client={client} queryClient={new QueryClient()}>
      <Page />
    </ParetaProvider>
  </StrictMode>,
);
