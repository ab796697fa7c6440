import {
  type APIStatusError,
  type ErrorDetail,
  type Outcome,
  outcomeOfStatus,
  statusError,
} from "../errors.ts";
import { ContractViolation, isRecord } from "../decode.ts";
import type { Redact } from "./redact.ts";
import { isRetryableStatus, readRetryAfter } from "./retry.ts";

/** How an answer is read. */
export interface AnswerReading {
  readonly orEnd: OrEnd;
  readonly redact: Redact;
  /** Of the attempts before this one. */
  readonly earlier: Outcome;
}

/** Ends a step early: the promise it gives rejects when the attempt is over. */
export type OrEnd = <V>(step: V | Promise<V>) => Promise<V>;

/** 64 MiB: a body that inflates beyond what any answer needs must not fill the memory first. */
const usualMaxBytes = 64 * 2 ** 20;

/**
 * Reads a whole body; cancels it when the attempt ends first, also where the runtime does not know the signal.
 * @throws ContractViolation as soon as more than `maxBytes` have come.
 */
export async function readText(
  response: Response,
  { orEnd, redact }: AnswerReading,
  maxBytes = usualMaxBytes,
  isExplanation = false,
): Promise<string> {
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  try {
    for (let part; (part = (await orEnd(reader?.read()))?.value);) {
      text += decoder.decode(part, { stream: true });
      bytes += part.byteLength;
      if (bytes > maxBytes) throw new ContractViolation(`more than ${maxBytes / 2 ** 20} MiB`);
    }
    text += decoder.decode();
  } catch (error) {
    // The status says what happened; its body was only to explain it.
    if (!isExplanation) throw error;
  } finally {
    reader?.cancel().catch(() => {});
  }
  return redact(text);
}

/** Reads about 64 kB, enough for any JSON error. A body that dies or hangs leaves what came before it. */
export function readErrorBody(response: Response, reading: AnswerReading): Promise<string> {
  return readText(response, reading, 65_536, true);
}

/**
 * Reads any of the shapes servers and gateways send (contract 3.0, 5.2). `message` is the server's sentence, `null`
 * when it sent none as JSON: text and HTML never become a message.
 */
export function readErrorText(text: string, redact: Redact): { detail: ErrorDetail; message: string | null } {
  let body: unknown;
  try {
    // Written anew, so that escapes hide nothing.
    body = JSON.parse(redact(JSON.stringify(JSON.parse(text))));
  } catch {
    return { detail: redact(text).trim().slice(0, 2000) || null, message: null };
  }
  const detail = isRecord(body) ? ("detail" in body ? body["detail"] : (body["error"] ?? body)) : body;
  const sentence: unknown = isRecord(detail) ? detail["message"] : detail;
  return {
    detail: detail as ErrorDetail,
    message: typeof sentence === "string" && sentence.trim() ? sentence.slice(0, 200) : null,
  };
}

/** The typed error for a non-2xx answer: its status stands, however its body goes. */
export async function readErrorAnswer(
  response: Response,
  { retryable, date, ...reading }: AnswerReading & { retryable: boolean; date: number },
): Promise<APIStatusError> {
  const { status, headers } = response;
  const { detail, message } = readErrorText(await readErrorBody(response, reading), reading.redact);
  // A browser hides where a redirect leads, its status included.
  return statusError(message ?? (status ? `HTTP ${status}` : "A redirect is not followed."), {
    status,
    detail,
    response,
    headers,
    requestId: headers.get("x-request-id"),
    retryAfter: readRetryAfter(headers, date),
    outcome: outcomeOfStatus(status),
    retryable: isRetryableStatus(status, retryable),
  });
}
