import { expect, test } from "vitest";
import { collect, doneFrame, openChat, textFrame } from "../testing/open-chat.ts";

const billed = ": pareta-billed-micro-usd";
const frontier = ": pareta-frontier-would-have-cost-micro-usd";

test("W35 the receipt is read from the comments before the end", async () => {
  const stream = openChat(`${textFrame("a", "stop")}${billed} 653\n${frontier} 4900\n\n${doneFrame}`);
  expect(stream.receipt).toBeNull();
  await collect(stream);
  expect(stream.receipt).toEqual({
    billedMicroUsd: 653,
    frontierWouldHaveCostMicroUsd: 4900,
    savingsFactor: 7.5,
  });
});

test.each([["-5"], ["1e3"], ["abc"], ["1.5"], ["0x10"], ["9007199254740993"], ["1 2"], [""], ["NaN"]])(
  "S7 a bill of %j is ignored",
  async (amount) => {
    const stream = openChat(`${billed} ${amount}\n\n${doneFrame}`);
    await collect(stream);
    expect(stream.receipt).toBeNull();
  },
);

test("S7 the last valid bill before the end wins", async () => {
  const stream = openChat(`${billed} 1\n${billed} 2\n${billed} x\n\n${doneFrame}${billed} 3\n\n`);
  await collect(stream);
  expect(stream.receipt).toEqual({
    billedMicroUsd: 2,
    frontierWouldHaveCostMicroUsd: null,
    savingsFactor: null,
  });
});

test("a replayed answer is billed 0 and saves by no factor", async () => {
  const stream = openChat(`${billed} 0\n${frontier} 4900\n\n${doneFrame}`);
  await collect(stream);
  expect(stream.receipt).toEqual({
    billedMicroUsd: 0,
    frontierWouldHaveCostMicroUsd: 4900,
    savingsFactor: null,
  });
});

test("S6 stages are heard as they come, by all who listen", async () => {
  const stream = openChat(
    `: ping\n: pareta-progress warming-up\n: pareta-progress pulling weights \n:pareta-progress\n\n${doneFrame}`,
  );
  const heard: string[] = [];
  stream.onStage((stage) => heard.push(stage));
  const stop = stream.onStage(() => heard.push("never"));
  stop();
  await collect(stream);
  expect(heard).toEqual(["warming-up", "pulling weights"]);
});

test("a listener that throws ends the stream with its error", async () => {
  const stream = openChat(`: pareta-progress warming-up\n\n${doneFrame}`);
  const mine = new Error("mine");
  stream.onStage(() => {
    throw mine;
  });
  expect((await collect(stream)).error).toBe(mine);
});

test("S6 a comment of 1 MB is skipped", async () => {
  const { values, error } = await collect(openChat(`:${"x".repeat(2 ** 20)}\n${textFrame("a")}${doneFrame}`));
  expect(values).toHaveLength(1);
  expect(error).toBeNull();
});
