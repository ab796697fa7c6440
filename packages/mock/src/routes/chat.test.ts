import { describe, expect, test } from "vitest";
import { mountNames, openMock } from "../testing/mounts.ts";
import { chat, streamedChat } from "../testing/streamed-chat.ts";

/** The JSON of every `data:` line but `[DONE]`. */
function frames(text: string): Record<string, unknown>[] {
  const lines = text.split("\n").filter((line) => line.startsWith("data: {"));
  return lines.map((line) => JSON.parse(line.slice(6)));
}

describe.each(mountNames)("chat by %s", (mount) => {
  test("a stream: role, content, finish, usage, receipts, [DONE], with LF", async () => {
    const { post, close } = await openMock(mount);
    const body = { ...streamedChat, stream_options: { include_usage: true } };
    const response = await post("/chat/completions", body);
    expect(response.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
    const text = await response.text();
    expect(text).not.toContain("\r");
    const all = frames(text);
    expect(all[0]).toMatchObject({
      object: "chat.completion.chunk",
      model: "ep_general_chat_01",
      choices: [{ index: 0, delta: { role: "assistant", content: "" }, finish_reason: null }],
    });
    expect(all.at(-2)).toMatchObject({ choices: [{ index: 0, delta: {}, finish_reason: "stop" }] });
    expect(all.at(-1)).toMatchObject({ choices: [], usage: { total_tokens: expect.any(Number) } });
    expect(text).toMatch(
      /\n\n: pareta-billed-micro-usd \d+\n\n: pareta-frontier-would-have-cost-micro-usd \d+\n\ndata: \[DONE\]\n\n$/,
    );
    await close();
  });

  test("JSON: content and usage", async () => {
    const { post, close } = await openMock(mount);
    const messages = [{ role: "user", content: "Acme Corp agrees to pay Faber GmbH $5,000 net 30." }];
    const response = await post("/chat/completions", {
      model: "ep_contract_kie_01",
      messages,
      temperature: 0,
    });
    const completion = await response.json();
    expect(completion).toMatchObject({
      id: expect.stringMatching(/^cmpl_/),
      object: "chat.completion",
      choices: [{ index: 0, finish_reason: "stop", message: { role: "assistant" } }],
    });
    const { prompt_tokens: prompt, completion_tokens: written, total_tokens: total } = completion.usage;
    expect(total).toBe(prompt + written);
    expect(JSON.parse(completion.choices[0].message.content)).toEqual({
      parties: ["Acme Corp", "Faber GmbH"],
      effective_date: null,
      amount: "5000",
      currency: "USD",
      payment_terms: "net 30",
      governing_law: null,
      term: null,
    });
    await close();
  });
});

test("a stream and its JSON say the same", async () => {
  const { post } = await openMock("fetch");
  const streamed = frames(await (await post("/chat/completions", streamedChat)).text());
  const whole = await (await post("/chat/completions", chat)).json();
  const text = streamed.map((frame) => contentOf(frame)).join("");
  expect(text).toBe(whole.choices[0].message.content);
});

test("open questions get markdown of several hundred tokens, with text beyond ASCII", async () => {
  const { post } = await openMock("fetch");
  const answers: string[] = [];
  for (const content of [
    "Explain retries",
    "Explain caches",
    "Explain why we test",
    "Describe two models",
    "Tell me more about ideas",
  ]) {
    const answer = await (
      await post("/chat/completions", { ...chat, messages: [{ role: "user", content }] })
    ).json();
    expect(answer.usage.completion_tokens).toBeGreaterThan(200);
    const text: string = answer.choices[0].message.content;
    expect(text).toMatch(/^## /m);
    expect(text).toMatch(/^1\. /m);
    expect(text).toMatch(/^\| --- \|/m);
    expect(text).toMatch(/^```ts$/m);
    answers.push(text);
  }
  expect(answers.join("")).toMatch(/[—→≈✅ï]/);
});

test("classification answers with a label, and as JSON when asked", async () => {
  const { post } = await openMock("fetch");
  const messages = [{ role: "user", content: "I was charged twice, please refund me." }];
  const act = { model: "ep_ticket_triage_02", messages };
  expect((await (await post("/chat/completions", act)).json()).choices[0].message.content).toBe("billing");
  const json = await (
    await post("/chat/completions", { ...act, response_format: { type: "json_object" } })
  ).json();
  expect(JSON.parse(json.choices[0].message.content)).toEqual({ label: "billing" });
});

test("a picture is read: the same one gives the same fields", async () => {
  const { call, post } = await openMock("fetch");
  await call("/endpoints/ep_invoice_01/start", { method: "POST" });
  const read = async (url: string) => {
    const content = [
      { type: "text", text: "Extract the fields." },
      { type: "image_url", image_url: { url } },
    ];
    const body = { model: "ep_invoice_01", messages: [{ role: "user", content }] };
    return (await (await post("/chat/completions", body)).json()).choices[0].message.content;
  };
  const first = await read("data:image/png;base64,AAAA");
  expect(JSON.parse(first)).toMatchObject({ total: expect.any(String), invoice_number: expect.any(String) });
  expect(await read("data:image/png;base64,AAAA")).toBe(first);
  expect(await read("data:image/png;base64,BBBB")).not.toBe(first);
});

const weather = {
  type: "function",
  function: {
    name: "weather",
    parameters: { type: "object", properties: { city: { type: "string" }, unit: { enum: ["C", "F"] } } },
  },
};

test("tools: a call whose arguments follow the schema, and text once the result is there", async () => {
  const { post } = await openMock("fetch");
  const ask = [{ role: "user", content: "What is the weather in Berlin?" }];
  const first = await (await post("/chat/completions", { ...chat, messages: ask, tools: [weather] })).json();
  expect(first.choices[0]).toMatchObject({ finish_reason: "tool_calls", message: { content: null } });
  const [call] = first.choices[0].message.tool_calls;
  expect(call).toMatchObject({ type: "function", function: { name: "weather" } });
  expect(JSON.parse(call.function.arguments)).toEqual({
    city: "Berlin",
    unit: expect.stringMatching(/^[CF]$/),
  });

  const answered = [
    ...ask,
    first.choices[0].message,
    { role: "tool", tool_call_id: call.id, content: '{"c":21}' },
  ];
  const second = await (
    await post("/chat/completions", { ...chat, messages: answered, tools: [weather] })
  ).json();
  expect(second.choices[0].message.content).toContain('{"c":21}');
});

test("streamed tools: id and name first, then pieces of the arguments", async () => {
  const { post } = await openMock("fetch");
  const messages = [{ role: "user", content: "What is the weather in Berlin?" }];
  const all = frames(
    await (await post("/chat/completions", { ...streamedChat, messages, tools: [weather] })).text(),
  );
  const calls = all.flatMap((frame) => [deltaOf(frame)["tool_calls"] ?? []].flat()) as {
    index: number;
    id?: string;
    function: { name?: string; arguments: string };
  }[];
  expect(calls[0]).toMatchObject({
    index: 0,
    id: expect.any(String),
    function: { name: "weather", arguments: "" },
  });
  expect(calls.slice(1).every((call) => call.id === undefined)).toBe(true);
  expect(JSON.parse(calls.map((call) => call.function.arguments).join(""))).toMatchObject({ city: "Berlin" });
  expect(all.at(-1)).toMatchObject({ choices: [{ finish_reason: "tool_calls" }] });
});

test("n > 1: different choices, interleaved in a stream", async () => {
  const { post } = await openMock("fetch");
  const whole = await (await post("/chat/completions", { ...chat, n: 3 })).json();
  const contents = whole.choices.map((choice: { message: { content: string } }) => choice.message.content);
  expect(whole.choices.map((choice: { index: number }) => choice.index)).toEqual([0, 1, 2]);
  expect(new Set(contents).size).toBe(3);
  const all = frames(await (await post("/chat/completions", { ...streamedChat, n: 2 })).text());
  const order = all.map((frame) => (frame["choices"] as { index: number }[])[0]?.index);
  expect(order.slice(0, 6)).toEqual([0, 1, 0, 1, 0, 1]);
});

test("max_tokens cuts with finish_reason length, stop cuts before the stop", async () => {
  const { post } = await openMock("fetch");
  const short = await (await post("/chat/completions", { ...chat, max_tokens: 5 })).json();
  expect(short).toMatchObject({ choices: [{ finish_reason: "length" }], usage: { completion_tokens: 5 } });
  const stopped = await (await post("/chat/completions", { ...chat, stop: ["###"] })).json();
  expect(stopped.choices[0].message.content).not.toContain("###");
});

test.each([
  [{ messages: chat.messages }, ["body", "model"]],
  [{ model: "ep_general_chat_01" }, ["body", "messages"]],
  [{ ...chat, messages: [] }, ["body", "messages"]],
  [{ ...chat, messages: [{ content: "x" }] }, ["body", "messages", 0, "role"]],
  [{ ...chat, temperature: 9 }, ["body", "temperature"]],
  [{ ...chat, messages: [{ role: "user", content: "long ".repeat(200_000) }] }, ["body", "messages"]],
])("422 says where: %#", async (body, loc) => {
  const { mock, post } = await openMock("fetch");
  const response = await post("/chat/completions", body);
  expect(response.status).toBe(422);
  expect(await response.json()).toEqual({
    detail: [{ loc, msg: expect.any(String), type: expect.any(String) }],
  });
  expect(mock.ledger).toEqual([]);
});

test("404 for a model nobody deployed; an alias finds the endpoint that runs it", async () => {
  const { call, post } = await openMock("fetch");
  const missing = await post("/chat/completions", { ...chat, model: "ep_gone" });
  expect([missing.status, (await missing.json()).detail]).toEqual([404, 'model "ep_gone" not found']);
  const { model } = await (await call("/endpoints/ep_contract_kie_01")).json();
  expect((await post("/chat/completions", { ...chat, model })).status).toBe(200);
});

test("the request log holds what was sent", async () => {
  const { mock, post } = await openMock("fetch", { now: () => 5000 });
  await (await post("/chat/completions", chat, { "idempotency-key": "k" })).text();
  expect(mock.requests).toEqual([
    expect.objectContaining({
      at: 5000,
      route: "POST /v1/chat/completions",
      method: "POST",
      path: "/v1/chat/completions",
      body: chat,
      key: "k",
      status: 200,
      abortedAt: null,
    }),
  ]);
  expect(mock.requests[0]?.headers).toMatchObject({ authorization: "Bearer pareta_sk_test" });
});

function deltaOf(frame: Record<string, unknown>): Record<string, unknown> {
  const [choice] = frame["choices"] as { delta: Record<string, unknown> }[];
  return choice?.delta ?? {};
}

function contentOf(frame: Record<string, unknown>): string {
  const { content } = deltaOf(frame);
  return typeof content === "string" ? content : "";
}
