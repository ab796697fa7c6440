/** A chat answer as a server streams it, and what a reader must make of it. */
export interface Corpus {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly text: string;
  readonly events: number;
}

const words = "the rain in Zürich — naïve café, 東京 and Москва; 👩‍👩‍👧 said “yes”: 42 € \n- ".split(" ");

/** `events` chunks of about 260 bytes with multi-byte text, LF framing and `[DONE]`. */
export function chatCorpus(events: number): Corpus {
  let text = "";
  let body = "";
  for (let event = 0; event < events; event++) {
    const content = `${words[(event * 7) % words.length]} `;
    text += content;
    const chunk = {
      id: "chatcmpl-9f3a7c52e1b84d06",
      object: "chat.completion.chunk",
      created: 1_782_900_200,
      model: "ep_contract_kie_01",
      system_fingerprint: "fp_44709d6fcb",
      choices: [
        { index: 0, delta: { content }, logprobs: null, finish_reason: event === events - 1 ? "stop" : null },
      ],
    };
    body += `data: ${JSON.stringify(chunk)}\n\n`;
  }
  return { bytes: new TextEncoder().encode(`${body}data: [DONE]\n\n`), text, events };
}

/** How a network hands the bytes over. */
export const modes = {
  "64 B": (bytes) => pieces(bytes, () => 64),
  "one event": (bytes) => eventPieces(bytes),
  "1-4 KiB": (bytes) => pieces(bytes, (piece) => 1024 + ((piece * 1103) % 3072)),
  "64 KiB": (bytes) => pieces(bytes, () => 65_536),
} satisfies Record<string, (bytes: Uint8Array) => Uint8Array<ArrayBuffer>[]>;

export function pieces(bytes: Uint8Array, size: (piece: number) => number): Uint8Array<ArrayBuffer>[] {
  const result: Uint8Array<ArrayBuffer>[] = [];
  for (let start = 0; start < bytes.length;) {
    const end = start + size(result.length);
    result.push(bytes.slice(start, end));
    start = end;
  }
  return result;
}

function eventPieces(bytes: Uint8Array): Uint8Array<ArrayBuffer>[] {
  const result: Uint8Array<ArrayBuffer>[] = [];
  let start = 0;
  for (let end = 2; end <= bytes.length; end++) {
    if (bytes[end - 1] !== 10 || bytes[end - 2] !== 10) continue;
    result.push(bytes.slice(start, end));
    start = end;
  }
  return result;
}

/** A body that gives one chunk a pull, as a socket does to a reader that keeps up. */
export function bodyOf(chunks: readonly Uint8Array<ArrayBuffer>[]): ReadableStream<Uint8Array<ArrayBuffer>> {
  let next = 0;
  return new ReadableStream(
    {
      pull(controller) {
        const chunk = chunks[next++];
        if (chunk) controller.enqueue(chunk);
        else controller.close();
      },
    },
    { highWaterMark: 0 },
  );
}
