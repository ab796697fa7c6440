import { startPage, type ThreadProps } from "../page.tsx";
import { uiMessages } from "../wire.ts";
import { AiSdkThread } from "./ai-sdk-thread.tsx";

function Throttled(props: ThreadProps) {
  return <AiSdkThread {...props} throttle={50} />;
}

startPage(Throttled, uiMessages);
