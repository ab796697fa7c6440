import type { Share } from "./acts.ts";

/** What a route answers, before pace, faults and the mount turn it into bytes. */
export type Reply =
  | { kind: "json"; status: number; value: unknown; share?: Share; receipt?: Receipt }
  | { kind: "empty"; status: number }
  | { kind: "stream"; frames: AsyncGenerator<string, void>; share: Share; errorFrame: ErrorFrame };

/** The stream's own way to say that it failed, as the last frame. */
export type ErrorFrame = (error: { code: number; message: string }) => string;

export function json(value: unknown, status = 200): Reply {
  return { kind: "json", status, value };
}

/** Headers that depend on what this request was charged. */
export type Receipt = (chargedMicroUsd: number) => Record<string, string>;
