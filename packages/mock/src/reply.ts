import type { Share } from "./acts.ts";
import { mapFrames } from "./frames.ts";
import type { Frames } from "./frames.ts";
import type { Refusal } from "./refusal.ts";

/** What is answered, before pace, faults and the mount turn it into bytes. */
export type Reply =
  | { kind: "json"; status: number; value: unknown; share?: Share; receipt?: Receipt; headers?: HeaderFields }
  | { kind: "text"; status: number; text: string; headers: HeaderFields }
  | { kind: "empty"; status: number; headers?: HeaderFields }
  | { kind: "stream"; frames: Frames; share: Share; errorFrame: ErrorFrame };

type HeaderFields = Record<string, string>;

/** The stream's own way to say that it failed, as the last frame. */
export type ErrorFrame = (error: { code: number; message: string }) => string;

/** Headers that depend on what this request was charged. */
export type Receipt = (chargedMicroUsd: number) => HeaderFields;

export function json(value: unknown, status = 200): Reply {
  return { kind: "json", status, value };
}

export function refused({ status, detail, headers }: Refusal): Reply {
  return { kind: "json", status, value: { detail }, headers };
}

/** The same answer with its JSON changed, event by event in a stream. */
export function rewritten(reply: Reply, rewrite: (value: unknown) => unknown): Reply {
  if (reply.kind === "json") return { ...reply, value: rewrite(reply.value) };
  if (reply.kind !== "stream") return reply;
  const change = (frame: string) =>
    frame.replace(
      /^data: (\{[^\r\n]*)/gm,
      (_, text: string) => `data: ${JSON.stringify(rewrite(JSON.parse(text)))}`,
    );
  return { ...reply, frames: mapFrames(reply.frames, change) };
}
