import { startPage, type ThreadProps } from "../page.tsx";
import { readTokens } from "../read-tokens.ts";
import { completions } from "../wire.ts";
import { PlainThread } from "./plain-thread.tsx";

async function write(response: Response, text: Text): Promise<void> {
  let arrived = "";
  let frame = 0;
  const append = () => {
    frame = 0;
    text.appendData(arrived);
    arrived = "";
  };
  await readTokens(response, (token) => {
    arrived += token;
    if (frame === 0) frame = requestAnimationFrame(append);
  });
  cancelAnimationFrame(frame);
  append();
}

/** What showing it costs at least: once a frame what arrived is appended to one text node. */
function HandTuned(props: ThreadProps) {
  return <PlainThread {...props} write={write} />;
}

startPage(HandTuned, completions);
