import type { MockPareta } from "@pareta/mock";
import { OfflineBar, paretaKeys, ParetaProvider, type PartialLabels } from "@pareta/react";
import { QueryClient } from "@tanstack/react-query";
import type { Pareta } from "pareta";
import { useState } from "react";
import { DemoCredit } from "./demo-credit.tsx";
import { type DemoScenario, type DemoSettings, writeSetting } from "./demo-settings.ts";
import { Playground } from "./pages/playground/playground.tsx";
import { TopBar } from "./top-bar.tsx";

interface AppProps {
  client: Pareta;
  mock: MockPareta;
  settings: DemoSettings;
}

const labels: PartialLabels = {
  chat: { billedNotice: "Demo: nothing is sent or charged." },
};

export function App({ client, mock, settings }: AppProps) {
  const [queryClient] = useState(() => new QueryClient());
  const [scenario, setScenario] = useState(settings.scenario);

  function changeScenario(next: DemoScenario) {
    mock.setScenario(next);
    setScenario(next);
    writeSetting("scenario", next);
    void queryClient.invalidateQueries({ queryKey: paretaKeys().all });
  }

  return (
    <ParetaProvider client={client} queryClient={queryClient} labels={labels}>
      <a className="skip-link" href="#main">
        Skip to the conversation
      </a>
      <TopBar scenario={scenario} onScenarioChange={changeScenario} />
      <OfflineBar />
      {scenario === "no-credit" ? <DemoCredit onTopUp={(microUsd) => mock.topUp(microUsd)} /> : null}
      <Playground firstEndpoint={settings.endpoint} />
    </ParetaProvider>
  );
}
