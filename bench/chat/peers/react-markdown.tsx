import { memo } from "react";
import ReactMarkdown from "react-markdown";
import remarkGfm from "remark-gfm";
import { startPage, type ThreadProps } from "../page.tsx";
import { uiMessages } from "../wire.ts";
import { AiSdkThread, type MessageText } from "./ai-sdk-thread.tsx";

const plugins = [remarkGfm];

const Text: MessageText = memo(function Text({ text }) {
  return <ReactMarkdown remarkPlugins={plugins}>{text}</ReactMarkdown>;
});

/** `useChat` with react-markdown in memoised rows, rendering twenty times a second. */
function Thread(props: ThreadProps) {
  return <AiSdkThread {...props} throttle={50} text={Text} />;
}

startPage(Thread, uiMessages);
