import { type ComponentType, memo, startTransition, useLayoutEffect, useState } from "react";
import { createRoot } from "react-dom/client";
import { answerResponse } from "./answer-response.ts";
import { answerTokens, historyMarkdown, historyText, markdownEnd, showsMarkdownEnd } from "./answer.ts";
import { NextPage } from "./next-page.tsx";
import { nextFrame, recordKeyTimes } from "../key-times.ts";
import { encode, type Wire } from "./wire.ts";

/** What a page tells of one answer. Times are milliseconds of the clock on the wall. */
export interface StreamReport {
  readonly milliseconds: number;
  /** Every task over 50 ms. */
  readonly longTasks: readonly number[];
  readonly commits: number;
  /** Renders of rows that were there before the answer. */
  readonly settledRenders: number;
}

/** How the command drives a page. */
export interface BenchPage {
  /** Asks for the answer and follows it until all of it has been painted. */
  stream(): Promise<StreamReport>;
  /** Starts a transition of about a second; resolves with its milliseconds, from the click to its commit. */
  navigate(): Promise<number>;
  /** Starts the answer and does not wait for it. */
  begin(): void;
  /** The chat's box takes the keys from now on. */
  startTyping(): void;
  /** Milliseconds from the first render of the thread to the second frame after it. */
  readonly mounted: Promise<number>;
}

declare global {
  interface Window {
    bench?: BenchPage;
    /** Counted by the React DevTools hook in the page's head. */
    reactCommits: number;
  }
}

/** A thread as a peer keeps it: the history, what the user asks, the answer. */
export interface ThreadProps {
  readonly history: readonly { readonly role: "user" | "assistant"; readonly text: string }[];
  /** The server: the same answer to every request. */
  readonly fetch: () => Promise<Response>;
  /** Hands over what sends the question; its promise resolves when the answer has ended. */
  readonly onReady: (send: () => Promise<void>) => void;
}

export const question = "What does the agreement say about its end?";

let settledRows = 0;
let settledRenders = 0;

/** The row every peer shows. */
export function Row({ index, text }: { index: number; text: string }) {
  if (index < settledRows) settledRenders++;
  return <p className="row">{text}</p>;
}

/** A peer's `useEffect` for `onReady`, before the first frame. */
export function useReady(onReady: ThreadProps["onReady"], send: () => Promise<void>): void {
  useLayoutEffect(() => onReady(send));
}

/**
 * `?history=200&rate=200&markdown`: messages in the thread, tokens a second (none: as fast as they are read), and whether
 * rows show formatted text.
 */
export function startPage(Thread: ComponentType<ThreadProps>, wire: Wire): void {
  const parameters = new URLSearchParams(location.search);
  const rate = parameters.get("rate");
  const isMarkdown = parameters.has("markdown");
  const tokens = answerTokens(Number(parameters.get("tokens")));
  if (isMarkdown) tokens.push(...markdownEnd(tokens.join("")));
  const text = tokens.join("");
  const chunks = encode(wire, tokens);
  settledRows = Number(parameters.get("history"));
  const history = Array.from({ length: settledRows }, (_, index) => ({
    role: index % 2 === 0 ? ("user" as const) : ("assistant" as const),
    text: isMarkdown ? historyMarkdown(index) : historyText(index),
  }));
  let send: (() => Promise<void>) | undefined;
  const props: ThreadProps = {
    history,
    fetch: async () => answerResponse(chunks, rate === null ? null : Number(rate)),
    onReady(ready) {
      send = ready;
    },
  };
  const begin = () => send?.() ?? Promise.reject(new Error("The thread is not ready."));
  const Peer = memo(Thread);
  const start = performance.now();
  const mounted = nextFrame()
    .then(nextFrame)
    .then(() => performance.now() - start);

  function Page() {
    const [isNext, setIsNext] = useState(false);
    useLayoutEffect(() => {
      window.bench = {
        mounted,
        begin: () => void begin(),
        startTyping: () => recordKeyTimes(document.querySelector("textarea")),
        stream: () => follow(begin, isMarkdown ? showsEnd : () => shows(text)),
        async navigate() {
          const start = performance.now();
          startTransition(() => setIsNext(true));
          await appears("#next-page");
          return performance.now() - start;
        },
      };
    });
    return (
      <>
        {isNext ? <NextPage /> : null}
        <Peer {...props} />
      </>
    );
  }
  const container = document.body.appendChild(document.createElement("main"));
  createRoot(container).render(<Page />);
}

async function follow(begin: () => Promise<void>, isShown: () => boolean): Promise<StreamReport> {
  const longTasks: number[] = [];
  const observer = new PerformanceObserver((list) =>
    longTasks.push(...list.getEntries().map((task) => task.duration)),
  );
  observer.observe({ type: "longtask" });
  const commitsBefore = window.reactCommits;
  settledRenders = 0;
  // The answer grows in sight.
  window.scrollTo(0, document.documentElement.scrollHeight);
  const start = performance.now();
  await begin();
  await isTrue(isShown);
  const milliseconds = performance.now() - start;
  await nextFrame();
  await nextFrame();
  observer.disconnect();
  return { milliseconds, longTasks, commits: window.reactCommits - commitsBefore, settledRenders };
}

/** A second after the answer's end at the latest. */
async function isTrue(isShown: () => boolean): Promise<void> {
  for (let frame = 0; frame < 60; frame++) {
    if (isShown()) return;
    await nextFrame();
  }
  const shown = document.querySelector("main")?.textContent ?? "";
  throw new Error(`The page does not show the whole answer: …${shown.slice(-60)}`);
}

/** The last row's text is the answer. */
const shows = (text: string) => document.querySelector(".row:last-of-type")?.textContent === text;

const showsEnd = () => showsMarkdownEnd(document.querySelector("main")?.textContent ?? "");

function appears(selector: string): Promise<void> {
  return new Promise((resolve) => {
    const observer = new MutationObserver(() => {
      if (!document.querySelector(selector)) return;
      observer.disconnect();
      resolve();
    });
    observer.observe(document.body, { childList: true, subtree: true });
  });
}
