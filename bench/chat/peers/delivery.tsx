import { startPage, type ThreadProps } from "../page.tsx";
import { readTokens } from "../read-tokens.ts";
import { completions } from "../wire.ts";
import { PlainThread } from "./plain-thread.tsx";

async function write(response: Response, text: Text): Promise<void> {
  let answer = "";
  await readTokens(response, (token) => {
    answer += token;
  });
  text.data = answer;
}

/** What arriving costs: decoded, and shown once at the end. */
function Delivery(props: ThreadProps) {
  return <PlainThread {...props} write={write} />;
}

startPage(Delivery, completions);
