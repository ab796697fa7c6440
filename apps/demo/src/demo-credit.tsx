import { Money } from "@pareta/react";

/** Micro-USD. */
export const topUpStep = 5_000_000;

interface DemoCreditProps {
  /** Micro-USD that were added so far. */
  added: number;
  onTopUp: () => void;
}

/** Demo data only: credit for the organization that has none. The real one tops up in the Pareta dashboard. */
export function DemoCredit({ added, onTopUp }: DemoCreditProps) {
  return (
    <aside className="demo-credit" aria-label="Demo credit">
      <output>
        {added === 0 ? (
          "This demo has no credit. The next message will be refused; nothing is charged."
        ) : (
          <>
            <Money value={added} /> of demo credit added. Continue where you left off.
          </>
        )}
      </output>
      <button type="button" className="pareta-button" onClick={onTopUp}>
        <span>
          Top up <Money value={topUpStep} />
        </span>
      </button>
    </aside>
  );
}
