import { openStream, type ParetaStream, type StreamOptions } from "../http/stream.ts";
import type { ChatCompletionChunk } from "../resources/chat-completion-chunk.ts";
import { chatDecoder } from "../resources/chat-decoder.ts";
import { ScriptedBody } from "./scripted-body.ts";

/** A chat stream over a body, without a transport. Text becomes a body that has come to its end. */
export function openChat(
  body: ScriptedBody | string,
  options: Partial<StreamOptions<ChatCompletionChunk>> = {},
): ParetaStream<ChatCompletionChunk> {
  const source = typeof body === "string" ? new ScriptedBody(body) : body;
  if (typeof body === "string") source.end();
  const connect = async () => ({
    response: new Response(source.stream),
    requestId: "req_7f3a",
    redact: String,
  });
  return openStream({ connect, decoder: chatDecoder, idleTimeout: 0, signal: undefined, ...options });
}

/** A frame with this text for choice 0. */
export const textFrame = (content: string, finishReason: string | null = null): string =>
  `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content }, finish_reason: finishReason }] })}\n\n`;

export const doneFrame = "data: [DONE]\n\n";

/** All that a stream gives: its values, and the error that ended it. */
export async function collect<T>(stream: AsyncIterable<T>): Promise<{ values: T[]; error: unknown }> {
  const values: T[] = [];
  try {
    for await (const value of stream) values.push(value);
  } catch (error) {
    return { values, error };
  }
  return { values, error: null };
}

/** Like `collect`, with the text of choice 0 in place of the chunks. */
export async function collectText(
  stream: AsyncIterable<ChatCompletionChunk>,
): Promise<{ text: string; error: unknown }> {
  const { values, error } = await collect(stream);
  return { text: values.map(({ choices }) => choices[0].delta.content ?? "").join(""), error };
}
