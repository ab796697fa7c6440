import { expect, test } from "vitest";
import { createMockPareta } from "./index.ts";
import { readUntil, streamedChat } from "./testing/streamed-chat.ts";

// The same file runs in Node too, where there is no page to stand on.
const origin = globalThis.location?.origin ?? "http://pareta.mock";

test("in a page a path alone is enough, a stream comes in pieces, and an abort ends it with its reason", async () => {
  const mock = createMockPareta({ pace: { tokensPerSecond: 50 } });
  const leaving = new AbortController();
  const response = await mock.fetch("/api/pareta/v1/chat/completions", {
    method: "POST",
    body: JSON.stringify(streamedChat),
    signal: leaving.signal,
  });
  expect(response.url).toBe(`${origin}/api/pareta/v1/chat/completions`);
  const { reader, text } = await readUntil(response, (so) => so.includes('"content":"##"'));
  expect(text).not.toContain("[DONE]");
  leaving.abort(new Error("stopped"));
  await expect(reader.read()).rejects.toThrow("stopped");
  expect(mock.ledger).toHaveLength(1);
});

test("a multipart body of the page's own FormData is read", async () => {
  const { fetch } = createMockPareta();
  const form = new FormData();
  form.set("task_id", "contract-key-fields");
  form.set("items", new File(['{"input":"a"}\n'], "items.jsonl", { type: "application/jsonl" }));
  const response = await fetch("/v1/eval-sets", { method: "POST", body: form });
  expect(await response.json()).toMatchObject({ eval_set: { item_count: 1 } });
});
