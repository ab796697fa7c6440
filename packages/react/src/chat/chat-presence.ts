import type { ChatEntry } from "./chat-entry.ts";
import { onVisibilityChange, pageIsHidden } from "../page/page-visibility.ts";

/** A hook that shows a chat. */
export interface ChatHook {
  /** What becomes of a running answer when this was the last hook. */
  readonly onUnmount: "stop" | "keep";
  readonly onSettled: (entry: ChatEntry) => void;
}

/** Long enough for StrictMode and for a move within one commit; a click never notices it. */
const grace = 50;
/** A chat nobody looks at stays this long, so that going back finds it. */
const idleTime = 30 * 60_000;

export interface PresentSession {
  readonly isBusy: boolean;
  /** Somebody took the chat out of the cache. */
  readonly isRemoved: boolean;
  stop(): void;
  dispose(): void;
}

/** Who looks at a chat, and what follows when nobody does. */
export interface ChatPresence {
  readonly hooks: ReadonlySet<ChatHook>;
  attach(hook: ChatHook): () => void;
  /** To be called when an answer has ended or the chat was removed: starts the clock of a chat nobody looks at. */
  becameIdle(): void;
  /** Calls back once when a hook is mounted and the page visible, which may be at once. */
  readonly whenPresent: (listener: () => void) => () => void;
  /** As `whenPresent`, of a hidden page too. */
  readonly whenMounted: (listener: () => void) => () => void;
}

export function chatPresence(session: PresentSession): ChatPresence {
  const hooks = new Set<ChatHook>();
  const arrivals = new Set<() => void>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  function whenHere(canSee: () => boolean, listener: () => void): () => void {
    const check = () => {
      if (hooks.size === 0 || !canSee()) return;
      cancel();
      listener();
    };
    const stopListening = onVisibilityChange(check);
    const cancel = () => {
      stopListening();
      arrivals.delete(check);
    };
    arrivals.add(check);
    check();
    return cancel;
  }

  function becameIdle(): void {
    if (hooks.size > 0 || session.isBusy) return;
    clearTimeout(timer);
    if (session.isRemoved) session.dispose();
    else timer = setTimeout(() => session.dispose(), idleTime);
  }

  return {
    hooks,
    becameIdle,
    attach(hook) {
      clearTimeout(timer);
      hooks.add(hook);
      for (const arrived of arrivals) arrived();
      return () => {
        hooks.delete(hook);
        if (hooks.size > 0) return;
        clearTimeout(timer);
        timer = setTimeout(() => {
          if (hook.onUnmount === "stop") session.stop();
          becameIdle();
        }, grace);
      };
    },
    whenPresent: (listener) => whenHere(() => !pageIsHidden(), listener),
    whenMounted: (listener) => whenHere(() => true, listener),
  };
}
