import type { ToolCall } from "pareta";
import { createGrowingText, type GrowingText } from "./growing-text.ts";
import { wellFormed } from "./well-formed.ts";

/** The tool calls of an answer, joined from the fragments of a stream. */
export interface ToolCallFold {
  readonly hasStarted: boolean;
  /** In the order of their indexes, else as they came; `index` is the position in this list. */
  readonly value: readonly ToolCall[];
  push(fragment: ToolCall): void;
  end(): void;
}

interface OpenCall {
  /** As the first fragment had it, completed by what later ones brought. */
  readonly known: ToolCall;
  readonly text: GrowingText;
}

export function createToolCallFold(): ToolCallFold {
  const calls: OpenCall[] = [];
  /** Where the last fragment went: what names no call continues that one. */
  let latest = -1;

  /** The position of the call that a fragment belongs to; -1 for one that begins another call. */
  function find({ id, index, function: { name, arguments: text } }: ToolCall): number {
    const byId = id ? calls.findIndex(({ known }) => known.id === id) : -1;
    if (byId >= 0) return byId;
    const last = calls[latest]?.known;
    const hasIndex = ({ known }: OpenCall) => index !== null && known.index === index;
    const byIndex = last && last.index === index ? latest : calls.findLastIndex(hasIndex);
    // A server that sends no index with the call may send one with what follows, and the other way round.
    const canFollow = index === null || (last?.index === null && !name);
    const found = byIndex >= 0 ? byIndex : canFollow ? latest : -1;
    const call = calls[found];
    if (!call) return -1;
    // Some servers draw another id for each fragment: without a name it goes on with a call that is not whole.
    if (id && call.known.id) return name || index === null || isJson(call.text.value) ? -1 : found;
    const { name: earlier } = call.known.function;
    if (!name || !earlier) return found;
    // Some servers give each call neither an id nor an index of its own: a name with arguments after a whole call is another,
    // and so is another name.
    return name !== earlier || (text !== "" && isJson(call.text.value)) ? -1 : found;
  }

  return {
    get hasStarted() {
      return calls.length > 0;
    },
    get value() {
      const all = calls.map(({ known, text }) =>
        wellFormed({ ...known, function: { ...known.function, arguments: text.value } }),
      );
      const inOrder = all.every(({ index }) => index !== null)
        ? all.toSorted((one, other) => Number(one.index) - Number(other.index))
        : all;
      return inOrder.map((call, index) => ({ ...call, index }));
    },
    push(fragment) {
      const found = find(fragment);
      latest = found >= 0 ? found : calls.length;
      const { known, text } = calls[latest] ?? { known: fragment, text: createGrowingText() };
      text.push(fragment.function.arguments);
      calls[latest] = {
        text,
        known: {
          ...known,
          id: known.id || fragment.id || null,
          index: known.index ?? fragment.index,
          type: known.type ?? fragment.type,
          function: { ...known.function, name: known.function.name || fragment.function.name || null },
        },
      };
    },
    end() {
      for (const { text } of calls) text.end();
    },
  };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
