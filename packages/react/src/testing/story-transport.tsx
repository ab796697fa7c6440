import { createMockPareta, type MockPareta, type MockParetaOptions } from "@pareta/mock";
import { ParetaProvider } from "../provider/pareta-provider.tsx";
import type { Decorator, Loader } from "@storybook/react-vite";
import { QueryClient } from "@tanstack/react-query";
import { Pareta } from "pareta";

/** What a story finds under `loaded.pareta`: its own backend, and the client that speaks to it. */
export interface StoryPareta {
  readonly mock: MockPareta;
  readonly client: Pareta;
  readonly queryClient: QueryClient;
}

/** A backend for each story, from `parameters.pareta`: stories on one page cannot meet. */
export const paretaLoader: Loader = ({ parameters }) => {
  const options: MockParetaOptions = parameters["pareta"] ?? {};
  const mock = createMockPareta({ pace: "human", ...options });
  const pareta: StoryPareta = {
    mock,
    client: new Pareta({ fetch: mock.fetch }),
    queryClient: new QueryClient(),
  };
  return { pareta };
};

export const withPareta: Decorator = (Story, { loaded }) => {
  // The loader above made it: Storybook types what loaders give as a record of anything.
  const { client, queryClient } = loaded["pareta"] as StoryPareta;
  return (
    <ParetaProvider client={client} queryClient={queryClient}>
      <Story />
    </ParetaProvider>
  );
};
