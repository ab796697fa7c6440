import type { Fault } from "@pareta/mock";
import { cleanup, fireEvent, screen, waitFor } from "@testing-library/react";
import { InvalidArgumentError } from "pareta";
import { afterEach, describe, expect, it, vi } from "vitest";
import { errorSentence } from "../../errors/error-sentence.ts";
import { chatLabels } from "../../labels/chat-labels.ts";
import { errorLabels } from "../../labels/error-labels.ts";
import { renderWithPareta } from "../../render-with-pareta.tsx";
import { chatRoute, debits, posts, question } from "../../testing/open-test-chat.ts";
import { Chat, type ChatProps } from "./chat.tsx";
import { CompareChat } from "./compare-chat.tsx";

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

const box = () => screen.getByRole<HTMLTextAreaElement>("textbox", { name: chatLabels.yourMessage });
const type = (text: string) => fireEvent.change(box(), { target: { value: text } });
const enter = () => fireEvent.keyDown(box(), { key: "Enter" });
const section = () => {
  const element = document.querySelector<HTMLElement>('[data-slot="chat"]');
  if (!element) throw new Error("There is no chat.");
  return element;
};
const primaries = () =>
  Array.from(document.querySelectorAll('[data-variant="primary"]'), (element) => element.textContent);

async function renderFailed(fault: Fault, props: Partial<ChatProps> = {}) {
  const { mock } = renderWithPareta(
    <Chat chatId="failed" model="ep_general_chat_01" waitForLive={false} {...props} />,
    { pace: "instant" },
  );
  mock.faults.next(chatRoute, fault);
  type(question);
  enter();
  await waitFor(() => expect(section()).toHaveAttribute("data-state", "error"));
  return mock;
}

describe("what says that an answer is on its way", () => {
  it("is gone in the very frame in which the answer has ended (F1)", async () => {
    const { mock } = renderWithPareta(<Chat chatId="busy" model="ep_general_chat_01" />, {
      pace: { tokensPerSecond: 2000 },
    });
    type("first");
    enter();
    await waitFor(() => expect(section()).toHaveAttribute("data-state", "ready"));
    fireEvent.click(screen.getByRole("button", { name: chatLabels.edit }));
    mock.faults.next(chatRoute, { kind: "stall", afterChunks: 4 });
    type("second");
    enter();
    await waitFor(() => expect(section()).toHaveAttribute("data-state", "streaming"));
    fireEvent.keyDown(screen.getByRole("textbox", { name: chatLabels.edit }), { key: "Enter" });
    expect(screen.getByRole("alert")).toHaveTextContent(chatLabels.busy);

    const untrue: string[] = [];
    const observer = new MutationObserver(() => {
      const state = section().dataset["state"] ?? "";
      if (state !== "streaming" && document.body.textContent.includes(chatLabels.busy)) untrue.push(state);
    });
    observer.observe(document.body, { childList: true, subtree: true, attributes: true });
    fireEvent.click(screen.getByRole("button", { name: chatLabels.stop }));
    await waitFor(() => expect(section()).toHaveAttribute("data-state", "ready"));
    expect(screen.queryByText(chatLabels.busy)).toBeNull();
    expect(untrue).toEqual([]);
    observer.disconnect();
  });
});

const failures: readonly Fault[] = [
  { kind: "status", status: 400, body: { detail: "too long" } },
  { kind: "status", status: 401, body: { detail: "invalid API key" } },
  { kind: "status", status: 402, body: { detail: "no credit" } },
  { kind: "status", status: 403, body: { detail: "forbidden" } },
  { kind: "status", status: 404, body: { detail: "no such model" } },
  { kind: "status", status: 409, body: { detail: "locked" } },
  { kind: "status", status: 500, body: "<h1>oops</h1>" },
  { kind: "status", status: 503, body: { detail: "upstream timed out" } },
  { kind: "reset" },
  { kind: "drop", afterChunks: 5 },
];

