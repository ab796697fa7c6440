import { describe, expect, it } from "vitest";
import { pendingAnswer, seededEntries, userEntry } from "./chat-entry.ts";
import { wireMessages } from "./wire-messages.ts";

describe("wireMessages", () => {
  it("sends what was said, after the app's system prompt if it has one", () => {
    const entries = [
      userEntry("1", null, "Who signs?"),
      { ...pendingAnswer("2", "1"), content: "Northwind" },
    ];
    const said = [
      { role: "user", content: "Who signs?" },
      { role: "assistant", content: "Northwind" },
    ];
    expect(wireMessages(undefined, entries)).toEqual(said);
    expect(wireMessages("Be brief.", entries)).toEqual([{ role: "system", content: "Be brief." }, ...said]);
  });

  it("leaves out answers without text", () => {
    expect(wireMessages(undefined, [userEntry("1", null, "Hello"), pendingAnswer("2", "1")])).toEqual([
      { role: "user", content: "Hello" },
    ]);
  });

  it("leaves out what the user did not say, as a storage may give it back", () => {
    const entries = [
      { ...userEntry("1", null, ""), content: null },
      userEntry("2", "1", ""),
      userEntry("3", "2", "Hello"),
    ];
    expect(wireMessages(undefined, entries)).toEqual([{ role: "user", content: "Hello" }]);
  });

  it("gives seeded messages back as they came, tool calls with their answers", () => {
    const seeds = [
      { role: "user", content: [{ type: "image_url", image_url: { url: "data:image/png;base64,AA" } }] },
      {
        role: "assistant",
        content: null,
        tool_calls: [{ id: "call_1", type: "function", function: { name: "lookup", arguments: "{}" } }],
      },
      { role: "tool", content: "42", tool_call_id: "call_1" },
    ];
    expect(wireMessages(undefined, seededEntries("chat", seeds))).toEqual(seeds);
  });

  it("leaves out tool calls that nothing answers, which a server refuses", () => {
    const seeds = [
      {
        role: "assistant",
        content: "Let me see.",
        tool_calls: [{ id: "call_1", function: { name: "lookup" } }],
      },
      { role: "user", content: "Never mind." },
    ];
    expect(wireMessages(undefined, seededEntries("chat", seeds))).toEqual([
      { role: "assistant", content: "Let me see." },
      { role: "user", content: "Never mind." },
    ]);
  });

  it("makes one message of the user's messages that follow each other, texts with a blank line between (B14)", () => {
    const entries = [
      userEntry("1", null, "Who signs?"),
      { ...pendingAnswer("2", "1"), status: "failed" as const },
      userEntry("3", "2", "And when?"),
      userEntry("4", "3", "Please"),
      { ...pendingAnswer("5", "4"), content: "Tomorrow." },
      userEntry("6", "5", "Thanks"),
    ];
    expect(wireMessages(undefined, entries)).toEqual([
      { role: "user", content: "Who signs?\n\nAnd when?\n\nPlease" },
      { role: "assistant", content: "Tomorrow." },
      { role: "user", content: "Thanks" },
    ]);
  });

  it("joins the blocks of neighbouring user messages, and text with blocks (B14)", () => {
    const image = { type: "image_url" as const, image_url: { url: "data:image/png;base64,AA" } };
    const text = (said: string) => ({ type: "text" as const, text: said });
    const contents = [[image], [text("What is it?")], "Quickly", [image]];
    const entries = contents.map((content, index) => userEntry(String(index), null, content));
    expect(wireMessages(undefined, entries)).toEqual([
      { role: "user", content: [image, text("What is it?"), text("Quickly"), image] },
    ]);
    expect(wireMessages(undefined, entries.toReversed())).toEqual([
      { role: "user", content: [image, text("Quickly"), text("What is it?"), image] },
    ]);
  });

  it("sends user messages that follow each other apart where an answer of tools stands between", () => {
    const seeds = [
      { role: "user", content: "One" },
      { role: "assistant", content: null, tool_calls: [{ id: "call_1", function: { name: "look" } }] },
      { role: "tool", content: "42", tool_call_id: "call_1" },
      { role: "user", content: "Two" },
    ];
    expect(wireMessages(undefined, seededEntries("chat", seeds)).map(({ role }) => role)).toEqual([
      "user",
      "assistant",
      "tool",
      "user",
    ]);
  });
});
