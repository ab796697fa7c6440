import { expect, test } from "vitest";
import { createMockPareta } from "./index.ts";
import { startMockServer } from "./server/index.ts";

const question = {
  model: "ep_general_chat_01",
  messages: [{ role: "user", content: "Explain retries" }],
  stream: true,
};

test("streams chat in both mounts", async () => {
  const mock = createMockPareta({ pace: { tokensPerSecond: 5000 } });
  const models = await mock.fetch("https://api.pareta.ai/v1/models");
  expect(await models.json()).toMatchObject({ object: "list" });
  const response = await mock.fetch("/api/pareta/v1/chat/completions", {
    method: "POST",
    body: JSON.stringify(question),
  });
  const text = await response.text();
  expect(text).toContain("data: [DONE]\n\n");
  expect(mock.ledger).toHaveLength(1);
  const server = await startMockServer(mock);
  const headers = { authorization: "Bearer pareta_sk_test" };
  const over = await fetch(`${server.url}/v1/chat/completions`, {
    method: "POST",
    headers,
    body: JSON.stringify(question),
  });
  expect(over.headers.get("content-type")).toContain("event-stream");
  expect(await over.text()).toContain("[DONE]");
  expect((await fetch(`${server.url}/v1/models`)).status).toBe(401);
  await server.close();
});
