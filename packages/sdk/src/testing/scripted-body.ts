import { bytesOf } from "./chunks.ts";

/** A body that the test feeds by hand, and that tells how often it was read and cancelled. */
export class ScriptedBody {
  reads = 0;
  cancels = 0;
  #controller: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>> | undefined;
  readonly stream: ReadableStream<Uint8Array<ArrayBuffer>>;

  constructor(...chunks: string[]) {
    this.stream = new ReadableStream(
      {
        start: (controller) => void (this.#controller = controller),
        pull: () => void this.reads++,
        cancel: () => void this.cancels++,
      },
      { highWaterMark: 0 },
    );
    for (const chunk of chunks) this.send(chunk);
  }

  send(text: string): void {
    this.#controller?.enqueue(bytesOf(text));
  }

  end(): void {
    this.#controller?.close();
  }

  reset(): void {
    this.#controller?.error(new TypeError("terminated"));
  }
}
