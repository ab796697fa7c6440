import { createMockPareta, type MockPareta, type MockParetaOptions, type Scenario } from "@pareta/mock";
import type { HistoryStore } from "../history/history-store.ts";
import { memoryHistory } from "./memory-history.ts";
import { ParetaProvider } from "../provider/pareta-provider.tsx";
import type { Decorator, Loader } from "@storybook/react-vite";
import { QueryClient } from "@tanstack/react-query";
import { Pareta } from "pareta";
import { createContext, useContext } from "react";

/** What a story finds under `loaded.pareta`: its own backend, and the client that speaks to it. */
export interface StoryPareta {
  readonly mock: MockPareta;
  readonly client: Pareta;
  readonly queryClient: QueryClient;
  readonly history: HistoryStore;
}

declare global {
  interface Window {
    /** Of the story that was loaded last, for tools that look at a story from outside. */
    paretaStory?: StoryPareta;
  }
}

/** `parameters.pareta`: the story's own backend, or `false` for a story without provider and backend. */
export type StoryBackend = MockParetaOptions | false;

/**
 * A story loads again whenever an arg or the toolbar changes. Its signal stays the same until it is mounted anew, so
 * that is how long a backend lasts: a stream goes on when the theme changes.
 */
const backends = new WeakMap<AbortSignal, Map<string, StoryPareta>>();

/** A backend for each story, from `parameters.pareta`: stories on one page cannot meet. */
export const paretaLoader: Loader = ({ abortSignal, globals, parameters }) => {
  const own: StoryBackend = parameters["pareta"] ?? {};
  if (own === false) return {};
  const scenario = chosenScenario(globals);
  const options = { pace: "human", ...own, ...(scenario === undefined ? {} : { scenario }) } as const;
  const ofStory = backends.get(abortSignal) ?? new Map<string, StoryPareta>();
  backends.set(abortSignal, ofStory);
  const name = scenario ?? "its own";
  const pareta = ofStory.get(name) ?? openBackend(options);
  ofStory.set(name, pareta);
  window.paretaStory = pareta;
  return { pareta };
};

function openBackend(options: MockParetaOptions): StoryPareta {
  const mock = createMockPareta(options);
  return {
    mock,
    client: new Pareta({ fetch: mock.fetch }),
    queryClient: new QueryClient(),
    history: memoryHistory(),
  };
}

/** What the toolbar says; a story's own scenario holds as long as nothing was chosen there. */
function chosenScenario(globals: Readonly<Record<string, unknown>>): Scenario | undefined {
  const { scenario } = globals;
  // The toolbar's items are the mock's scenarios and the empty string.
  return scenario === "" ? undefined : (scenario as Scenario | undefined);
}

export const withPareta: Decorator = (Story, { loaded, globals, parameters }) => {
  if (parameters["pareta"] === false) return <Story />;
  // The loader above made it: Storybook types what loaders give as a record of anything.
  const pareta = loaded["pareta"] as StoryPareta;
  const { client, queryClient, history } = pareta;
  const locale: string = globals["locale"] ?? "en";
  return (
    // Another scenario is another world: what was mounted in the last one knows ids that are not in this one.
    <ParetaProvider
      key={chosenScenario(globals)}
      client={client}
      queryClient={queryClient}
      history={history}
      locale={locale}
    >
      <StoryParetaContext value={pareta}>
        <Story />
      </StoryParetaContext>
    </ParetaProvider>
  );
};

const StoryParetaContext = createContext<StoryPareta | null>(null);

/** For a story that shows what its own backend has done. */
export function useStoryPareta(): StoryPareta {
  const pareta = useContext(StoryParetaContext);
  if (pareta === null) throw new Error("This story has no backend.");
  return pareta;
}
