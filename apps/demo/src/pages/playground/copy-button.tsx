import { useState } from "react";

export function CopyButton({ text }: { text: string }) {
  const [state, setState] = useState<"idle" | "copied" | "refused">("idle");
  const words = { idle: "Copy", copied: "Copied", refused: "Couldn’t copy" } as const;

  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
      setState("copied");
    } catch {
      setState("refused");
    }
  }

  return (
    <button
      type="button"
      className="quiet-button"
      onClick={() => void copy()}
      onBlur={() => setState("idle")}
    >
      {words[state]}
    </button>
  );
}
