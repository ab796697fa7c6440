import { readFileSync } from "node:fs";

export interface ReadmeBlock {
  language: string;
  code: string;
  /** The file a program says it stands in, by its first line: `// chat.ts`. */
  file: string | null;
}

/** Every fenced block of this package's README, in order. */
export function readmeBlocks(): ReadmeBlock[] {
  const text = readFileSync(new URL("../README.md", import.meta.url), "utf8");
  return Array.from(text.matchAll(/^```(\w*)\n([^]*?)^```$/gm), ([, language = "", code = ""]) => ({
    language,
    code,
    file: /^\/\/ (\S+\.tsx?)\n/.exec(code)?.[1] ?? null,
  }));
}
