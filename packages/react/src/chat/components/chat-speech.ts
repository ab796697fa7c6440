import { formatCount } from "../../format/format-count.ts";
import { formatTimeLeft } from "../../format/format-duration.ts";
import type { ChatLabels } from "../../labels/chat-labels.ts";
import type { ErrorLabels } from "../../labels/error-labels.ts";
import type { ChatEntry, ChatWaiting } from "../chat-entry.ts";
import type { ChatStore } from "../chat-store.ts";
import type { FrameLabels } from "../../labels/frame-labels.ts";
import { cleanText } from "../../format/clean-text.ts";
import { shownText } from "../../format/shown-text.ts";
import { messageParts } from "./answer-text.ts";
import { earlyEnd } from "./finish-reason.ts";
import { SentenceSpeech, spokenText } from "./spoken-text.ts";

/**
 * - `sentences`: the answer sentence by sentence as it arrives, then that it has ended.
 * - `complete`: the whole answer once it has ended.
 * - `status`: that a message was sent, is being answered, has been answered; and what the server says it is doing, where
 *   that takes a while.
 */
export type Announce = "sentences" | "complete" | "status";

export interface SpeechOptions {
  readonly announce: Announce;
  readonly labels: ChatLabels;
  readonly errorWords: ErrorLabels;
  readonly frameWords: FrameLabels;
  readonly locale: string;
  /** The endpoint that is asked now. */
  readonly model: () => string;
}

/** Milliseconds between two things said: a screen reader drops what changes faster. */
const pause = 1000;
/** Milliseconds without a token after which the server's word on its progress is said. */
const stageDelay = 3000;

interface Spoken {
  readonly id: string;
  readonly sentences: SentenceSpeech;
  readonly stopListening: () => void;
  isStreaming: boolean;
  /** The server's last word on its progress. */
  stage: string | null;
}

/** Listens to a chat and says what its policy wants said, each thing once. Without React and without a DOM. */
export class ChatSpeech {
  readonly #store: ChatStore;
  readonly #options: SpeechOptions;
  readonly #say: (text: string) => void;
  readonly #stopListening: () => void;
  #current: Spoken | null = null;
  #waiting: ChatWaiting | null = null;
  #queue: string[] = [];
  #said = "";
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(store: ChatStore, options: SpeechOptions, say: (text: string) => void) {
    this.#store = store;
    this.#options = options;
    this.#say = say;
    this.#stopListening = store.subscribe(undefined, () => this.#hearRoot());
    // Whoever comes back to a chat hears the answer that is on its way.
    this.#hearRoot();
  }

  end(): void {
    this.#stopListening();
    this.#current?.stopListening();
    this.#current = null;
    if (this.#timer !== null) clearTimeout(this.#timer);
  }

  #hearRoot(): void {
    const { messageIds, waiting } = this.#store.root;
    if (this.#current === null) this.#follow(messageIds.find((id) => isRunning(this.#store.find(id))));
    if (waiting !== null && waiting.reason !== this.#waiting?.reason) {
      this.#enqueue(this.#reasonOf(waiting));
    }
    this.#waiting = waiting;
  }

  #follow(id: string | undefined): void {
    if (id === undefined) return;
    this.#current = {
      id,
      sentences: new SentenceSpeech(this.#options.locale),
      stopListening: this.#store.subscribe(id, () => this.#hearAnswer()),
      isStreaming: false,
      stage: null,
    };
    if (this.#options.announce === "status") this.#enqueue(this.#options.labels.announceSent);
  }

  #hearAnswer(): void {
    const { announce, labels } = this.#options;
    const current = this.#current;
    if (!current) return;
    const entry = this.#store.find(current.id);
    if (entry && isRunning(entry)) {
      if (entry.status === "pending") {
        if (announce === "status") this.#hearStage(cleanText(entry.stage, { limit: 200 }), current);
        return;
      }
      if (!current.isStreaming && announce === "status") this.#enqueue(labels.announceAnswering);
      current.isStreaming = true;
      // What comes during a pause is said after it.
      if (announce === "sentences" && this.#timer === null) {
        this.#enqueue(current.sentences.next(this.#textOf(entry), false));
      }
      return;
    }
    current.stopListening();
    this.#current = null;
    if (!entry) return;
    if (announce === "sentences") this.#enqueue(current.sentences.next(this.#textOf(entry), true));
    // What failed or broke off is an alert beside the answer: said here too it would be said twice.
    if (entry.status === "stopped") this.#enqueue(labels.announceStopped);
    if (entry.status !== "complete") return;
    const end = this.#endOf(entry);
    this.#enqueue(announce === "complete" ? `${spokenText(this.#textOf(entry))} ${end}`.trim() : end);
  }

  /** Most are over before they could be said; one that lasts explains the silence. */
  #hearStage(stage: string | null, current: Spoken): void {
    if (stage === current.stage) return;
    current.stage = stage;
    setTimeout(() => {
      const isOver = current !== this.#current || current.isStreaming || current.stage !== stage;
      if (stage !== null && !isOver) this.#enqueue(`${stage}.`);
    }, stageDelay);
  }

  #reasonOf({ reason, since, until }: ChatWaiting): string {
    const { labels, errorWords, frameWords, locale, model } = this.#options;
    if (reason === "queued") return `${labels.queuedTitle}. ${labels.queuedBody}`;
    const { title, body } = errorWords.kinds[reason];
    const what = until === null ? body : frameWords.retryingIn(formatTimeLeft(until - since, { locale }));
    return `${title(model(), labels.endpoint)}. ${what}`;
  }

  #endOf(entry: ChatEntry): string {
    const { labels, locale } = this.#options;
    const cut = earlyEnd(entry, labels);
    if (cut !== null) return `${cut}.`;
    const tokens = entry.usage?.completionTokens ?? null;
    if (tokens === null) return labels.announceCompleteUncounted;
    return labels.announceComplete(tokens, formatCount(tokens, { locale }));
  }

  /** What was refused is not taken for an answer. */
  #textOf(entry: ChatEntry): string {
    const { labels } = this.#options;
    const { text, refusal } = messageParts(entry, labels);
    if (refusal === "") return text;
    return [text, `${labels.refusal}.`, refusal].filter((part) => part !== "").join("\n\n");
  }

  /** Says it now, or with what else has come by then. */
  #enqueue(text: string): void {
    const shown = shownText(text);
    if (shown === "") return;
    this.#queue.push(shown);
    if (this.#timer === null) this.#flush();
  }

  #flush(): void {
    this.#timer = null;
    if (this.#queue.length === 0) {
      this.#hearAnswer();
      return;
    }
    const text = this.#queue.join(" ");
    this.#queue = [];
    // A region that says the same again has not changed, and nobody would hear it.
    if (text === this.#said) this.#say("");
    this.#said = text;
    setTimeout(() => this.#say(text), 0);
    this.#timer = setTimeout(() => this.#flush(), pause);
  }
}

function isRunning(entry: ChatEntry | undefined): boolean {
  return entry?.status === "pending" || entry?.status === "streaming";
}
