import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

const packages = join(import.meta.dirname, "../..");
const shipped = globSync("{sdk,react}/src/**/*.{ts,tsx}", { cwd: packages }).filter(
  (path) => !/\.(test|stories)\.|\/testing\//.test(path),
);

it("X30 nothing that ships speaks to another window, frame or tab", () => {
  expect(shipped.length).toBeGreaterThan(100);
  const speaks = /postMessage|BroadcastChannel|SharedWorker|window\.(opener|parent|open)\b/;
  const found = shipped.filter((path) => speaks.test(readFileSync(join(packages, path), "utf8")));
  // They keep both ends of their channel, to come back after the events that wait.
  expect(found.toSorted()).toEqual(["react/src/acts/slice.ts", "sdk/src/http/clock.ts"]);
});
