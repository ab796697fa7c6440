"use client";

import type { ParetaError } from "pareta";
import type { ReactNode } from "react";
import { EndpointStoppedError } from "../../errors/endpoint-stopped-error.ts";
import { ErrorState } from "../../errors/error-state.tsx";
import type { ChatLabels } from "../../labels/chat-labels.ts";
import { Button } from "../../ui/button.tsx";
import type { ChatEntry } from "../chat-entry.ts";
import type { RowActs } from "./chat-row.tsx";

interface ChatFailureProps {
  entry: ChatEntry;
  error: ParetaError;
  model: string;
  topUpHref: string | undefined;
  labels: ChatLabels;
  acts: RowActs;
}

/** Stands where the answer failed, and stays until something is done about it. */
export function ChatFailure({ entry, error, model, topUpHref, labels, acts }: ChatFailureProps): ReactNode {
  const tokens = entry.usage?.completionTokens ?? null;
  const isIncomplete = entry.status === "incomplete";
  const retry = () => acts.retry(entry.id);
  return (
    <ErrorState
      error={error}
      subject={model}
      metered={!isIncomplete}
      occurredAt={entry.createdAt}
      {...(topUpHref === undefined ? {} : { topUpHref })}
      {...(error instanceof EndpointStoppedError ? { onStart: () => acts.start(error.endpointId) } : {})}
      {...(isIncomplete ? { body: labels.incompleteBody } : {})}
      {...(isIncomplete && tokens !== null ? { title: labels.lostAfter(tokens) } : {})}
      onRetry={retry}
      actions={
        isIncomplete ? (
          <Button title={labels.continueCost} onClick={() => acts.regenerate(entry.id)}>
            {labels.continueAsNew}
          </Button>
        ) : null
      }
    />
  );
}
