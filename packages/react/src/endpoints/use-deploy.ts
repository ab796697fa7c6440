"use client";

import { skipToken, useQuery } from "@tanstack/react-query";
import type { Endpoint } from "pareta";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { randomId } from "../acts/random-id.ts";
import { useLatest } from "../page/use-latest.ts";
import { usePareta } from "../provider/pareta-context.ts";
import { paretaKeys } from "../queries/pareta-keys.ts";
import type { DeployVariables } from "./deploy-attempt.ts";
import { openDeploy } from "./deploy-follower.ts";
import { type DeployState, idleDeploy } from "./deploy-state.ts";

export interface UseDeployOptions {
  /**
   * Hooks with the same id show the same deploy, also after a reload. Make it yourself (`crypto.randomUUID()`), so that a
   * page can be `/deploy/:deployId` before any endpoint exists. Default: the component's own.
   */
  id?: string | undefined;
  /** Whenever something changed. */
  onProgress?: ((state: DeployState) => void) | undefined;
  onComplete?: ((endpoint: Endpoint) => void) | undefined;
  /** It failed, or nobody can tell what became of it (`error.outcome` is `unknown` then). */
  onError?: ((error: Error) => void) | undefined;
}

export interface UseDeployResult extends DeployState {
  /** Starts it; what becomes of it is in the result. */
  deploy: (params: DeployVariables) => void;
  /** Starts it; resolves with the live endpoint. */
  deployAsync: (params: DeployVariables) => Promise<Endpoint>;
  /**
   * Stops following, and deletes the endpoint if it is this deploy's beyond doubt: it was not there before, and no other
   * deploy started here may have made it. `idle` then; else `unknown`, with the endpoints that may be it in
   * `candidates`. Does nothing once the deploy has ended. Never rejects.
   */
  cancel: () => Promise<void>;
  /** Forgets what was shown. A deploy that is under way goes on and stays. */
  reset: () => void;
}

/**
 * Deploys a model and follows it (contract 3.3). Only `deploy` and `deployAsync` send anything; one press is one deploy.
 * It lives outside of the component: it goes on without its page, and a lost feed or a reload lead to `checking`, which
 * watches the list of endpoints and never posts a second time.
 *
 * @example
 * ```tsx
 * import { useDeploy } from "@pareta/react";
 *
 * export function Deploy({ task }: { task: string }) {
 *   const { deploy, status, stages, endpoint, error } = useDeploy();
 *   return (
 *     <>
 *       <button onClick={() => deploy({ task })} disabled={status !== "idle" && status !== "failed"}>
 *         Deploy
 *       </button>
 *       <p>{status === "live" ? `${endpoint?.id} is live` : (error?.message ?? status)}</p>
 *       {stages.map((stage) => (
 *         <progress key={stage.name} title={stage.label} max={100} value={stage.pct ?? undefined} />
 *       ))}
 *     </>
 *   );
 * }
 *
 * export const example = <Deploy task="invoice-extraction" />;
 * ```
 */
export function useDeploy(options: UseDeployOptions = {}): UseDeployResult {
  const { scope, history, maxConcurrentStreams } = usePareta();
  const { id: givenId } = options;
  // Made in an effect or by a press: rendering knows no chance.
  const ownId = useRef<string>(undefined);
  const [shownId, setShownId] = useState<string>();
  const latest = useLatest({ options, maxConcurrentStreams });
  const { data = idleDeploy } = useQuery<DeployState>(
    {
      queryKey: [...paretaKeys(scope.name).deploys, givenId ?? shownId ?? null],
      queryFn: skipToken,
      gcTime: Infinity,
    },
    scope.queryClient,
  );

  // Not while rendering: a follower stays for good, and not every render comes to the page.
  const open = useCallback(
    () => openDeploy(scope, history, givenId ?? (ownId.current ??= randomId("deploy"))),
    [scope, history, givenId],
  );

  useEffect(() => {
    const follower = open();
    // oxlint-disable-next-line react/set-state-in-effect -- an id that is made by chance cannot be known to a render before
    setShownId(ownId.current);
    const listener = (state: DeployState) => {
      const { onProgress, onComplete, onError } = latest.current.options;
      onProgress?.(state);
      if (state.status === "live" && state.endpoint) onComplete?.(state.endpoint);
      if (state.error) onError?.(state.error);
    };
    follower.listeners.add(listener);
    void follower.resume();
    return () => void follower.listeners.delete(listener);
  }, [open, latest]);

  const acts = useMemo(() => {
    const deployAsync = (params: DeployVariables) =>
      open().deploy(params, latest.current.maxConcurrentStreams);
    return {
      deployAsync,
      deploy: (params: DeployVariables) => void deployAsync(params).catch(() => {}),
      cancel: () => open().cancel(),
      reset: () => open().reset(),
    };
  }, [open, latest]);
  return { ...data, ...acts };
}
