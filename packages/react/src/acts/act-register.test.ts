import { createMockPareta } from "@pareta/mock";
import { APIConnectionError, InvalidArgumentError, Pareta } from "pareta";
import { describe, expect, it, vi } from "vitest";
import { type ActRegister, actRegister, createActRegister } from "./act-register.ts";

const act = "chat";

/** Performs the act and tells which key it went out with. */
async function keyOf(register: ActRegister, what = act, error?: Error): Promise<string> {
  let used = "";
  const performed = register.perform(what, (key) => {
    used = key;
    return error ? Promise.reject(error) : Promise.resolve();
  });
  await performed.catch(() => {});
  return used;
}

describe("ActRegister", () => {
  it("joins a repeat while the act is pending", async () => {
    const register = createActRegister();
    let sent = 0;
    const send = () => Promise.resolve(++sent);
    const first = register.perform(act, send);
    expect(register.perform(act, send)).toBe(first);
    await first;
    expect(sent).toBe(1);
    await register.perform(act, send);
    expect(sent).toBe(2);
  });

  it.each([
    { end: "success", error: undefined, same: false },
    { end: "a refusal", error: new APIConnectionError("no", { outcome: "refused" }), same: false },
    {
      end: "nothing sent",
      error: new InvalidArgumentError("no", { param: "x", outcome: "not-sent" }),
      same: false,
    },
    { end: "an unknown outcome", error: new APIConnectionError("lost", { outcome: "unknown" }), same: true },
    { end: "an error of another kind", error: new TypeError("?"), same: true },
  ])("after $end the next key is the same: $same", async ({ error, same }) => {
    const register = createActRegister();
    const first = await keyOf(register, act, error);
    expect((await keyOf(register)) === first).toBe(same);
  });

  it.each(["refused", "not-sent"] as const)(
    "M11 after an unknown outcome a repeat that is %s keeps the key: the first attempt may have been charged",
    async (outcome) => {
      const register = createActRegister();
      const lost = await keyOf(register, act, new APIConnectionError("lost", { outcome: "unknown" }));
      const repeated = await keyOf(register, act, new APIConnectionError("no", { outcome }));
      expect([repeated, await keyOf(register)]).toEqual([lost, lost]);
      expect(await keyOf(register)).not.toBe(lost);
    },
  );

  it("keeps a thousand keys of unknown outcome, and says once that older ones are given up (B22)", async () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    const register = createActRegister();
    const lost = new APIConnectionError("lost", { outcome: "unknown" });
    const sent = new Map<string, string>();
    for (let index = 0; index < 1000; index++) {
      sent.set(`act ${index}`, await keyOf(register, `act ${index}`, lost));
    }
    // A repeat that is lost again makes its key the newest.
    expect(await keyOf(register, "act 0", lost)).toBe(sent.get("act 0"));
    expect(warn).not.toHaveBeenCalled();
    await keyOf(register, "one more", lost);
    await keyOf(register, "and another", lost);
    expect(warn.mock.calls).toEqual([[expect.stringContaining("a repeat is a new request, and billed")]]);
    const repeated = await Promise.all([0, 1, 2, 3].map((index) => keyOf(register, `act ${index}`, lost)));
    expect(repeated.map((key, index) => key === sent.get(`act ${index}`))).toEqual([
      true,
      false,
      false,
      true,
    ]);
    warn.mockRestore();
  });

  it.each([
    ["with a digest", true],
    ["without one, as on plain http", false],
  ])("keeps the key of a long id as it does that of a short one, %s", async (_, canDigest) => {
    const real = globalThis.crypto;
    if (!canDigest) vi.stubGlobal("crypto", { getRandomValues: real.getRandomValues.bind(real) });
    const register = createActRegister();
    const [long, other] = ["one", "other"].map((end) => "row ".repeat(2000) + end);
    const lost = new APIConnectionError("lost", { outcome: "unknown" });
    const first = await keyOf(register, long, lost);
    expect(await keyOf(register, other)).not.toBe(first);
    expect(await keyOf(register, long, lost)).toBe(first);
    expect(await keyOf(register, long)).toBe(first);
    expect(await keyOf(register, long, lost)).not.toBe(first);
    await register.forget(long ?? "");
    expect(await keyOf(register, long)).not.toBe(first);
    vi.unstubAllGlobals();
  });

  it("may retry for as long as one of those who asked is there (A14)", async () => {
    const register = createActRegister();
    const here = { first: true, second: true };
    let canRetry = () => false;
    const send = (_: string, __: boolean, can: () => boolean) => {
      canRetry = can;
      return Promise.resolve();
    };
    const both = [
      register.perform(act, send, () => here.first),
      register.perform(act, send, () => here.second),
    ];
    here.first = false;
    expect(canRetry()).toBe(true);
    here.second = false;
    expect(canRetry()).toBe(false);
    await Promise.all(both);
  });

  it("ends an act whose sending throws at once", async () => {
    const register = createActRegister();
    const failing = register.perform(act, () => {
      throw new TypeError("no");
    });
    await expect(failing).rejects.toThrow("no");
    await expect(register.perform(act, () => Promise.resolve("yes"))).resolves.toBe("yes");
  });

  it("another act has another key", async () => {
    const register = createActRegister();
    const lost = new APIConnectionError("lost", { outcome: "unknown" });
    const keys = [await keyOf(register, act, lost), await keyOf(register, "deploy", lost)];
    expect(new Set(keys).size).toBe(2);
    expect(await keyOf(register)).toBe(keys[0]);
  });

  it("is one per client, and its keys fit a header", async () => {
    const client = new Pareta({ fetch: createMockPareta().fetch });
    expect(actRegister(client)).toBe(actRegister(client));
    expect(await keyOf(actRegister(client))).toMatch(/^pareta-react-[0-9a-f]{32}$/);
  });
});
