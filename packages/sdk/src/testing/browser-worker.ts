import { Pareta } from "../index.ts";

/** What a module worker of a browser makes of the package; told to the page that started it. */
export interface WorkerReport {
  readonly hasDocument: boolean;
  readonly refusal: string;
  readonly text: string;
  readonly url: string;
  readonly headers: Record<string, string>;
}

function refusalOf(act: () => unknown): string {
  try {
    act();
    return "nothing was refused";
  } catch (error) {
    return String(error);
  }
}

async function report(): Promise<WorkerReport> {
  let url = "";
  let headers: Record<string, string> = {};
  const client = new Pareta({
    baseURL: "/api/pareta",
    fetch(input, init) {
      url = input instanceof Request ? input.url : String(input);
      headers = Object.fromEntries(new Headers(init?.headers));
      // The engine's own network stack makes the answer.
      const frames =
        'data: {"choices":[{"delta":{"content":"Nörd"}}]}\n\ndata: {"choices":[{"delta":{"content":"wind"}}]}\n\ndata: [DONE]\n\n';
      return fetch(`data:text/event-stream,${encodeURIComponent(frames)}`);
    },
  });
  let text = "";
  const messages = [{ role: "user", content: "Who signs?" }];
  for await (const { choices } of client.chat.completions.create({ model: "ep_1", messages, stream: true })) {
    text += choices[0].delta.content ?? "";
  }
  const refusal = refusalOf(() => new Pareta({ apiKey: "pareta_sk_CANARY" }));
  return { hasDocument: "document" in globalThis, refusal, text, url, headers };
}

if (!("document" in globalThis)) {
  report().then(
    (result) => postMessage(result),
    (error: unknown) => postMessage({ text: String(error) }),
  );
}
