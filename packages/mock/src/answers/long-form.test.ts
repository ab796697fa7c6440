import { expect, test } from "vitest";
import { openMock } from "../testing/mounts.ts";

const ask = async (content: string, more: object = {}) => {
  const { post } = await openMock("fetch");
  const messages = [{ role: "user", content }];
  const body = { model: "ep_general_chat_01", messages, ...more };
  const { choices, usage } = await (await post("/chat/completions", body)).json();
  return { text: String(choices[0].message.content), tokens: usage.completion_tokens as number };
};
const wordsOf = (text: string) => text.split(/\s+/).length;

test.each([
  "Explain how retries work",
  "Explain what to cook on Sunday",
  "Describe how my cache may be too small",
])("a usual answer has several hundred tokens and all of markdown's common forms: %s", async (question) => {
  const { text, tokens } = await ask(question);
  expect(tokens).toBeGreaterThan(300);
  expect(tokens).toBeLessThan(800);
  const forms = {
    heading: /^## .+$/m,
    subheading: /^### .+$/m,
    ordered: /^1\. .+\n2\. /m,
    tasks: /^- \[ \] .+\n- \[ \] /m,
    table: /^\| .+ \|\n\| --- \|/m,
    fence: /^```ts\n[^]+?\n```$/m,
    link: /\[[^\]]+\]\(https:\/\/docs\.example\.com\/[\w-]+\)/,
    titledLink: /\[[^\]]+\]\(https:\S+ "[^"]+"\)/,
    quote: /^> .+$/m,
    strong: /\*\*.+?\*\*/,
    emphasis: /\*\w+\*/,
    code: /`\w+`/,
  };
  for (const [name, form] of Object.entries(forms)) expect([name, form.test(text)]).toEqual([name, true]);
});

test.each([
  ["Write 600 words about tea in Japan", 600],
  ["Write an article of 1,200 words on caching", 1200],
  ["Explain streaming in detail", 900],
  ["Give me a step by step guide to testing", 900],
])("an answer has the length it is asked for: %s", async (question, words) => {
  const { text, tokens } = await ask(question);
  expect(wordsOf(text)).toBeGreaterThan(words * 0.95);
  expect(wordsOf(text)).toBeLessThan(words * 1.35);
  expect(tokens).toBeGreaterThan(words);
});

test("a long one has nested lists, code within a list, rules, and no chapter twice", async () => {
  const { text } = await ask("Write 5,000 words about retries");
  expect(text).toMatch(/^2\. .+\n {3}- /m);
  expect(text).toMatch(/^- \[ \] .+\n {2}- \[ \] /m);
  expect(text).toMatch(/^ {3}```sh\n/m);
  expect(text).toMatch(/^---$/m);
  expect(text).toMatch(/~~\w+~~/);
  const chapters = text.match(/^## .+$/gm) ?? [];
  expect(chapters.length).toBeGreaterThan(8);
  expect(new Set(chapters).size).toBe(chapters.length);
  expect(text.match(/^ *```/gm)?.length).toBe(2 * (text.match(/^ *```\w+$/gm)?.length ?? 0));
});

test("max_tokens cuts the long one too", async () => {
  const { tokens } = await ask("Explain streaming in detail", { max_tokens: 700 });
  expect(tokens).toBe(700);
});
