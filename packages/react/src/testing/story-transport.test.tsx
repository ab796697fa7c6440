import type { MockPareta } from "@pareta/mock";
import type { StoryContext } from "@storybook/react-vite";
import { act, cleanup, render, screen, waitFor } from "@testing-library/react";
import type { ReactElement } from "react";
import { afterEach, expect, it, vi } from "vitest";
import { useChatStream } from "../chat/use-chat-stream.ts";
import { useLocale } from "../labels/language-context.ts";
import { paretaLoader, type StoryPareta, withPareta } from "./story-transport.tsx";

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

function Chat() {
  const { messages, sendMessage } = useChatStream({ model: "ep_general_chat_01" });
  const answer = messages[1];
  return (
    <>
      <button type="button" onClick={() => void sendMessage("Explain unit tests")}>
        Send
      </button>
      <output lang={useLocale()} data-state={answer?.status}>
        {typeof answer?.content === "string" ? answer.content : null}
      </output>
    </>
  );
}

/** As much of Storybook's context as the loader and the decorator read. */
function contextOf(
  abortSignal: AbortSignal,
  pareta: unknown,
  globals: Record<string, string> = {},
): StoryContext {
  const context: Pick<StoryContext, "abortSignal" | "globals" | "parameters" | "loaded"> = {
    abortSignal,
    globals,
    parameters: { pareta },
    loaded: {},
  };
  return context as StoryContext;
}

const decorated = (context: StoryContext): ReactElement => {
  const Story = withPareta as (story: typeof Chat, context: StoryContext) => ReactElement;
  return Story(Chat, context);
};

/** A story on its page: each `show` is what Storybook does when an arg or the toolbar changes, `remount` its button. */
function openStory(pareta: unknown) {
  let mounted = new AbortController();
  const page = render(<></>);
  const show = async (globals?: Record<string, string>) => {
    const context = contextOf(mounted.signal, pareta, globals);
    context.loaded = { ...(await paretaLoader(context)) };
    page.rerender(decorated(context));
    const { mock } = context.loaded["pareta"] as StoryPareta;
    return { mock, posts: () => postsOf(mock) };
  };
  const remount = () => (mounted = new AbortController());
  return { show, remount };
}

const postsOf = (mock: MockPareta) =>
  mock.requests.filter((request) => request.route === "POST /v1/chat/completions").length;

it("a stream goes on, and nothing is sent again, when theme, density and locale change", async () => {
  const story = openStory({ pace: { tokensPerSecond: 500, latencyMs: 0 } });
  const first = await story.show({ theme: "light", locale: "en" });
  act(() => screen.getByRole("button").click());
  const answer = screen.getByRole("status");
  await waitFor(() => expect(answer).toHaveAttribute("data-state", "streaming"));

  const second = await story.show({ theme: "dark", locale: "de", density: "compact", direction: "rtl" });
  expect(second.mock).toBe(first.mock);
  expect(screen.getByRole("status")).toBe(answer);
  expect(answer).toHaveAttribute("lang", "de");
  await waitFor(() => expect(answer).toHaveAttribute("data-state", "complete"), { timeout: 4000 });
  expect(second.posts()).toBe(1);
});

it("another scenario is another backend, and the way back finds the first one as it was", async () => {
  const story = openStory({ scenario: "cold" });
  const own = await story.show();
  const chosen = await story.show({ scenario: "no-credit" });
  expect(chosen.mock).not.toBe(own.mock);
  act(() => screen.getByRole("button").click());
  await waitFor(() => expect(screen.getByRole("status")).toHaveAttribute("data-state", "failed"));
  expect([own.posts(), chosen.posts()]).toEqual([0, 1]);
  expect((await story.show({ scenario: "" })).mock).toBe(own.mock);
});

it("a story that is mounted anew begins anew", async () => {
  const story = openStory({});
  const { mock } = await story.show();
  story.remount();
  expect((await story.show()).mock).not.toBe(mock);
});

it("a story can do without", async () => {
  const context = contextOf(new AbortController().signal, false);
  expect(await paretaLoader(context)).toEqual({});
  vi.spyOn(console, "error").mockImplementation(() => {});
  expect(() => render(decorated(context))).toThrow("ParetaProvider");
});
