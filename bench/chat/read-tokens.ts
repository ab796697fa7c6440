/** The plainest reader of a completion stream: nothing it does could be left out. */
export async function readTokens(response: Response, onToken: (token: string) => void): Promise<void> {
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  for (;;) {
    const { value, done } = (await reader?.read()) ?? { value: undefined, done: true };
    if (done) return;
    const events = (rest + decoder.decode(value, { stream: true })).split("\n\n");
    rest = events.pop() ?? "";
    for (const event of events) {
      if (event === "data: [DONE]") return;
      const chunk: { choices: { delta: { content?: string } }[] } = JSON.parse(event.slice(6));
      onToken(chunk.choices[0]?.delta.content ?? "");
    }
  }
}
