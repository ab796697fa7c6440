import type { Fault, MockPareta } from "@pareta/mock";
import type { Decorator } from "@storybook/react-vite";
import { type ComponentType, useEffect } from "react";
import { expect, userEvent, waitFor, within } from "storybook/test";
import type { ChatProps } from "../chat/components/chat.tsx";
import type { ChatTextProps } from "../chat/components/plain-text.tsx";
import { useChatStream } from "../chat/use-chat-stream.ts";
import { Markdown } from "../markdown/markdown.tsx";
import { chatRoute } from "./open-test-chat.ts";
import type { StoryPareta } from "./story-transport.tsx";

/** Of the stories of a whole chat. */
export const chatArgs = {
  chatId: "story",
  model: "ep_general_chat_01",
  textComponent: Markdown as ComponentType<ChatTextProps>,
  announce: "complete",
} satisfies ChatProps;

/** `parameters.inDocs`: what the reader of a docs page sees has happened, where no play function runs. */
export interface InDocs {
  readonly ask: string;
  readonly fault?: Fault;
  /** Milliseconds after which it is stopped. */
  readonly stopAfter?: number;
}

/** A place with a height, as a chat has on a host's page. */
export const chatStage: Decorator = (Story, { parameters, viewMode, args, loaded }) => {
  const inDocs: InDocs | undefined = parameters["inDocs"];
  return (
    <div className="chat-stage" data-size={parameters["stage"] ?? "wide"}>
      <Story />
      {viewMode === "docs" && inDocs ? (
        <Reader
          {...inDocs}
          chatId={String(args["chatId"])}
          model={String(args["model"])}
          mock={(loaded["pareta"] as StoryPareta).mock}
        />
      ) : null}
    </div>
  );
};

/** Somebody who asks once, by the hook that shares the chat. */
function Reader(props: InDocs & { chatId: string; model: string; mock: MockPareta }) {
  const { chatId, model, mock, ask, fault, stopAfter } = props;
  const { messageIds, sendMessage, stop } = useChatStream({ chatId, model, subscribe: "ids" });
  const isNew = messageIds.length === 0;
  useEffect(() => {
    if (!isNew) return undefined;
    if (fault) mock.faults.next(chatRoute, fault);
    void sendMessage(ask);
    if (stopAfter === undefined) return undefined;
    // Not cleared: the question is there by then, and the effect has been left.
    setTimeout(stop, stopAfter);
    return undefined;
  }, [isNew, mock, ask, fault, stopAfter, sendMessage, stop]);
  return null;
}

interface StageContext {
  canvasElement: HTMLElement;
  loaded: Record<string, unknown>;
}

/** Hands for a chat's play function: what a reader does, and what the backend then knows. */
export function stageOf({ canvasElement, loaded }: StageContext) {
  // The preview's loader made it: Storybook types what loaders give as a record of anything.
  const { mock } = loaded["pareta"] as StoryPareta;
  const canvas = within(canvasElement);
  const rows = () => [...canvasElement.querySelectorAll<HTMLElement>('[data-slot="chat-message"]')];
  const box = () => canvas.getByRole("textbox", { name: "Your message" });
  const answer = () => rows().findLast((row) => row.dataset["role"] === "assistant");
  const scroller = () => {
    const element = canvasElement.querySelector<HTMLElement>(".pareta-chat-scroller");
    if (!element) throw new Error("There is no thread.");
    return element;
  };
  return {
    mock,
    canvas,
    rows,
    box,
    answer,
    scroller,
    distanceToEnd: () => scroller().scrollHeight - scroller().scrollTop - scroller().clientHeight,
    posts: () => postsOf(mock),
    keys: () => new Set(postsOf(mock).map((post) => post.key)).size,
    debits: () => mock.ledger.filter((row) => row.microUsd > 0),
    button: (name: string | RegExp) => canvas.getByRole("button", { name }),
    ask: async (text = "Explain unit tests") => {
      await userEvent.click(box());
      await userEvent.keyboard(text);
      await userEvent.keyboard("{Enter}");
    },
    untilAnswer: (state: string) =>
      waitFor(() => expect(answer()).toHaveAttribute("data-state", state), { timeout: 10_000 }),
    untilLonger: async (than: number) =>
      waitFor(() => expect(answer()?.textContent.length).toBeGreaterThan(than), { timeout: 10_000 }),
  };
}

function postsOf(mock: MockPareta) {
  return mock.requests.filter((request) => request.route === chatRoute);
}

/** What the chat's announcer has said, in order. Start it before the act. */
export function spokenLog(canvasElement: HTMLElement) {
  const region = canvasElement.querySelector('[data-slot="chat-announcer"]');
  if (!region) throw new Error("There is no announcer.");
  const log: string[] = [];
  const observer = new MutationObserver(() => {
    const text = region.textContent;
    if (text !== "" && text !== log.at(-1)) log.push(text);
  });
  observer.observe(region, { childList: true, characterData: true, subtree: true });
  return log;
}
