import { afterEach, beforeEach, expect, test } from "vitest";
import {
  answer,
  finish,
  gate,
  head,
  reset,
  type ScriptedServer,
  startScriptedServer,
  until,
  write,
} from "./scripted-server.ts";

let server: ScriptedServer;
beforeEach(async () => {
  server = await startScriptedServer();
});
afterEach(() => server.close());

test("the server records what came, plays scripts in turn and stays with the last", async () => {
  server.on("POST /a", answer(503, { detail: "cold" }), answer(200, { ok: true }));
  const send = () =>
    fetch(`${server.url}/a?x=1`, { method: "POST", body: "hello", headers: { "Idempotency-Key": "k1" } });
  expect((await send()).status).toBe(503);
  expect(await (await send()).json()).toEqual({ ok: true });
  expect((await send()).status).toBe(200);
  const [first] = server.arrivals;
  expect(first).toMatchObject({ method: "POST", path: "/a?x=1", idempotencyKey: "k1" });
  expect(String(first?.body)).toBe("hello");
  expect((await fetch(`${server.url}/other`)).status).toBe(501);
});

test("a script advances on promises, and a reset reaches the client", async () => {
  const more = gate();
  server.on("GET /slow", [head(200), write("a"), until(more.opened), write("b"), finish]);
  server.on("GET /cut", [head(200, { "content-length": "10" }), write("a"), until(more.opened), reset]);
  const slow = await fetch(`${server.url}/slow`);
  const cut = await fetch(`${server.url}/cut`);
  more.open();
  expect(await slow.text()).toBe("ab");
  await expect(cut.text()).rejects.toThrow(TypeError);
  await (
    await server.arrival(1)
  ).closed;
});
