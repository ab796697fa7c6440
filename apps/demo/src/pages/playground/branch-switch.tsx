import { useChatBranches } from "@pareta/react";

interface BranchSwitchProps {
  chatId: string;
  messageId: string;
  onBranch: (messageId: string) => void;
}

/** `‹ 1/2 ›` where an answer has others beside it; nothing where it has none. */
export function BranchSwitch({ chatId, messageId, onBranch }: BranchSwitchProps) {
  const branches = useChatBranches(chatId, messageId);
  const position = branches.indexOf(messageId);
  if (branches.length < 2) return null;
  return (
    <fieldset className="branch-switch" aria-label="Versions of this answer">
      <BranchButton name="Previous version" sign="‹" target={branches[position - 1]} onBranch={onBranch} />
      <span>
        {position + 1}/{branches.length}
      </span>
      <BranchButton name="Next version" sign="›" target={branches[position + 1]} onBranch={onBranch} />
    </fieldset>
  );
}

interface BranchButtonProps {
  name: string;
  sign: string;
  target: string | undefined;
  onBranch: (messageId: string) => void;
}

function BranchButton({ name, sign, target, onBranch }: BranchButtonProps) {
  return (
    <button
      type="button"
      className="quiet-button"
      aria-label={name}
      disabled={target === undefined}
      onClick={() => {
        if (target !== undefined) onBranch(target);
      }}
    >
      {sign}
    </button>
  );
}
