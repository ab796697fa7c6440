import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { streamText } from "ai";
import { createParser } from "eventsource-parser";
import OpenAI from "openai";
import { Pareta } from "../packages/sdk/src/index.ts";
import { createEventParser } from "../packages/sdk/src/http/sse.ts";
import {
  type ChatCompletionChunk,
  decodeChunk,
} from "../packages/sdk/src/resources/chat-completion-chunk.ts";
import { bodyOf } from "./corpus.ts";

/** The chunks of one body in, the text of its answer out. */
export type Decoder = (chunks: readonly Uint8Array<ArrayBuffer>[]) => string | Promise<string>;

interface Frame {
  choices: { delta: { content?: string } }[];
}

const contentOf = (json: string) => (JSON.parse(json) as Frame).choices[0]?.delta.content ?? "";

/** As fast as it gets: the whole body at once, one split, one parse an event. */
export function limit(bytes: Uint8Array): string {
  let text = "";
  for (const block of new TextDecoder().decode(bytes).split("\n\n")) {
    if (block !== "" && block !== "data: [DONE]") text += contentOf(block.slice(6));
  }
  return text;
}

/** A parser and JSON.parse in a plain loop: no stream, no types. */
export const batchDecoders: Record<string, Decoder> = {
  "pareta parser"(chunks) {
    let text = "";
    const parser = createEventParser();
    for (const chunk of chunks) {
      parser.push(chunk);
      for (let event = parser.next(); event; event = parser.next()) {
        if (event.data !== "[DONE]") text += contentOf(event.data);
      }
    }
    return text;
  },
  "eventsource-parser"(chunks) {
    let text = "";
    const decoder = new TextDecoder();
    const parser = createParser({
      onEvent(event) {
        if (event.data !== "[DONE]") text += contentOf(event.data);
      },
    });
    for (const chunk of chunks) parser.feed(decoder.decode(chunk, { stream: true }));
    return text;
  },
};

const messages = [{ role: "user" as const, content: "hi" }];

const respond = (chunks: readonly Uint8Array<ArrayBuffer>[]) => async () =>
  new Response(bodyOf(chunks), { headers: { "content-type": "text/event-stream" } });

/** The same decode as ours over eventsource-parser, in the plainest loop its own documentation suggests. */
async function* parserChunks(body: ReadableStream<Uint8Array>): AsyncGenerator<ChatCompletionChunk> {
  const decoder = new TextDecoder();
  const queue: ChatCompletionChunk[] = [];
  const begun = new Set<number>();
  const parser = createParser({
    onEvent(event) {
      if (event.data !== "[DONE]") queue.push(decodeChunk(JSON.parse(event.data), begun));
    },
  });
  const reader = body.getReader();
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    parser.feed(decoder.decode(value, { stream: true }));
    yield* queue.splice(0);
  }
}

/** What a program uses: typed values out of an async iterator, from a Response. */
export const streamDecoders: Record<string, Decoder> = {
  async pareta(chunks) {
    const client = new Pareta({ apiKey: "key", fetch: respond(chunks) });
    let text = "";
    for await (const chunk of client.chat.completions.create({ model: "m", messages, stream: true })) {
      text += chunk.choices[0].delta.content ?? "";
    }
    return text;
  },
  async "eventsource-parser"(chunks) {
    const { body } = await respond(chunks)();
    let text = "";
    if (body) for await (const chunk of parserChunks(body)) text += chunk.choices[0].delta.content ?? "";
    return text;
  },
  async openai(chunks) {
    const client = new OpenAI({ apiKey: "key", fetch: respond(chunks) });
    let text = "";
    for await (const chunk of await client.chat.completions.create({ model: "m", messages, stream: true })) {
      text += chunk.choices[0]?.delta.content ?? "";
    }
    return text;
  },
  async "ai streamText"(chunks) {
    const provider = createOpenAICompatible({
      name: "p",
      baseURL: "http://localhost",
      fetch: respond(chunks),
    });
    let text = "";
    for await (const part of streamText({ model: provider("m"), messages }).textStream) text += part;
    return text;
  },
};
