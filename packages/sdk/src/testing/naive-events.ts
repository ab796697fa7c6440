import type { ServerEvent } from "../http/sse.ts";

/** What a `text/event-stream` body means, read straight off the standard: the whole buffer at once, no speed, no limits. */
export function naiveEvents(bytes: Uint8Array): { events: ServerEvent[]; comments: string[] } {
  const events: ServerEvent[] = [];
  const comments: string[] = [];
  let type = "";
  let data = "";
  let lastEventId = "";
  const lines = new TextDecoder().decode(bytes).split(/\r\n|\n|\r/);
  // What follows the last line end is no line: the body ended inside of it.
  for (const line of lines.slice(0, -1)) {
    if (line === "") {
      if (data !== "")
        events.push({ type: type === "" ? "message" : type, data: data.slice(0, -1), lastEventId });
      type = "";
      data = "";
    } else if (line.startsWith(":")) {
      comments.push(line.slice(1));
    } else {
      const [, field, value = ""] = /^([^:]*)(?:: ?([^]*))?$/.exec(line) ?? [];
      if (field === "data") data += `${value}\n`;
      if (field === "event") type = value;
      if (field === "id" && !value.includes("\0")) lastEventId = value;
    }
  }
  return { events, comments };
}
