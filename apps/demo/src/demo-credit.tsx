import { Money } from "@pareta/react";
import { useState } from "react";

/** Micro-USD. */
const step = 5_000_000;

/** Demo data only: credit for the organization that has none. The real one tops up in the Pareta dashboard. */
export function DemoCredit({ onTopUp }: { onTopUp: (microUsd: number) => void }) {
  const [added, setAdded] = useState(0);

  function topUp() {
    onTopUp(step);
    setAdded(added + step);
  }

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
      <button type="button" className="pareta-button" onClick={topUp}>
        <span>
          Top up <Money value={step} />
        </span>
      </button>
    </aside>
  );
}
