// @vitest-environment jsdom
import { expect, test } from "vitest";
import { createMockPareta } from "./index.ts";
import { readUntil, streamedChat } from "./testing/streamed-chat.ts";

test("in jsdom a path alone is enough, and its own AbortSignal and Headers are taken", async () => {
  const mock = createMockPareta({ pace: { tokensPerSecond: 50 } });
  const leaving = new AbortController();
  const response = await mock.fetch("/api/pareta/v1/chat/completions", {
    method: "POST",
    body: JSON.stringify(streamedChat),
    headers: new Headers({ "idempotency-key": "k" }),
    signal: leaving.signal,
  });
  expect(response.url).toBe(`${location.origin}/api/pareta/v1/chat/completions`);
  expect(mock.requests[0]?.key).toBe("k");
  const { reader } = await readUntil(response, (so) => so.includes('"content":"##"'));
  leaving.abort(new Error("stopped"));
  await expect(reader.read()).rejects.toThrow("stopped");
});

test("in jsdom, whose File is not Node's, multipart bytes are read", async () => {
  const { fetch } = createMockPareta();
  const part = (head: string, content: string) =>
    `--b0\r\nContent-Disposition: form-data; ${head}\r\n\r\n${content}\r\n`;
  const body =
    part('name="task_id"', "contract-key-fields") +
    part('name="items"; filename="items.jsonl"\r\nContent-Type: application/jsonl', '{"input":"a"}\n') +
    "--b0--\r\n";
  const headers = { "content-type": "multipart/form-data; boundary=b0" };
  const response = await fetch("/v1/eval-sets", { method: "POST", body, headers });
  expect(await response.json()).toMatchObject({ eval_set: { item_count: 1 } });
});
