"use client";

import {
  type ComponentProps,
  type ComponentType,
  type ReactNode,
  useCallback,
  useRef,
  useState,
} from "react";
import { formatCount } from "../../format/format-count.ts";
import { type ChatLabels, chatLabels } from "../../labels/chat-labels.ts";
import type { SomeLabels } from "../../labels/some-labels.ts";
import { frameLabels } from "../../labels/frame-labels.ts";
import { useLabels, useLocale } from "../../labels/language-context.ts";
import { useOnline } from "../../ui/use-online.ts";
import { classNames } from "../../ui/class-names.ts";
import type { ChatParams } from "../answer-request.ts";
import { ChatComposer } from "./chat-composer.tsx";
import { ComparePane, type PaneActs } from "./compare-pane.tsx";
import { type ChatTextProps, PlainText } from "./plain-text.tsx";
import { useDraft } from "./use-draft.ts";

export interface CompareChatProps extends Omit<ComponentProps<"section">, "children"> {
  /** Two or three endpoints; each answers on its own, and fails on its own. */
  endpoints: readonly string[];
  /** Sent first to each of them, and not shown. Default: the recommended prompt of each endpoint. */
  system?: string | undefined;
  /** OpenAI fields in snake_case, sent to each of them as they are. */
  params?: ChatParams | undefined;
  /** Shows the text of answers: `Markdown` of `@pareta/react/markdown`. Default: as plain text. */
  textComponent?: ComponentType<ChatTextProps> | undefined;
  /** Where credit is topped up; opens in a new tab. Default: no link. */
  topUpHref?: string | undefined;
  /** How high rows and controls are. Default: as around it, `"comfortable"` where nothing says so. */
  density?: "comfortable" | "compact" | undefined;
  /** Words in place of the provider's `labels`, one by one. Default: those, then English. */
  labels?: SomeLabels<ChatLabels> | undefined;
}

/**
 * The same question to several endpoints, side by side. Metered: Send is one request for each of them.
 *
 * @example
 * ```tsx
 * import { CompareChat } from "@pareta/react";
 *
 * export function Compare() {
 *   return <CompareChat endpoints={["ep_general_chat_01", "ep_contract_kie_01"]} />;
 * }
 * ```
 */
export function CompareChat(props: CompareChatProps): ReactNode {
  const { endpoints: given, system, params, textComponent = PlainText, topUpHref, ...others } = props;
  const { density, labels: ownLabels, className, ...rest } = others;
  const labels = useLabels("chat", chatLabels, ownLabels);
  const { offline } = useLabels("frame", frameLabels);
  const locale = useLocale();
  const isOnline = useOnline();
  const input = useRef<HTMLTextAreaElement>(null);
  const panes = useRef(new Map<string, PaneActs>());
  const endpoints = [...new Set(given)];
  const { draft, setDraft, clear, restore } = useDraft();
  const failed = useRef(new Set<string>());
  const [busy, setBusy] = useState<ReadonlySet<string>>(new Set());

  const connect = useCallback((endpoint: string, acts: PaneActs) => {
    panes.current.set(endpoint, acts);
    return () => {
      panes.current.delete(endpoint);
    };
  }, []);
  const onBusyChange = useCallback((endpoint: string, isBusy: boolean) => {
    setBusy((current) => {
      if (current.has(endpoint) === isBusy) return current;
      const next = new Set(current);
      if (isBusy) next.add(endpoint);
      else next.delete(endpoint);
      return next;
    });
  }, []);

  /** Nobody took it: the text goes back into the box. */
  const onFailed = useCallback(
    (endpoint: string, text: string) => {
      failed.current.add(endpoint);
      if (failed.current.size === panes.current.size) restore(text);
    },
    [restore],
  );

  function send(text: string) {
    if (panes.current.size === 0) return;
    failed.current.clear();
    clear(text);
    for (const { send: sendTo } of panes.current.values()) sendTo(text);
  }

  return (
    <section
      aria-label={labels.compare}
      data-slot="compare-chat"
      data-state={busy.size > 0 ? "busy" : "idle"}
      data-pareta-density={density}
      className={classNames("pareta-base pareta-compare-chat", className)}
      {...rest}
    >
      <div className="pareta-compare-panes">
        {endpoints.map((endpoint) => (
          <ComparePane
            key={endpoint}
            endpoint={endpoint}
            system={system}
            params={params}
            textComponent={textComponent}
            topUpHref={topUpHref}
            labels={labels}
            input={input}
            connect={connect}
            onBusyChange={onBusyChange}
            onFailed={onFailed}
          />
        ))}
      </div>
      <div className="pareta-chat-dock">
        <ChatComposer
          inputRef={input}
          draft={draft}
          onDraftChange={setDraft}
          onSend={send}
          onStop={() => {
            for (const { stop } of panes.current.values()) stop();
          }}
          isBusy={busy.size > 0}
          notice={
            isOnline
              ? labels.compareNotice(endpoints.length, formatCount(endpoints.length, { locale }))
              : offline
          }
          labels={labels}
        />
      </div>
    </section>
  );
}
