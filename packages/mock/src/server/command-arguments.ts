import { parseArgs } from "node:util";
import { scenarios } from "../scenarios.ts";
import type { Scenario } from "../scenarios.ts";

export const usage = `Usage: pareta-mock [options]

  --port <number>      0 to 65535, default 4010; 0 takes any free one
  --host <name>        default 127.0.0.1
  --scenario <name>    default happy; one of: ${scenarios.join(", ")}
  --pace <name>        human (default) or instant
  --seed <number>      a whole number, default 1
  --help               this text

The key is pareta_sk_test.`;

export type Arguments =
  | { kind: "help" }
  | { kind: "wrong"; problem: string }
  | {
      kind: "start";
      port: number;
      host: string;
      scenario: Scenario;
      pace: "human" | "instant";
      seed: number;
    };

export function readArguments(words: readonly string[]): Arguments {
  try {
    return checked(parsed(words));
  } catch (error) {
    return { kind: "wrong", problem: error instanceof Error ? error.message : String(error) };
  }
}

function parsed(words: readonly string[]) {
  return parseArgs({
    // pnpm hands on the `--` that stands between its own flags and ours.
    args: words.filter((word) => word !== "--"),
    options: {
      port: { type: "string", default: "4010" },
      host: { type: "string", default: "127.0.0.1" },
      scenario: { type: "string", default: "happy" },
      pace: { type: "string", default: "human" },
      seed: { type: "string", default: "1" },
      help: { type: "boolean", short: "h", default: false },
    },
  }).values;
}

function checked({ help, port, host, scenario, pace, seed }: ReturnType<typeof parsed>): Arguments {
  if (help) return { kind: "help" };
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
    throw new Error(`--port has to be a number from 0 to 65535, not ${JSON.stringify(port)}.`);
  }
  if (host === "") throw new Error("--host has to be a name or an address.");
  const known = scenarios.find((name) => name === scenario);
  if (!known) throw new Error(`There is no scenario ${JSON.stringify(scenario)}.`);
  if (pace !== "human" && pace !== "instant") {
    throw new Error(`--pace has to be human or instant, not ${JSON.stringify(pace)}.`);
  }
  if (!/^-?\d+$/.test(seed) || !Number.isSafeInteger(Number(seed))) {
    throw new Error(`--seed has to be a whole number, not ${JSON.stringify(seed)}.`);
  }
  return { kind: "start", port: Number(port), host, scenario: known, pace, seed: Number(seed) };
}
