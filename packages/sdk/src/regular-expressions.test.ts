import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const sources = fileURLToPath(new URL("./", import.meta.url));

/** Every regular expression literal of the package's sources, with the file that holds it. */
const literals = readdirSync(sources, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts") && !file.includes("testing") && !file.endsWith(".test.ts"))
  .flatMap((file) => {
    const code = readFileSync(sources + file, "utf8").replace(/\/\*[^]*?\*\/|(?<=\s)\/\/.*$/gm, "");
    const found = code.matchAll(
      /(?<=[=(,:?[!&|]\s*)\/((?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+)\/([dgimsuvy]*)/g,
    );
    return [...found].map(
      ([, source = "", flags = ""]) => [`${file} /${source}/${flags}`, new RegExp(source, flags)] as const,
    );
  });

/** Input that makes a backtracking expression try again from each place: long runs that fail at the end. */
const attacks = (size: number): string[] => [
  ..."/ a0-.=;:_ \\t,!".split("").map((character) => `${character.repeat(size)}\n`),
  ...["/v1", "1.", "1e", "a;", "=a", "a/", "ab:", "\ud83d\ude00", ": ", "Ab, 0:00:00", "pareta-x "].map(
    (text) => `${text.repeat(Math.ceil(size / text.length))}\n`,
  ),
  `https://${"a".repeat(size)}\n`,
  `https://${"a/".repeat(size / 2)}\n`,
  `text/event-stream${" ".repeat(size)}x`,
  `Mon, ${"0:00".repeat(size / 4)}`,
  `a/b;${" ".repeat(size)}\n`,
  ` pareta-${"x".repeat(size)}`,
];

/** How much longer the large text takes than the small one. Noise comes and goes, quadratic time stays. */
function growth(expression: RegExp, small: string, large: string): number {
  let least = Infinity;
  for (let round = 0; round < 4 && least >= 3; round++) {
    const time = fastest(expression, large);
    // Below a tenth of a millisecond there is nothing to compare: quadratic time would be far above it here.
    least = Math.min(least, time < 0.1 ? 0 : time / fastest(expression, small));
  }
  return least;
}

/** Milliseconds of the fastest of a few runs: noise only ever adds. */
function fastest(expression: RegExp, text: string): number {
  let best = Infinity;
  for (let run = 0; run < 7; run++) {
    const start = performance.now();
    text.replace(expression, "");
    best = Math.min(best, performance.now() - start);
  }
  return best;
}

test("the sources hold regular expressions, and this test finds them", () => {
  expect(literals.length).toBeGreaterThan(10);
});

test.each(literals)("X29 %s takes at most linear time", (_, expression) => {
  for (const [index, small] of attacks(20_000).entries()) {
    const large = attacks(40_000)[index] ?? "";
    expect([small.slice(0, 40), growth(expression, small, large) < 3]).toEqual([small.slice(0, 40), true]);
  }
});
