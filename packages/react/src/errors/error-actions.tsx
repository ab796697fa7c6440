"use client";

import { type ReactNode, useEffect, useState } from "react";
import type { ErrorLabels } from "../labels/error-labels.ts";
import { Announcement } from "../ui/announcement.tsx";
import { Button } from "../ui/button.tsx";
import { CopyButton } from "../ui/copy-button.tsx";
import { Icon } from "../ui/icon.tsx";
import type { ErrorKind } from "./error-kind.ts";

/** What the person can do about it. Nothing happens without a press. */
export interface ErrorHandlers {
  /** "Try again", where the same again can help: not for `invalid` or `forbidden`, for example. */
  onRetry?: (() => void) | undefined;
  /** "Start endpoint", for `stopped`. */
  onStart?: (() => void) | undefined;
  /** "Reload", for `conflict`. */
  onReload?: (() => void) | undefined;
  /** "Change key", for `unauthenticated`. */
  onChangeKey?: (() => void) | undefined;
  /** "Cancel" of what waits: `cold`, and the countdown of `rate-limited`. */
  onCancel?: (() => void) | undefined;
  /** Where credit is bought, for `no-credit`: "Top up" opens it in a new tab. */
  topUpHref?: string | undefined;
  /** "Top up" of a page that sells credit itself, in place of `topUpHref`. */
  onTopUp?: (() => void) | undefined;
}

type Act = "top-up" | "retry" | "cancel" | "start" | "change-key" | "reload" | "copy-request-id";

const acts: Readonly<Record<ErrorKind, readonly Act[]>> = {
  "no-credit": ["top-up", "retry"],
  cold: ["cancel"],
  stopped: ["start"],
  provider: ["retry", "copy-request-id"],
  "rate-limited": ["retry", "cancel"],
  unauthenticated: ["change-key"],
  forbidden: [],
  "not-found": [],
  conflict: ["reload"],
  invalid: [],
  offline: ["retry"],
  interrupted: ["retry"],
  unreachable: ["retry", "copy-request-id"],
  server: ["retry", "copy-request-id"],
  slow: ["retry"],
  failed: ["retry"],
  unexpected: ["retry"],
};

/** Whether "Try again" is among the kind's own buttons: where the same again can help. */
export function canRetry(kind: ErrorKind): boolean {
  return acts[kind].includes("retry");
}

export interface ErrorActionsProps extends ErrorHandlers {
  kind: ErrorKind;
  requestId: string | null;
  isPrimary: boolean | undefined;
  words: ErrorLabels;
  children?: ReactNode | undefined;
}

export function ErrorActions(props: ErrorActionsProps): ReactNode {
  const { kind, requestId, isPrimary, words, children } = props;
  const { hasReturned, leave, comeBack } = useReturn();
  const first = firstAct(props, hasReturned);
  const leadsOut = first === "top-up" || first === "start" || hasReturned;
  const variantOf = (name: Act) => (name === first && (isPrimary ?? leadsOut) ? "primary" : "plain");
  const act = (name: Act, word: string, onClick: (() => void) | undefined) =>
    onClick && (
      <Button key={name} variant={variantOf(name)} onClick={() => onClick()}>
        {word}
      </Button>
    );
  const { onTopUp } = props;
  const buttons: Record<Act, ReactNode> = {
    "top-up": onTopUp
      ? act("top-up", words.topUp, () => {
          onTopUp();
          comeBack();
        })
      : props.topUpHref && (
          <TopUpLink
            key="top-up"
            href={props.topUpHref}
            variant={variantOf("top-up")}
            words={words}
            onClick={leave}
          />
        ),
    retry: act("retry", words.tryAgain, props.onRetry),
    cancel: act("cancel", words.cancel, props.onCancel),
    start: act("start", words.startEndpoint, props.onStart),
    "change-key": act("change-key", words.changeKey, props.onChangeKey),
    reload: act("reload", words.reload, props.onReload),
    "copy-request-id": requestId !== null && (
      <CopyButton key="copy-request-id" value={requestId}>
        {words.copyRequestId}
      </CopyButton>
    ),
  };
  const shown = acts[kind].map((name) => buttons[name]).filter(Boolean);
  if (shown.length === 0 && children == null) return null;
  return (
    <div className="pareta-error-actions" data-slot="error-actions">
      {shown}
      {children}
      {kind === "stopped" && props.onStart && <p className="pareta-error-note">{words.startBilling}</p>}
      {kind === "no-credit" && props.onRetry && (
        <Announcement>{hasReturned ? words.toppedUp : ""}</Announcement>
      )}
    </div>
  );
}

/** What stands to be done first; once credit may be there, that is the request itself. */
function firstAct(props: ErrorActionsProps, hasReturned: boolean): Act | undefined {
  const { kind, topUpHref, onTopUp, onRetry, onStart, onChangeKey, onReload } = props;
  if (kind === "no-credit" && hasReturned && onRetry) return "retry";
  const handlers: Partial<Record<Act, unknown>> = {
    "top-up": onTopUp ?? topUpHref,
    retry: onRetry,
    start: onStart,
    "change-key": onChangeKey,
    reload: onReload,
  };
  return acts[kind].find((name) => handlers[name]);
}

interface TopUpLinkProps {
  href: string;
  variant: "plain" | "primary";
  words: ErrorLabels;
  onClick: () => void;
}

function TopUpLink({ href, variant, words, onClick }: TopUpLinkProps) {
  return (
    <a
      className="pareta-button"
      data-slot="button"
      data-variant={variant}
      href={href}
      target="_blank"
      rel="noopener noreferrer"
      onClick={onClick}
    >
      {words.topUp} <span className="pareta-visually-hidden">{`(${words.opensInNewTab})`}</span>
      <Icon name="external" />
    </a>
  );
}

/** Whether the person left for another tab and is back. */
function useReturn() {
  const [place, setPlace] = useState<"here" | "away" | "back">("here");
  useEffect(() => {
    if (place !== "away") return undefined;
    const back = () => setPlace("back");
    window.addEventListener("focus", back);
    return () => window.removeEventListener("focus", back);
  }, [place]);
  return { hasReturned: place === "back", leave: () => setPlace("away"), comeBack: () => setPlace("back") };
}
