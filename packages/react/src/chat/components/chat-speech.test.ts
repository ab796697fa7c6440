import type { MockParetaOptions } from "@pareta/mock";
import { describe, expect, it, vi } from "vitest";
import { chatLabels } from "../../labels/chat-labels.ts";
import { errorLabels } from "../../labels/error-labels.ts";
import { frameLabels } from "../../labels/frame-labels.ts";
import { asked, openTestChat, question, until } from "../../testing/open-test-chat.ts";
import { type ChatEntry, pendingAnswer } from "../chat-entry.ts";
import { type Announce, ChatSpeech } from "./chat-speech.ts";
import { messageText } from "../message-text.ts";
import { spokenText } from "./spoken-text.ts";

const speechOptions = {
  labels: chatLabels,
  errorWords: errorLabels,
  frameWords: frameLabels,
  locale: "en",
  model: () => "support-bot",
};

function listen(announce: Announce, options: MockParetaOptions = {}) {
  const chat = openTestChat(options);
  chat.store.seed(() => []);
  const log: string[] = [];
  const speech = new ChatSpeech(chat.store, { ...speechOptions, announce }, (text) => log.push(text));
  return { ...chat, log, speech };
}

const answerOf = ({ store }: ReturnType<typeof listen>) => store.thread.messages.at(-1);

describe("ChatSpeech", () => {
  it("status: sent, answering, complete with its tokens, each once and no text", async () => {
    const chat = listen("status", { pace: { tokensPerSecond: 200 } });
    await chat.session.send(question, asked);
    await until(() => chat.log.join(" ").includes("complete"));
    const tokens = answerOf(chat)?.usage?.completionTokens;
    expect(chat.log.join(" ")).toBe(`Message sent. Writing. Answer complete, ${tokens} tokens.`);
    chat.speech.end();
  });

  it("complete: nothing while it streams, then the whole answer and its end", async () => {
    const chat = listen("complete");
    await chat.session.send(question, asked);
    await until(() => chat.log.length > 0);
    const answer = answerOf(chat);
    const words = spokenText(messageText(answer?.content ?? null, ""));
    expect(words.length).toBeGreaterThan(100);
    expect(chat.log).toEqual([`${words} Answer complete, ${answer?.usage?.completionTokens} tokens.`]);
    chat.speech.end();
  });

  it("sentences: all of the answer, each sentence once, in order", async () => {
    const chat = listen("sentences", { pace: { tokensPerSecond: 150 } });
    await chat.session.send(question, asked);
    await until(() => chat.log.join(" ").includes("Answer complete"));
    const words = spokenText(messageText(answerOf(chat)?.content ?? null, "")).split(/\s+/);
    const spoken = chat.log
      .join(" ")
      .replace(/ Answer complete.*$/, "")
      .split(/\s+/);
    expect(spoken).toEqual(words);
    expect(chat.log.length).toBeGreaterThan(1);
    chat.speech.end();
  });

  it("a wait is said once, with the endpoint's name", async () => {
    const chat = listen("complete", { scenario: "cold", pace: { wakeMs: 50 } });
    void chat.session.send(question, asked);
    await until(() => chat.store.root.waiting !== null);
    await until(() => chat.log.length > 0);
    expect(chat.log).toEqual([
      "support-bot is waking up. It sleeps when idle so you don’t pay for it. Your message is sent when it’s ready.",
    ]);
    chat.session.stop();
    chat.speech.end();
  });

  it("a stopped answer is said to be stopped; a failed one is left to its alert", async () => {
    const stopped = listen("complete", { pace: { tokensPerSecond: 100 } });
    const sending = stopped.session.send(question, asked);
    await until(() => stopped.store.root.status === "streaming");
    stopped.session.stop();
    await sending;
    await until(() => stopped.log.length > 0);
    expect(stopped.log).toEqual([chatLabels.announceStopped]);
    stopped.speech.end();

    const failed = listen("status", { scenario: "no-credit" });
    await failed.session.send(question, asked);
    await until(() => failed.store.root.status === "error" && failed.log.length > 0);
    expect(failed.log).toEqual([chatLabels.announceSent]);
    failed.speech.end();
  });

  it("says a stage of the server's once it has lasted, never one that is over, and how a cut answer ended (A6, A10)", () => {
    vi.useFakeTimers();
    const { store } = openTestChat();
    store.seed(() => [pendingAnswer("a", null)]);
    const log: string[] = [];
    const speech = new ChatSpeech(store, { ...speechOptions, announce: "status" }, (text) => log.push(text));
    const write = (change: Partial<ChatEntry>, after: number) => {
      store.write({ entries: [{ ...pendingAnswer("a", null), ...change }] });
      vi.advanceTimersByTime(after);
      return log.join(" ");
    };
    expect(write({ stage: "queued" }, 2900)).toBe(chatLabels.announceSent);
    expect(write({ stage: "queued" }, 2900)).toBe(`${chatLabels.announceSent} queued.`);
    write({ stage: "loading" }, 1000);
    write({ stage: "generating" }, 2000);
    write({ status: "streaming", content: "Ha" }, 5000);
    const end = `${chatLabels.earlyEnds.content_filter}.`;
    expect(write({ status: "complete", content: "Half", finishReason: "content_filter" }, 5000)).toBe(
      [chatLabels.announceSent, "queued.", chatLabels.announceAnswering, end].join(" "),
    );
    write({ id: "b", stage: "late" }, 100);
    speech.end();
    vi.advanceTimersByTime(5000);
    expect(log.join(" ")).not.toContain("late");
    vi.useRealTimers();
  });

  it("says what was refused as a refusal, without what nobody sees (A6, A11)", async () => {
    const { store } = openTestChat();
    store.seed(() => [pendingAnswer("a", null)]);
    const log: string[] = [];
    const options = { ...speechOptions, announce: "complete" } as const;
    const speech = new ChatSpeech(store, options, (text) => log.push(text));
    const refusal = "I can\u200B't\u{E0061}.";
    store.write({
      entries: [
        { ...pendingAnswer("a", null), status: "complete", content: null, refusal, finishReason: "stop" },
      ],
    });
    await until(() => log.length > 0);
    expect(log).toEqual([`${chatLabels.refusal}. I can't. ${chatLabels.announceCompleteUncounted}`]);
    speech.end();
  });
});
