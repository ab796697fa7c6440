import { Pareta } from "../../../packages/sdk/src/index.ts";
import { question, startPage, type ThreadProps } from "../page.tsx";
import { completions } from "../wire.ts";
import { PlainThread } from "./plain-thread.tsx";

async function write(response: Response, text: Text): Promise<void> {
  const client = new Pareta({ baseURL: "/api", fetch: async () => response });
  let answer = "";
  const messages = [{ role: "user" as const, content: question }];
  for await (const chunk of client.chat.completions.create({ model: "m", messages, stream: true })) {
    answer += chunk.choices[0].delta.content ?? "";
  }
  text.data = answer;
}

/** What arriving through our SDK costs: the part of `pareta`'s that no React layer can take away. */
function SdkDelivery(props: ThreadProps) {
  return <PlainThread {...props} write={write} />;
}

startPage(SdkDelivery, completions);
