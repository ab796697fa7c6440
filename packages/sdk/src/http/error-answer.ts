import { type APIStatusError, type ErrorDetail, outcomeOfStatus, statusError } from "../errors.ts";
import { isRecord } from "../decode.ts";
import { isRetryableStatus, readRetryAfter } from "./retry.ts";

/** Reads about 64 kB, enough for any JSON error, and cancels the rest; a body that dies leaves what came before. */
export async function readBounded(response: Response): Promise<string> {
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let text = "";
  try {
    while (text.length < 65_536) {
      const part = await reader?.read();
      if (!part?.value) break;
      text += decoder.decode(part.value, { stream: true });
    }
  } catch {
    // The status says what happened; its body was only to explain it.
  }
  reader?.cancel().catch(() => {});
  return text;
}

/**
 * Reads any of the shapes servers and gateways send (contract 3.0, 5.2). `message` is the server's sentence, `null`
 * when it sent none as JSON: text and HTML never become a message.
 */
export function readErrorText(text: string): { detail: ErrorDetail; message: string | null } {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return { detail: text.trim().slice(0, 2000) || null, message: null };
  }
  const detail = isRecord(body) ? ("detail" in body ? body["detail"] : (body["error"] ?? body)) : body;
  const sentence: unknown = isRecord(detail) ? detail["message"] : detail;
  return {
    detail: detail as ErrorDetail,
    message: typeof sentence === "string" && sentence.trim() ? sentence.slice(0, 200) : null,
  };
}

/** The typed error for a non-2xx answer, its body read; `redact` takes secrets out of what the server echoed. */
export async function readErrorAnswer(
  response: Response,
  { retryable, date, redact }: { retryable: boolean; date: number; redact: (text: string) => string },
): Promise<APIStatusError> {
  const { status, headers } = response;
  const { detail, message } = readErrorText(redact(await readBounded(response)));
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
