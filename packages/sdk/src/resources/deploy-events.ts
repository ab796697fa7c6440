import { ContractViolation, isRecord, type JsonRecord, jsonText, record } from "../decode.ts";
import { interrupted, isDone, type StreamDecoder, type StreamHead } from "../http/stream.ts";
import { decodeEndpoint, type Endpoint } from "./endpoint-record.ts";

/** How far a deploy is, as the server sent it. */
export interface DeployProgress {
  /** An open set, such as `provisioning-gpu`, `pulling weights`, `booting`, `warming-up`. */
  readonly stage: string;
  readonly label?: string | undefined;
  /** Percent, as the server sent it: not checked to be within 0 and 100. */
  readonly pct?: number | undefined;
  readonly [key: string]: unknown;
}

/** An event of the deploy feed; `complete` and `error` are the last (contract 3.3). */
export type DeployEvent =
  | { readonly event: "progress"; readonly data: DeployProgress }
  | { readonly event: "complete"; readonly data: { readonly endpoint: Endpoint } }
  | { readonly event: "error"; readonly data: { readonly message: string; readonly [key: string]: unknown } };

/** The deploy feed's rules: events by name, the first terminal one ends it, plain text is made data (contract 6.2). */
export function deployDecoder(head: StreamHead): StreamDecoder<DeployEvent> {
  return {
    hasEnded: false,
    event(event) {
      if (isDone(event)) throw interrupted(head);
      const { type, data } = event;
      this.hasEnded = type === "complete" || type === "error";
      // An event without data only keeps the connection alive.
      if (!this.hasEnded && data.trim() === "") return null;
      const body = parse(data);
      if (type === "progress") return { event: type, data: withText(body, "stage") };
      if (type === "error") return { event: type, data: withText(body, "message") };
      if (type === "complete") {
        if (body === data) throw new ContractViolation("the data of complete is not valid JSON");
        const fields = record(body, "the data of complete");
        return { event: type, data: { ...fields, endpoint: decodeEndpoint(fields["endpoint"]) } };
      }
      // An event of a later server: delivered as it is, outside of the closed union, which it would break.
      return { event: type, data: body } as unknown as DeployEvent;
    },
    isComplete: () => false,
  };
}

/** The JSON value, or the text itself where it is none. */
function parse(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    return data;
  }
}

/** An object with text under `name`, whatever the server sent. */
function withText<Name extends string>(body: unknown, name: Name): JsonRecord & Record<Name, string> {
  const fields = isRecord(body) ? body : { [name]: body };
  return { ...fields, [name]: jsonText(fields[name] ?? "") } as JsonRecord & Record<Name, string>;
}
