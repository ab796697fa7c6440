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

interface PresentSession {
  readonly isBusy: boolean;
  /** Somebody took the chat out of the cache. */
  readonly isRemoved: boolean;
  stop(): void;
  dispose(): void;
}

/** Who looks at a chat, and what follows when nobody does. */
export class ChatPresence {
  readonly hooks = new Set<ChatHook>();
  readonly #session: PresentSession;
  readonly #arrivals = new Set<() => void>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(session: PresentSession) {
    this.#session = session;
  }

  attach(hook: ChatHook): () => void {
    clearTimeout(this.#timer);
    this.hooks.add(hook);
    for (const arrived of this.#arrivals) arrived();
    return () => {
      this.hooks.delete(hook);
      if (this.hooks.size > 0) return;
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => {
        if (hook.onUnmount === "stop") this.#session.stop();
        this.becameIdle();
      }, grace);
    };
  }

  /** To be called when an answer has ended or the chat was removed: starts the clock of a chat nobody looks at. */
  becameIdle(): void {
    if (this.hooks.size > 0 || this.#session.isBusy) return;
    clearTimeout(this.#timer);
    if (this.#session.isRemoved) this.#session.dispose();
    else this.#timer = setTimeout(() => this.#session.dispose(), idleTime);
  }

  /** Calls back once when a hook is mounted and the page visible, which may be at once. */
  readonly whenPresent = (listener: () => void): (() => void) => {
    const check = () => {
      if (this.hooks.size === 0 || pageIsHidden()) return;
      cancel();
      listener();
    };
    const stopListening = onVisibilityChange(check);
    const cancel = () => {
      stopListening();
      this.#arrivals.delete(check);
    };
    this.#arrivals.add(check);
    check();
    return cancel;
  };
}
