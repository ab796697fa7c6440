import { type APIStatusError, type ErrorDetail, outcomeOfStatus, statusError } from "../errors.ts";
import { isRecord } from "../decode.ts";
import { isRetryableStatus, readRetryAfter } from "./retry.ts";

/** Enough for any JSON error; the rest of a larger page is not read. */
const longestBody = 65_536;
const longestTextDetail = 2_000;
const longestMessage = 200;

/** Reads at most `longestBody` bytes and cancels what is left; a body that dies leaves what came before. */
export async function readBounded(response: Response): Promise<string> {
  const reader = response.body?.getReader();
  if (!reader) return "";
  const decoder = new TextDecoder();
  let text = "";
  try {
    for (let size = 0; size < longestBody;) {
      const { done, value } = await reader.read();
      if (done) break;
      size += value.byteLength;
      text += decoder.decode(value, { stream: true });
    }
  } catch {
    // The status says what happened; its body was only to explain it.
  }
  reader.cancel().catch(() => {});
  return text;
}

interface ErrorText {
  detail: ErrorDetail;
  /** The server's sentence, `null` when it sent none as JSON: text and HTML never become a message. */
  message: string | null;
}

/** Reads any of the shapes servers and gateways send (contract 3.0, 5.2). */
export function readErrorText(text: string): ErrorText {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return { detail: text.trim().slice(0, longestTextDetail) || null, message: null };
  }
  const inner = isRecord(body)
    ? "detail" in body
      ? body["detail"]
      : "error" in body
        ? body["error"]
        : body
    : body;
  const detail: ErrorDetail =
    typeof inner === "string" || Array.isArray(inner) || isRecord(inner)
      ? inner
      : inner === null
        ? null
        : text.trim();
  const sentence = isRecord(inner) ? inner["message"] : inner;
  const message =
    typeof sentence === "string" && sentence.trim() !== "" ? sentence.slice(0, longestMessage) : null;
  return { detail, message };
}

/** The typed error for a non-2xx answer, its body read; `redact` takes secrets out of what the server echoed. */
export async function readErrorAnswer(
  response: Response,
  options: { repeatable: boolean; date: number; redact: (text: string) => string },
): Promise<APIStatusError> {
  const { status, headers } = response;
  const { detail, message } = readErrorText(options.redact(await readBounded(response)));
  return statusError(message ?? `HTTP ${status}`, {
    status,
    detail,
    response,
    headers,
    requestId: headers.get("x-request-id"),
    retryAfter: readRetryAfter(headers, options.date),
    outcome: outcomeOfStatus(status),
    retryable: isRetryableStatus(status, options.repeatable),
  });
}
