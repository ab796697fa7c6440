import { describe, expect, it } from "vitest";
import { createStreamSlots } from "./stream-slots.ts";

const never = new AbortController().signal;

describe("StreamSlots", () => {
  it("lets in as many as the limit, the others in the order they came", async () => {
    const slots = createStreamSlots();
    const order: string[] = [];
    const enter = async (name: string) => {
      const release = await slots.acquire(2, never, () => order.push(`${name} waits`));
      order.push(name);
      return release;
    };
    const [first, second] = await Promise.all([enter("a"), enter("b")]);
    const third = enter("c");
    const fourth = enter("d");
    expect(order).toEqual(["a", "b", "c waits", "d waits"]);
    first();
    first();
    await third;
    expect(order.at(-1)).toBe("c");
    second();
    await fourth;
    expect(order.at(-1)).toBe("d");
  });

  it("an abort leaves the line without taking a slot", async () => {
    const slots = createStreamSlots();
    const release = await slots.acquire(1, never, () => {});
    const leaving = new AbortController();
    const left = slots.acquire(1, leaving.signal, () => {});
    const stays = slots.acquire(1, never, () => {});
    leaving.abort();
    await expect(left).rejects.toMatchObject({ name: "AbortError", outcome: "not-sent" });
    release();
    expect(typeof (await stays)).toBe("function");
  });
});
