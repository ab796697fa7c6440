import type { Fault } from "@pareta/mock";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { servePage } from "./served-page.ts";

let site: Awaited<ReturnType<typeof servePage>>;
beforeAll(async () => {
  site = await servePage("replay-page.tsx");
}, 60_000);
afterAll(() => site.close());

/** One press of Send over that many warm connections, the first POSTs struck by faults. */
async function pressSend(warm: number, faults: readonly Fault[]) {
  const { mock, page, posts, close } = await site.open({ warm });
  for (const fault of faults) mock.faults.next("POST /v1/chat/completions", fault);
  await page.getByRole("button").click();
  const answer = page.locator("p[data-role=assistant]");
  const ends = ["complete", "incomplete", "failed"].map(
    (state) => `p[data-state=${state}][data-role=assistant]`,
  );
  await page.locator(ends.join()).waitFor({ state: "attached" });
  const settled = async () => ({
    turns: await page.locator("p[data-role=user]").count(),
    answers: await answer.count(),
    status: await answer.getAttribute("data-state"),
  });
  return { mock, posts, settled, close };
}

describe("T3 M4 Chromium sends a POST again by itself when a warm connection breaks", () => {
  it.each([1, 3, 6])(
    "over %i warm connections: one key, one debit, one turn",
    async (warm) => {
      const { mock, posts, settled, close } = await pressSend(warm, [{ kind: "reset" }]);
      expect(posts().length).toBeGreaterThan(1);
      expect(new Set(posts().map((row) => row.key)).size).toBe(1);
      expect(mock.ledger.filter((row) => row.microUsd > 0)).toHaveLength(1);
      expect(await settled()).toEqual({ turns: 1, answers: 1, status: "complete" });
      await close();
    },
    30_000,
  );

  it("and when the first was accepted and its answer lost, the copy is not charged", async () => {
    const { mock, posts, settled, close } = await pressSend(3, [{ kind: "drop" }]);
    expect(posts().length).toBeGreaterThan(1);
    expect(new Set(posts().map((row) => row.key)).size).toBe(1);
    expect(mock.ledger.filter((row) => row.microUsd > 0)).toHaveLength(1);
    expect(await settled()).toEqual({ turns: 1, answers: 1, status: "complete" });
    await close();
  }, 30_000);
});
