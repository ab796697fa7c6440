import { type ChatEntry, useChatStream, useModels } from "@pareta/react";
import { useState } from "react";
import { writeSetting } from "../../demo-settings.ts";
import { Announcer } from "./announcer.tsx";
import { announcementOf } from "./answer-facts.ts";
import { Composer } from "./composer.tsx";
import { EndpointPanel } from "./endpoint-panel.tsx";
import { homeEndpoint } from "./home-endpoint.ts";
import { waitingWords } from "./waiting-words.ts";
import { Transcript } from "./transcript.tsx";

interface PlaygroundProps {
  firstEndpoint: string | null;
  onTopUp: () => void;
}

export function Playground({ firstEndpoint, onTopUp }: PlaygroundProps) {
  const models = useModels();
  const [chosen, setChosen] = useState(firstEndpoint ?? homeEndpoint);
  const [draft, setDraft] = useState("");
  const [announcement, setAnnouncement] = useState("");
  const chat = useChatStream({
    model: chosen,
    subscribe: "ids",
    onFinish: (entry) => setAnnouncement(announcementOf(entry)),
    onError: (_error, entry) => keepDraft(entry),
  });
  const wait = chat.waiting && waitingWords(chat.waiting, chosen, chat.waiting.since);
  const isBusy = chat.status === "submitted" || chat.status === "streaming";

  /** What could not be sent goes back where it was written, unless something new stands there. */
  function keepDraft(entry: ChatEntry) {
    if (entry.status === "failed") setDraft((current) => (current === "" ? lastSent : current));
  }

  const [lastSent, setLastSent] = useState("");

  function send(text: string) {
    setLastSent(text);
    setDraft("");
    setAnnouncement("");
    void chat.sendMessage(text);
  }

  function tryAgain(messageId: string) {
    setDraft((current) => (current === lastSent ? "" : current));
    void chat.retry(messageId);
  }

  function choose(endpoint: string) {
    setChosen(endpoint);
    writeSetting("endpoint", endpoint);
  }

  return (
    <main id="main" className="playground" tabIndex={-1}>
      <h1 className="visually-hidden">Playground</h1>
      <EndpointPanel
        models={models}
        chosen={chosen}
        onChoose={choose}
        usage={chat.usage}
        messages={chat.messageIds.length}
      />
      <section className="conversation" aria-label="Conversation">
        <Transcript
          chatId={chat.chatId}
          messageIds={chat.messageIds}
          endpoint={chosen}
          status={chat.status}
          waiting={chat.waiting}
          onStarter={setDraft}
          onRetry={tryAgain}
          onRegenerate={(messageId) => void chat.regenerate(messageId)}
          onBranch={chat.selectBranch}
          onCancel={chat.stop}
          onTopUp={onTopUp}
        />
        <Composer draft={draft} onDraftChange={setDraft} isBusy={isBusy} onSend={send} onStop={chat.stop} />
      </section>
      <Announcer text={wait ? `${wait.title}. ${wait.body}` : announcement} />
    </main>
  );
}
