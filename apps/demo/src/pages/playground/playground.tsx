import { Chat, EmptyState, errorKind, useChatStream, useEndpoint, useModels } from "@pareta/react";
import { useState } from "react";
import { writeSetting } from "../../demo-settings.ts";
import { ownSettings, requestOptions } from "./answer-settings.ts";
import { AnswerText } from "./answer-text.tsx";
import { EndpointField } from "./endpoint-field.tsx";
import { EndpointPanel } from "./endpoint-panel.tsx";
import { SettingsFields } from "./settings-fields.tsx";
import { UsageFigures } from "./usage-figures.tsx";
import { useRunningCost } from "./use-running-cost.ts";

/** Where the playground opens: also while it sleeps and no list shows it. */
const homeEndpoint = "ep_general_chat_01";

const chatId = "playground";

const starters = [
  "When is a small open model enough?",
  "Compare batch and streaming inference",
  "Answer a customer whose parcel is late",
];

export function Playground({ firstEndpoint }: { firstEndpoint: string | null }) {
  const [chosen, setChosen] = useState(firstEndpoint ?? homeEndpoint);
  const [settings, setSettings] = useState(ownSettings);
  const models = useModels();
  const endpoint = useEndpoint(chosen);
  const recommended = endpoint.data?.recommendedSystemPrompt ?? null;
  const request = { model: chosen, ...requestOptions(settings, recommended) };
  const { messageIds, usage } = useChatStream({ chatId, ...request, subscribe: "ids" });
  const { cost, addAnswer } = useRunningCost(JSON.stringify(request));
  // Neither the chosen one nor another, and nothing to read again.
  const isEmpty =
    models.data?.length === 0 && errorKind(endpoint.error) === "not-found" && messageIds.length === 0;

  function choose(id: string) {
    setChosen(id);
    writeSetting("endpoint", id);
  }

  return (
    <main id="main" className="playground" tabIndex={-1}>
      <h1 className="pareta-visually-hidden">Playground</h1>
      <EndpointPanel summary={isEmpty ? "" : chosen}>
        <EndpointField chosen={isEmpty ? null : chosen} onChoose={choose} endpoint={endpoint} />
        {isEmpty ? null : (
          <SettingsFields settings={settings} onChange={setSettings} recommended={recommended} />
        )}
        <UsageFigures messages={messageIds.length} usage={usage} cost={cost} />
      </EndpointPanel>
      {isEmpty ? (
        <EmptyState
          className="conversation"
          headingLevel={2}
          title="No endpoints yet"
          description="Deploy a model for one of your tasks, and talk to it here as soon as it is live."
        />
      ) : (
        <>
          <h2 className="pareta-visually-hidden">Conversation</h2>
          <Chat
            className="conversation"
            aria-label="Conversation"
            chatId={chatId}
            {...request}
            textComponent={AnswerText}
            starters={starters}
            onFinish={addAnswer}
            onError={(_error, entry) => addAnswer(entry)}
          />
        </>
      )}
    </main>
  );
}
