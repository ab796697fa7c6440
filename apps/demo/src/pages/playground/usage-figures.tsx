import { Money } from "@pareta/react";
import type { Usage } from "pareta";
import type { ReactNode } from "react";
import type { RunningCost } from "./use-running-cost.ts";

interface UsageFiguresProps {
  messages: number;
  usage: Usage | null;
  cost: RunningCost;
}

/** What this conversation has used so far. */
export function UsageFigures({ messages, usage, cost }: UsageFiguresProps) {
  return (
    <section className="usage" aria-label="This conversation">
      <dl className="figures">
        <Figure name="Messages">{messages.toLocaleString("en")}</Figure>
        <Figure name="Tokens in">{usage?.promptTokens?.toLocaleString("en")}</Figure>
        <Figure name="Tokens out">{usage?.completionTokens?.toLocaleString("en")}</Figure>
        <Figure name="Cost">
          <Cost {...cost} />
        </Figure>
      </dl>
      {cost.unknown === 0 ? null : (
        <p className="note">
          {cost.unknown === 1 ? "One answer" : `${cost.unknown} answers`} ended without a reported bill, and
          may have been charged.
        </p>
      )}
    </section>
  );
}

function Figure({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children ?? "–"}</dd>
    </div>
  );
}

/** Sums of single answers are fractions of a cent: shown as rates are, never floored to nothing. */
function Cost({ microUsd, unknown }: RunningCost) {
  if (microUsd === null) return unknown === 0 ? "Nothing billed yet" : "Unknown";
  return (
    <>
      {unknown === 0 ? null : "At least "}
      <Money value={microUsd} kind="rate" />
    </>
  );
}
