#!/usr/bin/env node
import { parseArgs } from "node:util";
import { createMockPareta } from "../create-mock-pareta.ts";
import type { Scenario } from "../scenarios.ts";
import { startMockServer } from "./start-mock-server.ts";

const { values } = parseArgs({
  // pnpm hands on the `--` that stands between its own flags and ours.
  args: process.argv.slice(2).filter((argument) => argument !== "--"),
  options: {
    port: { type: "string", default: "4010" },
    host: { type: "string", default: "127.0.0.1" },
    scenario: { type: "string", default: "happy" },
    pace: { type: "string", default: "human" },
    seed: { type: "string", default: "1" },
  },
});

const mock = createMockPareta({
  scenario: values.scenario as Scenario, // an unknown name is refused with the list of known ones
  pace: values.pace === "instant" ? "instant" : "human",
  seed: Number(values.seed),
});
const server = await startMockServer(mock, { port: Number(values.port), host: values.host });
console.log(`Mock Pareta on ${server.url} (key: pareta_sk_test, scenario: ${values.scenario})`);
