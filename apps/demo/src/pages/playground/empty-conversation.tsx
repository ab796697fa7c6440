const starters = [
  "Explain when a small open model is good enough",
  "Compare batch and streaming inference for invoices",
  "Write a short reply to a customer whose parcel is late",
] as const;

/** A starter fills the composer and sends nothing: sending is a decision, and it costs money. */
export function EmptyConversation({ onStarter }: { onStarter: (text: string) => void }) {
  return (
    <div className="empty">
      <h2 className="empty-title">Ask your endpoint something</h2>
      <p className="empty-text">
        Answers stream in as the model writes them. Stop one at any time and keep what is there.
      </p>
      <ul className="starters">
        {starters.map((starter) => (
          <li key={starter}>
            <button type="button" className="starter" onClick={() => onStarter(starter)}>
              {starter}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
