import { expect, test } from "vitest";
import { ParetaError } from "../errors.ts";
import { FakeClock } from "../testing/fake-clock.ts";
import { fakeFetch } from "../testing/fake-fetch.ts";
import { collect } from "../testing/open-chat.ts";
import { question, testClient } from "../testing/test-client.ts";

const lists = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
const objects = `${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}`;

function clientOf(body: string, contentType: string, status = 200) {
  const fetch = fakeFetch(() => new Response(body, { status, headers: { "content-type": contentType } }));
  return testClient(new FakeClock(), { fetch, maxRetries: 0 });
}

/** Read, or a typed error. */
const isTold = (error: unknown): boolean => error === null || error instanceof ParetaError;

/** What reading gave: the error, or nothing. */
const errorOf = async (reading: Promise<unknown>): Promise<unknown> =>
  reading.then(
    () => null,
    (error: unknown) => error,
  );

test.each([
  ["lists", lists],
  ["objects", objects],
])("100,000 nested %s anywhere in an answer never overflow the stack", async (_, deep) => {
  const messages = [
    `{"content":${deep}}`,
    `{"refusal":${deep}}`,
    `{"tool_calls":[{"function":{"arguments":${deep}}}]}`,
    `{"function_call":{"arguments":${deep}}}`,
    `{"content":"a","more":${deep}}`,
  ];
  for (const message of messages) {
    const whole = clientOf(`{"choices":[{"message":${message}}]}`, "application/json");
    const frames = `data: {"choices":[{"delta":${message}}]}\n\ndata: [DONE]\n\n`;
    const streamed = clientOf(frames, "text/event-stream");
    const errors = [
      await errorOf(whole.chat.completions.create(question)),
      (await collect(streamed.chat.completions.create({ ...question, stream: true }))).error,
    ];
    expect(errors.every(isTold)).toBe(true);
  }
});

test.each([
  ["lists", lists],
  ["objects", objects],
])("100,000 nested %s in an error's body or frame are told by its status", async (_, deep) => {
  for (const body of [deep, `{"detail":${deep}}`, `{"error":{"message":${deep}}}`]) {
    const refused = clientOf(body, "application/json", 402);
    expect(await errorOf(refused.chat.completions.create(question))).toMatchObject({
      name: "InsufficientCreditsError",
      outcome: "refused",
    });
    const frame = clientOf(`event: error\ndata: ${body}\n\n`, "text/event-stream");
    const { error } = await collect(frame.chat.completions.create({ ...question, stream: true }));
    expect(error).toBeInstanceOf(ParetaError);
  }
});

test.each(["progress", "error", "complete", "later"])(
  "a deploy's %s event of 100,000 nested lists never overflows the stack",
  async (event) => {
    for (const data of [lists, objects, `{"message":${lists}}`, `{"stage":${objects}}`]) {
      const client = clientOf(`event: ${event}\ndata: ${data}\n\n`, "text/event-stream");
      const { error } = await collect(client.endpoints.deploy({ task: "t" }));
      expect(isTold(error)).toBe(true);
    }
  },
);
