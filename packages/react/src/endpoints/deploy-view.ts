import { callSafely, type ParetaScope, reportFailure } from "../provider/pareta-scope.ts";
import { paretaKeys } from "../queries/pareta-keys.ts";
import { type DeployState, idleDeploy, withEnd } from "./deploy-state.ts";

/** The state of one deploy, in React Query's cache under its id, and whoever listens to it. */
export interface DeployView {
  readonly queryKey: readonly string[];
  /** Called with each new state. */
  readonly listeners: Set<(state: DeployState) => void>;
  state(): DeployState;
  show(next: DeployState): void;
  change(part: Partial<DeployState>): void;
  /** What the feed told is over. */
  end(part: Partial<DeployState>): void;
  /** The end without an endpoint, which the provider's `onError` hears of too. */
  fail(part: Partial<DeployState> & { readonly error: Error }, act: "deploy" | "cancel"): void;
}

export function createDeployView(scope: ParetaScope, id: string): DeployView {
  const { queryClient } = scope;
  const queryKey = [...paretaKeys(scope.name).deploys, id];
  const listeners: DeployView["listeners"] = new Set();
  const state = (): DeployState => queryClient.getQueryData(queryKey) ?? idleDeploy;
  const show = (next: DeployState) => {
    queryClient.setQueryData(queryKey, next);
    for (const listener of listeners) callSafely(() => listener(next));
  };
  const end = (part: Partial<DeployState>) => show(withEnd(state(), part, Date.now()));
  return {
    queryKey,
    listeners,
    state,
    show,
    change: (part) => show({ ...state(), ...part }),
    end,
    fail(part, act) {
      end(part);
      reportFailure(scope, part.error, { noun: "endpoints", act });
    },
  };
}
