"use client";

import { QueryClient, QueryClientContext, QueryClientProvider } from "@tanstack/react-query";
import type { Pareta } from "pareta";
import { type ReactNode, useContext, useEffect, useMemo, useRef, useState, version } from "react";
import { invalidArgument } from "../acts/invalid-argument.ts";
import { nearestLocale } from "../format/nearest-locale.ts";
import { type HistoryStore, localHistory } from "../history/history-store.ts";
import { LanguageContext } from "../labels/language-context.ts";
import type { PartialLabels } from "../labels/pareta-labels.ts";
import { useLatest } from "../page/use-latest.ts";
import { ParetaContext } from "./pareta-context.ts";
import { type FailureListener, openScope, type ParetaScope } from "./pareta-scope.ts";
import { listenToFailures } from "./listen-to-failures.ts";

export interface ParetaProviderProps {
  /** Build it once, outside of rendering. Another client for the same scope stops its chats and drops its data. */
  client: Pareta;
  /** Names the data: an organization, an environment. Scopes never share data. Default `"default"`. */
  scope?: string | undefined;
  /** Default: the nearest `QueryClientProvider`'s, else one of its own. */
  queryClient?: QueryClient | undefined;
  /** Called once for each failure that has settled, after its retries; never for an abort. */
  onError?: FailureListener | undefined;
  /** Streams open at the same time in this QueryClient; the rest wait as `queued`. At least 1, default 4: browsers allow six. */
  maxConcurrentStreams?: number | undefined;
  /** Keeps what `useRunHistory` and `useDeploy` remember. Default: this browser's localStorage. */
  history?: HistoryStore | undefined;
  /**
   * How the components write numbers and times, BCP 47, such as `navigator.language`. What `Intl` does not know is read as
   * the nearest tag that it does: `en_US` as `en-US`. Default `"en"`.
   */
  locale?: string | undefined;
  /** Words of the components in place of the English ones. Keep the object itself stable. */
  labels?: PartialLabels | undefined;
  /** The hooks and components in it find all of this. */
  children?: ReactNode | undefined;
}

const noLabels: PartialLabels = {};
const needsReact19 = `@pareta/react needs React 19 or newer. This page has React ${version}.`;
const inlineClient =
  "ParetaProvider: `client` was another Pareta on three renders, which stops chats and drops data. Build it once.";

/**
 * Gives the hooks below it a client, a scope and a QueryClient: the nearest `QueryClientProvider`'s, or one of its own.
 *
 * @example
 * ```tsx
 * import { ParetaProvider, useModels } from "@pareta/react";
 * import { Pareta } from "pareta";
 *
 * // A proxy of your own holds the key.
 * const client = new Pareta({ baseURL: "/api/pareta" });
 *
 * function ModelCount() {
 *   return <p>{`${useModels().data?.length ?? "…"} models`}</p>;
 * }
 *
 * export function App() {
 *   return (
 *     <ParetaProvider client={client} scope="acme" onError={(error) => console.warn(error.message)}>
 *       <ModelCount />
 *     </ParetaProvider>
 *   );
 * }
 * ```
 */
export function ParetaProvider(props: ParetaProviderProps): ReactNode {
  if (Number.parseInt(version) >= 19) return <Provider {...props} />;
  console.error(needsReact19);
  return <p role="alert">{needsReact19}</p>;
}

function Provider(props: ParetaProviderProps): ReactNode {
  const { client, scope: name = "default", onError, children } = props;
  const { labels = noLabels } = props;
  if (!client)
    throw invalidArgument("client", "ParetaProvider needs a `client`: a Pareta that is built once.");
  const maxConcurrentStreams = Math.max(1, props.maxConcurrentStreams ?? 4);
  const nearest = useContext(QueryClientContext);
  const [own] = useState(() => new QueryClient());
  const queryClient = props.queryClient ?? nearest ?? own;
  const scope = useScope(openScope(queryClient, name, client));
  const latestOnError = useLatest(onError);
  useEffect(
    () => listenToFailures(scope, (error, failed) => latestOnError.current?.(error, failed)),
    [scope, latestOnError],
  );
  const history = useMemo(() => props.history ?? localHistory(name), [props.history, name]);
  const value = useMemo(
    () => ({ scope, maxConcurrentStreams, history }),
    [scope, maxConcurrentStreams, history],
  );
  const locale = nearestLocale(props.locale);
  const language = useMemo(() => ({ locale, labels }), [locale, labels]);
  const provider = (
    <ParetaContext value={value}>
      <LanguageContext value={language}>{children}</LanguageContext>
    </ParetaContext>
  );
  if (queryClient === nearest) return provider;
  return <QueryClientProvider client={queryClient}>{provider}</QueryClientProvider>;
}

/** A new client under the same name is taken over only after the old one's streams and data are gone. */
function useScope(wanted: ParetaScope): ParetaScope {
  const [current, setCurrent] = useState(wanted);
  const swaps = useRef(0);
  const isSwap =
    current !== wanted && current.name === wanted.name && current.queryClient === wanted.queryClient;
  if (current !== wanted && !isSwap) setCurrent(wanted);
  // After the effects of the tree below: a read that still has the old client's options would fetch with them again.
  useEffect(() => {
    if (!isSwap) return;
    current.close();
    if (++swaps.current === 3) console.warn(inlineClient);
    // oxlint-disable-next-line react/set-state-in-effect -- the tree below must not see the new client before the old one's data is gone
    setCurrent(wanted);
  }, [current, wanted, isSwap]);
  return isSwap ? current : wanted;
}
