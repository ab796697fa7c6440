import { QueryClient, QueryObserver, skipToken } from "@tanstack/react-query";
import { type ChatEntry, pendingAnswer, userEntry } from "../../packages/react/src/chat/chat-entry.ts";
import { chatStore } from "../../packages/react/src/chat/chat-store.ts";
import { openScope } from "../../packages/react/src/provider/pareta-scope.ts";
import { Pareta } from "../../packages/sdk/src/index.ts";

/** A thread whose last message grows. */
interface Thread {
  append(token: string): void;
  /** The text of the last message as whoever shows it has seen it. */
  shown(): string;
  close(): void;
}

const paragraph = "A message of some length, as people and models write them. ".repeat(17);

function messages(length: number): ChatEntry[] {
  return Array.from({ length }, (_, index) => {
    const parentId = index === 0 ? null : `m${index - 1}`;
    return index === length - 1
      ? pendingAnswer(`m${index}`, parentId)
      : userEntry(`m${index}`, parentId, paragraph);
  });
}

const textOf = (entry: ChatEntry | undefined): string =>
  typeof entry?.content === "string" ? entry.content : "";
const withToken = (entry: ChatEntry, token: string): ChatEntry => ({
  ...entry,
  content: textOf(entry) + token,
});

/** Our store; a row listens to its own message, or one list to the whole thread. */
function pareta(length: number, showsRows: boolean): Thread {
  const queryClient = new QueryClient();
  const scope = openScope(queryClient, "bench", new Pareta({ baseURL: "http://localhost" }));
  const store = chatStore(scope, "chat");
  store.seed(() => messages(length));
  const last = `m${length - 1}`;
  const rows = new Map<string, ChatEntry | undefined>();
  let list = store.thread;
  const stops = showsRows
    ? store.root.messageIds.map((id) => store.subscribe(id, () => rows.set(id, store.find(id))))
    : [
        store.subscribe(null, () => {
          list = store.thread;
        }),
      ];
  return {
    append(token) {
      const entry = store.find(last);
      if (entry) store.write({ entries: [withToken(entry, token)] });
    },
    shown: () => textOf(showsRows ? rows.get(last) : list.messages.at(-1)),
    close() {
      for (const stop of stops) stop();
      queryClient.clear();
    },
  };
}

/** The usual way: the conversation is one entry, and each token a new list with the last message replaced. */
function oneEntry(length: number, structuralSharing: boolean): Thread {
  const queryClient = new QueryClient();
  const queryKey = ["conversation"];
  queryClient.setQueryData(queryKey, messages(length));
  const observer = new QueryObserver<ChatEntry[]>(queryClient, {
    queryKey,
    queryFn: skipToken,
    structuralSharing,
  });
  let list: readonly ChatEntry[] = [];
  const stop = observer.subscribe(({ data = [] }) => {
    list = data;
  });
  return {
    append(token) {
      queryClient.setQueryData<ChatEntry[]>(queryKey, (thread = []) =>
        thread.map((entry, index) => (index === length - 1 ? withToken(entry, token) : entry)),
      );
    },
    shown: () => textOf(list.at(-1)),
    close() {
      stop();
      queryClient.clear();
    },
  };
}

/** As little as there can be: a map of messages, and who listens to each. */
function bareStore(length: number): Thread {
  const entries = new Map(messages(length).map((entry) => [entry.id, entry]));
  const rows = new Map<string, ChatEntry | undefined>();
  const listeners = new Map([...entries.keys()].map((id) => [id, () => rows.set(id, entries.get(id))]));
  const last = `m${length - 1}`;
  return {
    append(token) {
      const entry = entries.get(last);
      if (entry) entries.set(last, withToken(entry, token));
      listeners.get(last)?.();
    },
    shown: () => textOf(rows.get(last)),
    close() {},
  };
}

export const keepers = {
  "bare store of messages": bareStore,
  "pareta, a row each": (length: number) => pareta(length, true),
  "pareta, one list": (length: number) => pareta(length, false),
  "one entry, sharing off": (length: number) => oneEntry(length, false),
  "one entry, sharing on": (length: number) => oneEntry(length, true),
};
