import { expect, test } from "vitest";
import { Pareta } from "../client.ts";
import { collectText, doneFrame, textFrame } from "../testing/open-chat.ts";
import { fakeFetch } from "../testing/fake-fetch.ts";
import { question } from "../testing/test-client.ts";

const streamed = (contentType: string) => {
  const answer = new Response(textFrame("a") + doneFrame, { headers: { "content-type": contentType } });
  const client = new Pareta({ fetch: fakeFetch(answer) });
  return collectText(client.chat.completions.create({ ...question, stream: true }));
};

test.each([
  ["text/event-stream"],
  ["text/event-stream, text/event-stream"],
  ["text/event-stream,text/event-stream"],
  ["text/event-stream; charset=utf-8, text/event-stream"],
  ["text/event-stream, text/event-stream; charset=utf-8"],
  ["Text/Event-Stream ;charset=utf-8"],
  ["text/event-stream\t; charset=utf-8"],
])("a stream of type %j is accepted (B19)", async (contentType) => {
  expect(await streamed(contentType)).toEqual({ text: "a", error: null });
});

test.each([["text/event-streams"], ["application/json, text/event-stream"], ["text/plain"], ["x"]])(
  "%j is no stream",
  async (contentType) => {
    const { error } = await streamed(contentType);
    expect(error).toMatchObject({ name: "APIResponseError", outcome: "unknown" });
  },
);
