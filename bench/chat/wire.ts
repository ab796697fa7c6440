/** A protocol in which a server streams an answer: each peer gets its own, one token a chunk. */
export type Wire = (tokens: readonly string[]) => object[];

const envelope = {
  id: "chatcmpl-9f3a7c52e1b84d06",
  object: "chat.completion.chunk",
  created: 1_782_900_200,
  model: "ep_general_chat_01",
  system_fingerprint: "fp_44709d6fcb",
};

const choice = (delta: object, finish_reason: string | null) => ({
  ...envelope,
  choices: [{ index: 0, delta, logprobs: null, finish_reason }],
});

/** Chat completions, as Pareta and OpenAI speak them: about 240 bytes a token. */
export const completions: Wire = (tokens) => [
  choice({ role: "assistant", content: "" }, null),
  ...tokens.map((content) => choice({ content }, null)),
  choice({}, "stop"),
];

/** The AI SDK's UI message stream: about 60 bytes a token. */
export const uiMessages: Wire = (tokens) => [
  { type: "start", messageId: "answer" },
  { type: "start-step" },
  { type: "text-start", id: "0" },
  ...tokens.map((delta) => ({ type: "text-delta", id: "0", delta })),
  { type: "text-end", id: "0" },
  { type: "finish-step" },
  { type: "finish" },
];

/** AG-UI events, as TanStack AI speaks them: about 90 bytes a token. */
export const agentEvents: Wire = (tokens) => [
  { type: "RUN_STARTED", threadId: "thread", runId: "run" },
  { type: "TEXT_MESSAGE_START", messageId: "answer", role: "assistant" },
  ...tokens.map((delta) => ({ type: "TEXT_MESSAGE_CONTENT", messageId: "answer", delta })),
  { type: "TEXT_MESSAGE_END", messageId: "answer" },
  { type: "RUN_FINISHED", threadId: "thread", runId: "run", finishReason: "stop" },
];

/** One server-sent event a chunk. AG-UI ends with its last event, the other two with `[DONE]`. */
export function encode(wire: Wire, tokens: readonly string[]): Uint8Array<ArrayBuffer>[] {
  const encoder = new TextEncoder();
  const events = wire(tokens).map((event) => JSON.stringify(event));
  if (wire !== agentEvents) events.push("[DONE]");
  return events.map((event) => encoder.encode(`data: ${event}\n\n`));
}
