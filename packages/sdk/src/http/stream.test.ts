import { expect, test } from "vitest";
import { openStream, type StreamDecoder } from "./stream.ts";

const words = (): StreamDecoder<{ text: string }> => ({
  hasEnded: false,
  event(event) {
    if (event.data === "[DONE]") Object.assign(this, { hasEnded: true });
    return event.data === "[DONE]" ? null : { text: event.data };
  },
  isComplete: () => false,
});

test("values arrive in order and the stream ends at its own end", async () => {
  const stream = openStream({
    connect: async () => ({
      response: new Response("data: a\n\ndata: b\n\ndata: [DONE]\n\ndata: late\n\n"),
      requestId: "req_1",
    }),
    decoder: words,
    idleTimeout: 0,
    signal: undefined,
  });
  const seen: string[] = [];
  for await (const { text } of stream) seen.push(text);
  expect(seen).toEqual(["a", "b"]);
  expect(stream.requestId).toBe("req_1");
});
