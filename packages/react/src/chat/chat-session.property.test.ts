import { array, assert, asyncProperty, constantFrom, nat, record } from "fast-check";
import { InvalidArgumentError } from "pareta";
import { describe, expect, it } from "vitest";
import { asked, debits, keys, openTestChat, until } from "../testing/open-test-chat.ts";
import { ancestry } from "./chat-tree.ts";

/** What a user may do next; the number chooses among what is there. */
const step = record({
  act: constantFrom(
    "send",
    "send again",
    "queue",
    "regenerate",
    "edit",
    "retry",
    "stop",
    "select",
    "clear error",
    "replace",
    "leave",
    "wait",
    "drop",
    "refuse",
  ),
  choice: nat(20),
});

const chatRoute = "POST /v1/chat/completions";

describe("R22 a chat in any order of acts", () => {
  it("settles: no act is lost, doubled or charged twice, and the tree stays a tree", async () => {
    await assert(
      asyncProperty(array(step, { minLength: 1, maxLength: 14 }), async (steps) => {
        const { mock, session, store, scope } = openTestChat({ pace: { tokensPerSecond: 20_000 } });
        store.seed(() => []);
        const acts: Promise<void>[] = [];
        const refusals: unknown[] = [];
        const perform = (act: () => Promise<void>) =>
          acts.push(act().catch((error: unknown) => void refusals.push(error)));
        const some = (choice: number) => {
          const ids = Object.values(store.root.children).flat();
          return ids[choice % Math.max(1, ids.length)] ?? "nobody";
        };
        for (const { act, choice } of steps) {
          const queueing = { ...asked, whenBusy: "queue" as const };
          if (act === "send") perform(() => session.send(`Question ${choice}`, asked));
          if (act === "send again") perform(() => session.send("The same", asked));
          if (act === "queue") perform(() => session.send(`Queued ${choice}`, queueing));
          if (act === "regenerate") perform(() => session.regenerate(undefined, asked));
          if (act === "edit") perform(() => session.edit(some(choice), `Edited ${choice}`, asked));
          if (act === "retry") perform(() => session.retry(undefined, asked));
          if (act === "stop") session.stop();
          if (act === "clear error") session.clearError();
          if (act === "drop") mock.faults.next(chatRoute, { kind: "drop", afterChunks: choice });
          if (act === "refuse") mock.faults.next(chatRoute, { kind: "status", status: 402 });
          if (act === "leave") session.attach({ onUnmount: "keep", onSettled: () => {} })();
          if (act === "wait") await new Promise((resolve) => setTimeout(resolve, choice));
          const tolerated = (attempt: () => void) => {
            try {
              attempt();
            } catch (error) {
              refusals.push(error);
            }
          };
          if (act === "select") tolerated(() => session.selectBranch(some(choice)));
          if (act === "replace")
            tolerated(() => session.setMessages((messages) => messages.slice(0, choice)));
        }
        await Promise.all(acts);
        await until(() => store.root.status === "ready" || store.root.status === "error");

        // What nobody can see or change is refused, by name.
        expect(refusals.filter((error) => !InvalidArgumentError.isInstance(error))).toEqual([]);
        const { children, messageIds } = store.root;
        const ids = Object.values(children).flat();
        expect(new Set(ids).size).toBe(ids.length);
        expect(ancestry(store.find, messageIds.at(-1) ?? null).map(({ id }) => id)).toEqual(messageIds);
        for (const [parentId, branch] of Object.entries(children)) {
          for (const id of branch) expect(store.find(id)?.parentId ?? "").toBe(parentId);
        }
        const open = ids.filter((id) => ["pending", "streaming"].includes(store.find(id)?.status ?? ""));
        expect(open).toEqual([]);
        // No more is charged than answers were asked for, and none of them twice.
        const charged = mock.ledger.filter((row) => row.microUsd > 0).map((row) => row.key);
        expect(new Set(charged).size).toBe(charged.length);
        expect(debits(mock).length).toBeLessThanOrEqual(new Set(keys(mock)).size);
        const inCache = scope.queryClient.getQueryCache().getAll().length;
        expect(inCache).toBe(ids.length + 1);
      }),
      { numRuns: 60, seed: 20261127 },
    );
  }, 60_000);
});
