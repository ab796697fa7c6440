import { QueryClient } from "@tanstack/react-query";
import { Pareta } from "pareta";
import { openChat } from "../chat/chat-sessions.ts";
import { openScope } from "../provider/pareta-scope.ts";

/** One server event with a delta of the first choice. */
export const deltaEvent = (delta: object, finishReason: string | null = null): string =>
  `data: ${JSON.stringify({ choices: [{ index: 0, delta, finish_reason: finishReason }] })}\n\n`;

export const doneEvent = "data: [DONE]\n\n";

/** A body that tests write themselves, piece by piece. */
export function openBody() {
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  const stream = new ReadableStream<Uint8Array>({ start: (opened) => void (controller = opened) });
  const encoder = new TextEncoder();
  return {
    stream,
    write: (text: string) => controller?.enqueue(encoder.encode(text)),
    fail: () => controller?.error(new TypeError("terminated")),
  };
}

export function eventStream(body: BodyInit): Response {
  return new Response(body, { headers: { "content-type": "text/event-stream" } });
}

/** A chat whose every request is answered by the next of these bodies; the last one stays. */
export function scriptedChat(...bodies: readonly (BodyInit | (() => Response))[]) {
  const requests: { readonly body: unknown; readonly key: string | null }[] = [];
  const fetch = (_: unknown, init?: RequestInit) => {
    const body = bodies[Math.min(requests.length, bodies.length - 1)] ?? "";
    requests.push({
      body: JSON.parse(typeof init?.body === "string" ? init.body : "null"),
      key: new Headers(init?.headers).get("idempotency-key"),
    });
    return Promise.resolve(typeof body === "function" ? body() : eventStream(body));
  };
  const scope = openScope(new QueryClient(), "default", new Pareta({ fetch }));
  const session = openChat(scope, "chat");
  session.attach({ onUnmount: "keep", onSettled: () => {} });
  return { scope, session, store: session.store, requests };
}
