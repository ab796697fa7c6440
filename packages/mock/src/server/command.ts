#!/usr/bin/env node
import { createMockPareta } from "../create-mock-pareta.ts";
import { readArguments, usage } from "./command-arguments.ts";
import { startMockServer } from "./start-mock-server.ts";

const asked = readArguments(process.argv.slice(2));
if (asked.kind === "help") console.log(usage);
else if (asked.kind === "wrong") {
  console.error(`${asked.problem}\n\n${usage}`);
  process.exitCode = 2;
} else {
  const { port, host, ...options } = asked;
  try {
    const server = await startMockServer(createMockPareta(options), { port, host });
    console.log(`Mock Pareta on ${server.url} (key: pareta_sk_test, scenario: ${options.scenario})`);
  } catch (error) {
    console.error(`The server could not start: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}
