import type { Route } from "./route.ts";

export interface RequestRow {
  /** By the mock's clock, Unix ms. */
  at: number;
  /** null when no route matched. */
  route: Route | null;
  method: string;
  path: string;
  headers: Record<string, string>;
  /** Parsed: JSON as a value, multipart as its fields, a file as `{name, mime, size, hash}`. */
  body: unknown;
  /** The Idempotency-Key. */
  key: string | null;
  /** null until the head is sent, and for good when it never was. */
  status: number | null;
  /** When the caller went away before the answer's end. */
  abortedAt: number | null;
}
