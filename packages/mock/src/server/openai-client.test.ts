import { AuthenticationError, NotFoundError, OpenAI, UnprocessableEntityError } from "openai";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createMockPareta } from "../index.ts";
import { startMockServer } from "./index.ts";
import type { MockServer } from "./index.ts";

/** The public client as it is published, with nothing but the address and the key. */
let client: OpenAI;
let server: MockServer;
const mock = createMockPareta();

beforeAll(async () => {
  server = await startMockServer(mock);
  client = new OpenAI({ baseURL: `${server.url}/v1`, apiKey: "pareta_sk_test" });
});
afterAll(() => server.close());

const ask = {
  model: "ep_general_chat_01",
  messages: [{ role: "user" as const, content: "Explain how retries work" }],
};

test("lists the models", async () => {
  const ids = [];
  for await (const model of client.models.list()) ids.push(model.id);
  expect(ids).toContain("ep_contract_kie_01");
});

test("completes", async () => {
  const completion = await client.chat.completions.create(ask);
  expect(completion.choices[0]?.message.content).toContain("## Retries and idempotency");
  expect(completion.choices[0]?.finish_reason).toBe("stop");
  expect(completion.usage?.total_tokens).toBeGreaterThan(200);
});

test("streams the same text, with usage when asked", async () => {
  const whole = await client.chat.completions.create(ask);
  const stream = await client.chat.completions.create({
    ...ask,
    stream: true,
    stream_options: { include_usage: true },
  });
  let text = "";
  let usage = null;
  for await (const chunk of stream) {
    text += chunk.choices[0]?.delta.content ?? "";
    usage = chunk.usage ?? usage;
  }
  expect(text).toBe(whole.choices[0]?.message.content);
  expect(usage).toEqual(whole.usage);
});

test("its stream helper folds tool calls", async () => {
  const stream = client.chat.completions.stream({
    model: ask.model,
    messages: [{ role: "user", content: "What is the weather in Berlin?" }],
    tools: [
      {
        type: "function",
        function: {
          name: "weather",
          parameters: { type: "object", properties: { city: { type: "string" } } },
        },
      },
    ],
  });
  const final = await stream.finalChatCompletion();
  const [call] = final.choices[0]?.message.tool_calls ?? [];
  expect(call).toMatchObject({
    type: "function",
    function: { name: "weather", arguments: '{"city":"Berlin"}' },
  });
});

test("its errors are the platform's", async () => {
  const wrongKey = new OpenAI({ baseURL: `${server.url}/v1`, apiKey: "nope", maxRetries: 0 });
  await expect(wrongKey.models.list()).rejects.toBeInstanceOf(AuthenticationError);
  await expect(client.chat.completions.create({ ...ask, model: "nobody" })).rejects.toBeInstanceOf(
    NotFoundError,
  );
  await expect(client.chat.completions.create({ ...ask, temperature: 9 })).rejects.toBeInstanceOf(
    UnprocessableEntityError,
  );
});

test("a stream it leaves is seen as an abort, and paid", async () => {
  const before = mock.ledger.length;
  const stream = await client.chat.completions.create({ ...ask, stream: true });
  for await (const chunk of stream) if (chunk.choices[0]?.delta.content) break;
  await expect.poll(() => mock.ledger.length).toBe(before + 1);
});
