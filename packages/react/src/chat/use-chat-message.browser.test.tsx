import { createMockPareta } from "@pareta/mock";
import { Pareta } from "pareta";
import { memo, startTransition, useState } from "react";
import { createRoot } from "react-dom/client";
import { expect, it, vi } from "vitest";
import { ParetaProvider } from "../provider/pareta-provider.tsx";
import { posts, question } from "../testing/open-test-chat.ts";
import { useChatMessage } from "./use-chat-message.ts";
import { useChatStream } from "./use-chat-stream.ts";

/** Milliseconds each of the next page's parts takes to render: together about a second. */
const partCost = 10;
const partCount = 100;

function spend(milliseconds: number): void {
  const start = performance.now();
  while (performance.now() - start < milliseconds);
}

function Part() {
  spend(partCost);
  return <i />;
}

const NextPage = memo(function NextPage() {
  return (
    <div id="next-page">
      {Array.from({ length: partCount }, (_, index) => (
        <Part key={index} />
      ))}
    </div>
  );
});

function Row({ chatId, messageId }: { chatId: string; messageId: string }) {
  const entry = useChatMessage(chatId, messageId);
  return <p data-state={entry?.status}>{entry && JSON.stringify(entry.content)}</p>;
}

function Page() {
  const chat = useChatStream({ model: "ep_general_chat_01", subscribe: "ids" });
  const [isNext, setIsNext] = useState(false);
  return (
    <>
      <button type="button" id="send" onClick={() => void chat.sendMessage(question)}>
        Send
      </button>
      <button type="button" id="navigate" onClick={() => startTransition(() => setIsNext(true))}>
        Next page
      </button>
      {chat.messageIds.map((id) => (
        <Row key={id} chatId={chat.chatId} messageId={id} />
      ))}
      {isNext ? <NextPage /> : null}
    </>
  );
}

// With `useSyncExternalStore` in the row each publish restarts the transition, and it commits after the answer's end.
it("R4 a stream does not hold up a navigation: the next page is there while the answer still grows", async () => {
  const mock = createMockPareta({ pace: { tokensPerSecond: 100 } });
  const container = document.body.appendChild(document.createElement("div"));
  const root = createRoot(container);
  root.render(
    <ParetaProvider client={new Pareta({ fetch: mock.fetch })}>
      <Page />
    </ParetaProvider>,
  );
  const press = (id: string) => container.querySelector<HTMLButtonElement>(id)?.click();
  await vi.waitFor(() => expect(container.querySelector("#send")).not.toBeNull());
  press("#send");
  await vi.waitFor(() => expect(container.querySelector('[data-state="streaming"]')).not.toBeNull());
  press("#navigate");
  await vi.waitFor(() => expect(container.querySelector("#next-page")).not.toBeNull(), {
    timeout: 20_000,
    interval: 5,
  });
  expect(container.querySelector('[data-state="streaming"]')).not.toBeNull();
  expect(posts(mock)).toHaveLength(1);
  root.unmount();
});
