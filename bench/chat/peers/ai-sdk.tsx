import { startPage } from "../page.tsx";
import { uiMessages } from "../wire.ts";
import { AiSdkThread } from "./ai-sdk-thread.tsx";

startPage(AiSdkThread, uiMessages);
