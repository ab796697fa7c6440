/** A chat that is long enough to break in the middle. */
export const chat = {
  model: "ep_general_chat_01",
  messages: [{ role: "user", content: "Explain how retries work" }],
};

export const streamedChat = { ...chat, stream: true };

/** Reads until the predicate holds for the text so far; the reader is given back for what follows. */
export async function readUntil(response: Response, enough: (text: string) => boolean) {
  const body = response.body;
  if (!body) throw new Error("there is no body");
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = "";
  while (!enough(text)) {
    const { done, value } = await reader.read();
    if (done) throw new Error(`the body ended early: ${text}`);
    text += decoder.decode(value, { stream: true });
  }
  return { reader, text };
}
