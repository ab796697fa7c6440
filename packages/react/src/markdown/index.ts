export { Markdown } from "./markdown.tsx";
export type { MarkdownProps } from "./markdown.tsx";
export type { MarkdownLabels } from "../labels/markdown-labels.ts";
