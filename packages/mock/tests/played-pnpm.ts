import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { link } from "./user-project.ts";

const [command = "", ...rest] = process.argv.slice(2);
if (command === "add") {
  for (const name of rest.filter((word) => !word.startsWith("-"))) link(process.cwd(), name);
} else {
  const program = join(process.cwd(), "node_modules/.bin", command);
  process.exitCode = spawnSync(program, rest, { stdio: "inherit" }).status ?? 1;
}
