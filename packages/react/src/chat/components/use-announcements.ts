"use client";

import { useEffect, useState } from "react";
import type { ChatLabels } from "../../labels/chat-labels.ts";
import { errorLabels } from "../../labels/error-labels.ts";
import { frameLabels } from "../../labels/frame-labels.ts";
import { useLabels } from "../../labels/language-context.ts";
import { useLatest } from "../../page/use-latest.ts";
import { usePareta } from "../../provider/pareta-context.ts";
import { type Announce, ChatSpeech } from "./chat-speech.ts";
import { chatStore } from "../chat-store.ts";

/** What the chat's announcer says now: text of the answer as it comes or once it is whole, and how it ended. */
export function useAnnouncements(
  chatId: string,
  announce: Announce,
  { labels, locale, model }: { labels: ChatLabels; locale: string; model: string },
): string {
  const latestModel = useLatest(model);
  const { scope } = usePareta();
  const errorWords = useLabels("errors", errorLabels);
  const frameWords = useLabels("frame", frameLabels);
  const [text, setText] = useState("");
  useEffect(() => {
    const speech = new ChatSpeech(
      chatStore(scope, chatId),
      { announce, labels, errorWords, frameWords, locale, model: () => latestModel.current },
      setText,
    );
    return () => speech.end();
  }, [scope, chatId, announce, labels, errorWords, frameWords, locale, latestModel]);
  // What was said is not left beside the answer, where Find and Select all would come upon it a second time.
  useEffect(() => {
    if (text === "") return undefined;
    const timer = setTimeout(() => setText(""), 5000);
    return () => clearTimeout(timer);
  }, [text]);
  return text;
}