describe("a failed answer", () => {
  it.each(failures)(
    "has one primary button beside the same draft, and Send once it is another: %j (F13)",
    async (fault) => {
      await renderFailed(fault, { onTopUp: () => {} });
      expect(primaries()).toHaveLength(1);
      const isInvalid = fault.kind === "status" && fault.status === 400;
      expect(primaries()[0] === chatLabels.send).toBe(isInvalid);
      type("Something else");
      expect(primaries()).toEqual([chatLabels.send]);
    },
  );

  it("leaves the one primary button to an editor that is open (F13, F3)", async () => {
    await renderFailed({ kind: "status", status: 500, body: "" });
    fireEvent.click(screen.getByRole("button", { name: chatLabels.edit }));
    expect(document.querySelectorAll('[data-variant="primary"]')).toHaveLength(1);
    expect(document.querySelector('[data-slot="chat-edit"] [data-variant="primary"]')).not.toBeNull();
  });

  it("for want of credit tops up in its card, and then asks to try again (F14)", async () => {
    const topUps: number[] = [];
    const mock = await renderFailed(
      { kind: "status", status: 402, body: { detail: "no credit" } },
      { onTopUp: () => topUps.push(1) },
    );
    expect(primaries()).toEqual([errorLabels.topUp]);
    fireEvent.click(screen.getByRole("button", { name: errorLabels.topUp }));
    expect(topUps).toEqual([1]);
    expect(primaries()).toEqual([errorLabels.tryAgain]);
    fireEvent.click(screen.getByRole("button", { name: errorLabels.tryAgain }));
    await waitFor(() => expect(section()).toHaveAttribute("data-state", "ready"));
    expect(posts(mock)).toHaveLength(2);
    expect(debits(mock)).toHaveLength(1);
  });

  it("in each pane of a comparison leaves the one primary button to Send (F13)", async () => {
    renderWithPareta(<CompareChat endpoints={["ep_general_chat_01", "ep_contract_kie_01"]} />, {
      scenario: "no-credit",
    });
    type(question);
    enter();
    await waitFor(() => expect(screen.getAllByRole("alert")).toHaveLength(2));
    expect(primaries()).toEqual([chatLabels.send]);
  });
});

it.each([
  ["an argument that cannot be sent", { model: "ep_general_chat_01", params: { temperature: Number.NaN } }],
  ["an endpoint without a name", { model: "" }],
])("a message refused for %s says so in the reader's words, and keeps the draft", async (_, props) => {
  const { mock } = renderWithPareta(<Chat chatId="refused" {...props} />);
  type(question);
  enter();
  const about = { subject: props.model, noun: chatLabels.endpoint };
  const sentence = errorSentence(new InvalidArgumentError("technical", { param: "x" }), errorLabels, about);
  await waitFor(() => expect(screen.getByRole("alert").textContent).toBe(sentence));
  expect(box()).toHaveValue(question);
  expect(posts(mock)).toEqual([]);
});

it("a double click on Cancel of what waits does not try again what it has ended", async () => {
  let now = 0;
  vi.spyOn(performance, "now").mockImplementation(() => now);
  const { mock } = renderWithPareta(<Chat chatId="cold" model="ep_general_chat_01" />, {
    scenario: "cold",
    pace: { wakeMs: 60_000 },
  });
  type(question);
  enter();
  fireEvent.click(await screen.findByRole("button", { name: chatLabels.cancel }));
  const again = await screen.findByRole("button", { name: chatLabels.retry });
  now += 400;
  fireEvent.click(again);
  expect(posts(mock)).toHaveLength(1);
  now += 1000;
  fireEvent.click(again);
  await waitFor(() => expect(posts(mock)).toHaveLength(2));
});

it("a chat says nothing of money by itself, and what its host has to say (N11)", () => {
  const { unmount } = renderWithPareta(<Chat chatId="note" model="ep_general_chat_01" />);
  expect(document.body).not.toHaveTextContent(/billed/i);
  unmount();
  renderWithPareta(<Chat chatId="note" model="ep_general_chat_01" notice="Requests are billed." />);
  expect(box()).toHaveAccessibleDescription(/Requests are billed\./);
});

it("the texts to start from are one Tab stop, and arrow keys lead along them (F12)", () => {
  renderWithPareta(<Chat chatId="starters" model="ep_general_chat_01" starters={["One", "Two", "Three"]} />);
  const stops = () =>
    screen.getAllByRole("button", { name: /One|Two|Three/ }).map(({ tabIndex }) => tabIndex);
  expect(stops()).toEqual([0, -1, -1]);
  screen.getByRole("button", { name: "One" }).focus();
  fireEvent.keyDown(screen.getByRole("button", { name: "One" }), { key: "ArrowLeft" });
  expect(screen.getByRole("button", { name: "Three" })).toHaveFocus();
  expect(stops()).toEqual([-1, -1, 0]);
});
