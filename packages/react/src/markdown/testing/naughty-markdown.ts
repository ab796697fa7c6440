import { naughtyStrings } from "../../testing/naughty-strings.ts";

/** Around a text: its places in a block, in a line and in a construct. */
const frames: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => `a ${text} b`,
  (text) => `**${text}** [${text}](https://a.example/${text}) \`${text}\``,
  (text) => `# ${text}\n\n- ${text}\n\n> ${text}\n\n\`\`\`${text}\n${text}\n\`\`\``,
  (text) => `| ${text} | b |\n| --- | --- |\n| ${text} | ![${text}](https://a.example) |`,
  (text) => `[${text}]\n\n[${text}]: https://a.example`,
];

export const inEachPlace = (text: string): readonly string[] => frames.map((frame) => frame(text));

export const naughtyMarkdown: readonly string[] = naughtyStrings.flatMap(inEachPlace);
