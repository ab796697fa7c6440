/** Takes the key out of a text that a server sent. */
export type Redact = (text: string) => string;

/** For one attempt's key, in the forms in which JSON and URLs carry it: a server or a debugging proxy may echo it. */
export function redactorOf(key: string): Redact {
  // A stand-in such as "test" is no secret, but a word.
  if (key.length < 8) return String;
  const forms = [...new Set([key, JSON.stringify(key).slice(1, -1), encodeURIComponent(key)])];
  return (text) => forms.reduce((rest, form) => rest.replaceAll(form, "[redacted]"), text);
}

/** The answer as its errors may hold it: itself, unless a header echoes the key. */
export function redactedAnswer(response: Response, redact: Redact): Response {
  const headers = JSON.stringify([...response.headers]);
  const clean = redact(headers);
  if (clean === headers) return response;
  const { body, status, statusText } = response;
  return new Response(body, { status, statusText, headers: JSON.parse(clean) });
}
