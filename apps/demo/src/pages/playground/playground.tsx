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
  "Explain when a small open model is good enough",
  "Compare batch and streaming inference for invoices",
  "Write a short reply to a customer whose parcel is late",
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
  const hasEndpoints = models.data?.length !== 0 || errorKind(endpoint.error) !== "not-found";

  function choose(id: string) {
    setChosen(id);
    writeSetting("endpoint", id);
  }

  return (
    <main id="main" className="playground" tabIndex={-1}>
      <h1 className="pareta-visually-hidden">Playground</h1>
      <EndpointPanel summary={chosen}>
        <EndpointField chosen={chosen} onChoose={choose} endpoint={endpoint} />
        <SettingsFields settings={settings} onChange={setSettings} recommended={recommended} />
        <UsageFigures messages={messageIds.length} usage={usage} cost={cost} />
      </EndpointPanel>
      {hasEndpoints || messageIds.length > 0 ? (
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
      ) : (
        <EmptyState
          className="conversation"
          headingLevel={2}
          title="No endpoints yet"
          description="Deploy a model for one of your tasks, and talk to it here as soon as it is live."
        />
      )}
    </main>
  );
}
