import { memo } from "react";
import { Streamdown } from "streamdown";
import { startPage, type ThreadProps } from "../page.tsx";
import { uiMessages } from "../wire.ts";
import { AiSdkThread, type MessageText } from "./ai-sdk-thread.tsx";

const Text: MessageText = memo(function Text({ text }) {
  return <Streamdown>{text}</Streamdown>;
});

/** `useChat` with Streamdown, rendering twenty times a second as both advise. */
function Thread(props: ThreadProps) {
  return <AiSdkThread {...props} throttle={50} text={Text} />;
}

startPage(Thread, uiMessages);
