import { expect, test } from "vitest";
import { Pareta } from "../client.ts";
import { fakeFetch } from "../testing/fake-fetch.ts";
import { question } from "../testing/test-client.ts";

const mebibyte = new TextEncoder().encode(" ".repeat(2 ** 20));

/** A JSON answer that begins with so many MiB of blanks, and counts what was read of it. */
function blanks(size: number, json: string) {
  const body = { read: 0, cancelled: false };
  const stream = new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      pull(controller) {
        if (body.read++ < size) return controller.enqueue(mebibyte);
        controller.enqueue(new TextEncoder().encode(json));
        controller.close();
      },
      cancel: () => void (body.cancelled = true),
    },
    { highWaterMark: 0 },
  );
  const answer = () => new Response(stream, { headers: { "content-type": "application/json" } });
  return { body, client: new Pareta({ fetch: fakeFetch(answer) }) };
}

test("a body of more than 64 MiB is an error as soon as that much was read, and is not asked for again (B23)", async () => {
  const { body, client } = blanks(3000, "{}");
  await expect(client.chat.completions.create(question)).rejects.toMatchObject({
    name: "APIResponseError",
    message: "Unexpected answer: more than 64 MiB.",
    outcome: "unknown",
    status: 200,
    retryable: false,
  });
  expect(body.read).toBe(65);
  expect(body.cancelled).toBe(true);
});

test("a body of 63 MiB is read", async () => {
  const { client } = blanks(63, '{"data":[]}');
  expect(await client.models.list()).toEqual([]);
});

test("a finished run may hold more: the predictions of all rows", async () => {
  const { client } = blanks(65, '{"run":{"id":"run_1","status":"completed"}}');
  expect(await client.evals.runs.retrieve("run_1")).toMatchObject({ id: "run_1" });
});

test("a finished run of more than 256 MiB is an error", async () => {
  const over = blanks(3000, "{}");
  await expect(over.client.evals.runs.retrieve("run_1")).rejects.toThrow("more than 256 MiB");
  expect(over.body.read).toBe(257);
});
