import {
  Chat,
  EmptyState,
  type ErrorKind,
  errorKind,
  ErrorState,
  useChatStream,
  useEndpoint,
  useModels,
} from "@pareta/react";
import type { UseQueryResult } from "@tanstack/react-query";
import { type RefObject, useState } from "react";
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

interface PlaygroundProps {
  firstEndpoint: string | null;
  /** The box, for the link past the navigation. */
  composer: RefObject<HTMLTextAreaElement | null>;
  onTopUp: () => void;
}

export function Playground({ firstEndpoint, composer, onTopUp }: PlaygroundProps) {
  const [chosen, setChosen] = useState(firstEndpoint ?? homeEndpoint);
  const [settings, setSettings] = useState(ownSettings);
  const models = useModels();
  const endpoint = useEndpoint(chosen);
  const recommended = endpoint.data?.recommendedSystemPrompt ?? null;
  const request = { model: chosen, ...requestOptions(settings, recommended) };
  const { messageIds, usage, error } = useChatStream({ chatId, ...request, subscribe: "ids" });
  const { cost, addAnswer } = useRunningCost(JSON.stringify(request));
  const view = usePlaygroundView(models, endpoint, messageIds.length > 0);
  const problem = pageProblem([models.error, endpoint.error], error);

  function choose(id: string) {
    setChosen(id);
    writeSetting("endpoint", id);
  }

  return (
    <main id="main" className="playground" tabIndex={-1}>
      <h1 className="pareta-visually-hidden">Playground</h1>
      {view === "unknown" ? <div className="conversation" aria-busy="true" /> : null}
      {view === "empty" ? (
        <EmptyState
          className="conversation"
          headingLevel={2}
          title="No endpoints yet"
          description="Deploy a model for one of your tasks, and talk to it here as soon as it is live."
        />
      ) : null}
      {view === "chat" ? (
        <div className="conversation">
          <h2 className="pareta-visually-hidden">Conversation</h2>
          {problem === null ? null : (
            <div className="page-problem">
              <ErrorState
                error={problem}
                density="compact"
                headingLevel={3}
                isPrimary={false}
                onRetry={() => void Promise.all([models.refetch(), endpoint.refetch()])}
              />
            </div>
          )}
          <Chat
            aria-label="Conversation"
            chatId={chatId}
            {...request}
            textComponent={AnswerText}
            starters={starters}
            notice="Demo: nothing is sent or charged."
            inputRef={composer}
            onTopUp={onTopUp}
            onFinish={addAnswer}
            onError={(_error, entry) => addAnswer(entry)}
          />
        </div>
      ) : null}
      <EndpointPanel summary={view === "chat" ? chosen : ""}>
        {view === "unknown" ? null : (
          <>
            <EndpointField
              chosen={view === "empty" ? null : chosen}
              onChoose={choose}
              endpoint={endpoint}
              isQuiet={isPageWide(models.error) || isPageWide(endpoint.error)}
            />
            {view === "empty" ? null : (
              <SettingsFields settings={settings} onChange={setSettings} recommended={recommended} />
            )}
            <UsageFigures messages={messageIds.length} usage={usage} cost={cost} />
          </>
        )}
      </EndpointPanel>
    </main>
  );
}

/** What the page is about, as soon as that is known; until then it shows nothing that it would have to take back. */
function usePlaygroundView(
  models: Pick<UseQueryResult<readonly unknown[]>, "data" | "isPending">,
  endpoint: Pick<UseQueryResult, "error" | "isPending">,
  hasMessages: boolean,
): "unknown" | "empty" | "chat" {
  const [isKnown, setIsKnown] = useState(false);
  const isMissing = errorKind(endpoint.error) === "not-found";
  const isDecided = hasMessages || (isMissing ? !models.isPending : !endpoint.isPending);
  if (isDecided && !isKnown) setIsKnown(true);
  if (!isDecided && !isKnown) return "unknown";
  // Neither the chosen one nor another, and nothing to read again.
  return models.data?.length === 0 && isMissing && !hasMessages ? "empty" : "chat";
}

const pageWide: ReadonlySet<ErrorKind> = new Set(["unauthenticated", "forbidden", "offline", "unreachable"]);

/** One cause that every read of the page meets: it is said once. */
function isPageWide(error: Error | null): boolean {
  return error !== null && pageWide.has(errorKind(error));
}

/** What stands over the page; `null` where the answer that failed by the same cause says it already. */
function pageProblem(reads: readonly (Error | null)[], answer: Error | null): Error | null {
  const problem = reads.find(isPageWide) ?? null;
  const isSaid = problem !== null && answer !== null && errorKind(answer) === errorKind(problem);
  return isSaid ? null : problem;
}
