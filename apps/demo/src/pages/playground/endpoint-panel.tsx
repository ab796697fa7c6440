import type { UseQueryResult } from "@tanstack/react-query";
import type { ModelList, Usage } from "pareta";

interface EndpointPanelProps {
  models: UseQueryResult<ModelList>;
  chosen: string;
  onChoose: (endpoint: string) => void;
  usage: Usage | null;
  messages: number;
}

/** What answers, and what this conversation has used so far. */
export function EndpointPanel({ models, chosen, onChoose, usage, messages }: EndpointPanelProps) {
  const live = models.data?.map((model) => model.id) ?? [];
  const isLive = live.includes(chosen);
  const state = models.isPending ? "loading" : models.isError ? "unknown" : isLive ? "live" : "not-live";
  return (
    <aside className="panel" aria-label="Set-up and usage">
      <label className="field">
        <span className="field-label">Endpoint</span>
        <select value={chosen} onChange={({ target }) => onChoose(target.value)} data-state={state}>
          {isLive ? null : <option value={chosen}>{chosen}</option>}
          {live.map((id) => (
            <option key={id} value={id}>
              {id}
            </option>
          ))}
        </select>
      </label>
      <EndpointState state={state} onReload={() => void models.refetch()} />
      <dl className="figures">
        <div>
          <dt>Messages</dt>
          <dd>{messages}</dd>
        </div>
        <div>
          <dt>Tokens in</dt>
          <dd>{usage?.promptTokens?.toLocaleString("en") ?? "–"}</dd>
        </div>
        <div>
          <dt>Tokens out</dt>
          <dd>{usage?.completionTokens?.toLocaleString("en") ?? "–"}</dd>
        </div>
      </dl>
      <p className="note">
        Every answer is a real request to Pareta and is billed as one. On demo data nothing leaves this page
        and no money moves.
      </p>
    </aside>
  );
}

const stateWords = {
  loading: "Looking for live endpoints…",
  live: "Live",
  "not-live": "Not live right now",
  unknown: "Couldn’t load the list of endpoints.",
} as const;

function EndpointState({ state, onReload }: { state: keyof typeof stateWords; onReload: () => void }) {
  return (
    <p className="endpoint-state" data-state={state}>
      <span className="endpoint-dot" aria-hidden="true" />
      {stateWords[state]}
      {state === "unknown" ? (
        <button type="button" className="link-button" onClick={onReload}>
          Try again
        </button>
      ) : null}
    </p>
  );
}
