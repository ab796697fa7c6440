import { describe, expect, it } from "vitest";
import { asked, question, until } from "../testing/open-test-chat.ts";
import { deltaEvent, doneEvent, eventStream, openBody, scriptedChat } from "../testing/scripted-chat.ts";

describe("the parts of an answer", () => {
  it("keeps a refusal apart from the text, and sends it back as what the model said (A6)", async () => {
    const body = deltaEvent({ refusal: "I can't " }) + deltaEvent({ refusal: "help." }, "stop") + doneEvent;
    const { session, store, requests } = scriptedChat(body);
    await session.send(question, asked);
    expect(store.thread.messages[1]).toMatchObject({
      status: "complete",
      content: null,
      refusal: "I can't help.",
      reasoning: null,
      billed: "yes",
    });
    await session.send("Why?", asked);
    expect(requests[1]?.body).toMatchObject({
      messages: [
        { role: "user", content: question },
        { role: "assistant", content: "I can't help." },
        { role: "user", content: "Why?" },
      ],
    });
  });

  it("keeps the text that came before a refusal, and reasoning, which is not sent again (A6)", async () => {
    const body =
      deltaEvent({ reasoning_content: "Let me " }) +
      deltaEvent({ reasoning_content: "think." }) +
      deltaEvent({ content: "Well, " }) +
      deltaEvent({ refusal: "no." }, "stop") +
      doneEvent;
    const { session, store, requests } = scriptedChat(body);
    await session.send(question, asked);
    const answer = { content: "Well, ", refusal: "no.", reasoning: "Let me think." };
    expect(store.thread.messages[1]).toMatchObject(answer);
    await session.send("Why?", asked);
    expect(JSON.stringify(requests[1]?.body)).not.toContain("think");
    expect(requests[1]?.body).toMatchObject({ messages: [{}, { content: "Well, \n\nno." }, {}] });
  });

  it("shows reasoning as it arrives, and keeps it when the answer breaks off (A6)", async () => {
    const { stream, write, fail } = openBody();
    const { session, store } = scriptedChat(() => eventStream(stream));
    const sent = session.send(question, asked);
    write(deltaEvent({ reasoning_content: "Let me " }));
    await until(() => store.thread.messages[1]?.reasoning === "Let me ");
    expect(store.root.status).toBe("streaming");
    fail();
    await sent;
    expect(store.thread.messages[1]).toMatchObject({
      status: "incomplete",
      reasoning: "Let me ",
      content: "",
    });
  });

  it("shows the server's stage until anything arrives (A6)", async () => {
    const { stream, write } = openBody();
    const { session, store } = scriptedChat(() => eventStream(stream));
    const answer = () => store.thread.messages[1];
    const sent = session.send(question, asked);
    write(": pareta-progress loading\n\n");
    await until(() => answer()?.stage === "loading");
    expect(answer()?.status).toBe("pending");
    write(": pareta-progress generating\n\n");
    await until(() => answer()?.stage === "generating");
    write(deltaEvent({ content: "Hi" }, "stop") + doneEvent);
    await until(() => answer()?.content === "Hi");
    expect(answer()?.stage).toBeNull();
    await sent;
    expect(answer()).toMatchObject({ status: "complete", stage: null });
  });

  it("has no stage any more when it failed or was stopped before anything arrived", async () => {
    for (const end of ["fail", "stop"] as const) {
      const { stream, write, fail } = openBody();
      const { session, store } = scriptedChat(() => eventStream(stream));
      const sent = session.send(question, asked);
      write(": pareta-progress loading\n\n");
      await until(() => store.thread.messages[1]?.stage === "loading");
      if (end === "stop") session.stop();
      else fail();
      await sent;
      expect(store.thread.messages[1]?.stage).toBeNull();
    }
  });

  it("an emoji that two chunks share survives, and half of one becomes U+FFFD (A5)", async () => {
    const body =
      deltaEvent({ content: "Hi \ud83d" }) +
      deltaEvent({ content: "\ude00 \ud83d" }) +
      deltaEvent({}, "length") +
      doneEvent;
    const { session, store, requests } = scriptedChat(body);
    await session.send(question, asked);
    expect(store.thread.messages[1]?.content).toBe("Hi \u{1f600} \uFFFD");
    await session.send("And?", asked);
    expect(requests).toHaveLength(2);
    expect(store.thread.messages[3]?.status).toBe("complete");
  });

  it("a repeat that breaks off earlier keeps the longer text of the attempt before", async () => {
    const attempts = ["One two three four", "One "].map((text) => {
      const body = openBody();
      body.write(deltaEvent({ content: text }));
      return body;
    });
    const { session, store } = scriptedChat(
      ...attempts.map(
        ({ stream }) =>
          () =>
            eventStream(stream),
      ),
    );
    const text = () => store.thread.messages[1]?.content;
    const first = session.send(question, asked);
    await until(() => text() === "One two three four");
    attempts[0]?.fail();
    await first;
    const second = session.retry(undefined, asked);
    await until(() => text() === "One ");
    session.stop();
    await second;
    expect(store.thread.messages[1]).toMatchObject({
      content: "One two three four",
      status: "stopped",
      billed: "unknown",
    });
  });
});
