import type { MockPareta } from "@pareta/mock";
import { OfflineBar, paretaKeys, ParetaProvider } from "@pareta/react";
import { QueryClient } from "@tanstack/react-query";
import type { Pareta } from "pareta";
import { useRef, useState } from "react";
import { DemoCredit, topUpStep } from "./demo-credit.tsx";
import { type DemoScenario, type DemoSettings, scenarios, writeSetting } from "./demo-settings.ts";
import { Playground } from "./pages/playground/playground.tsx";
import { TopBar } from "./top-bar.tsx";

interface AppProps {
  client: Pareta;
  mock: MockPareta;
  settings: DemoSettings;
}

export function App({ client, mock, settings }: AppProps) {
  const [queryClient] = useState(() => new QueryClient());
  const [scenario, setScenario] = useState(settings.scenario);
  const [added, setAdded] = useState(0);
  const composer = useRef<HTMLTextAreaElement>(null);

  function topUp() {
    mock.topUp(topUpStep);
    setAdded(added + topUpStep);
  }

  function changeScenario(next: DemoScenario) {
    mock.setScenario(next);
    setScenario(next);
    writeSetting("scenario", next);
    void queryClient.invalidateQueries({ queryKey: paretaKeys().all });
  }

  return (
    <ParetaProvider client={client} queryClient={queryClient}>
      <a
        className="skip-link"
        href="#main"
        onClick={(event) => {
          // Without a conversation, the page's main part is what comes next.
          if (!composer.current) return;
          event.preventDefault();
          composer.current.focus();
        }}
      >
        Skip to the conversation
      </a>
      <TopBar scenario={scenario} onScenarioChange={changeScenario} />
      {settings.unknownScenario === null || scenario !== "happy" ? null : (
        <output className="demo-note">
          There is no scenario called “{settings.unknownScenario}”. This is “{scenarios.happy}”.
        </output>
      )}
      <OfflineBar />
      {scenario === "no-credit" ? <DemoCredit added={added} onTopUp={topUp} /> : null}
      <Playground firstEndpoint={settings.endpoint} composer={composer} onTopUp={topUp} />
    </ParetaProvider>
  );
}
