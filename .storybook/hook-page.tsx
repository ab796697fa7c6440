import {
  ArgTypes,
  Controls,
  Heading,
  Markdown,
  Source,
  Subtitle,
  Title,
  useOf,
} from "@storybook/addon-docs/blocks";
import type { ReactNode } from "react";
import { type HookDocs, hookDocsOf } from "../packages/react/src/testing/hook-docs.ts";
import type { Guide } from "../packages/react/src/testing/story-guide.ts";
import { LiveDefault, States, useStories } from "./story-list.tsx";

/** `parameters.hook`: what the signature of a hook leaves to say. */
export interface HookParameters {
  readonly tables?: Guide["tables"];
}

const sources: Record<string, string> = import.meta.glob("../packages/react/src/**/use-*.ts", {
  query: "?raw",
  import: "default",
  eager: true,
});

/** `"Hooks/Chat/useChatStream"` is the page of `useChatStream`. */
export function hookName(title: string): string | undefined {
  return /^Hooks\/.*\b(use\w+)$/.exec(title)?.[1];
}

const results: Readonly<Record<HookDocs["kind"], string>> = {
  query: `React Query's [\`UseQueryResult\`](https://tanstack.com/query/latest/docs/framework/react/reference/useQuery), whole:

| Field | What it is |
| --- | --- |
| \`data\` | What the server has sent; \`undefined\` before the first answer. |
| \`status\` | \`"pending"\`, \`"success"\` or \`"error"\`. |
| \`error\` | A \`ParetaError\`, or \`null\`. The client has then tried again as often as makes sense. |
| \`fetchStatus\` | \`"fetching"\`, \`"paused"\` or \`"idle"\`. |
| \`dataUpdatedAt\` | Unix ms of the last answer. |
| \`refetch\` | Asks again now. |

\`options\` are those of \`useQuery\`, without the key, the function and retrying. An argument that is \`skipToken\` asks for
nothing.`,
  mutation: `React Query's [\`UseMutationResult\`](https://tanstack.com/query/latest/docs/framework/react/reference/useMutation), whole:

| Field | What it is |
| --- | --- |
| \`mutate\` | Sends the request. The outcome is in the result. |
| \`mutateAsync\` | Sends the request, and returns a promise of its outcome. |
| \`status\` | \`"idle"\`, \`"pending"\`, \`"success"\` or \`"error"\`. |
| \`data\` | What the server has answered; \`undefined\` before that. |
| \`error\` | A \`ParetaError\`, or \`null\`. |
| \`variables\` | What was sent last. |
| \`reset\` | Back to \`"idle"\`. |

\`options\` are those of \`useMutation\`, without the key, the function, retrying and what happens offline.`,
  other: "",
};

/** The page of a hook: its docstring, its story, its example and its types. */
export function HookPage({ name }: { name: string }): ReactNode {
  const { preparedMeta } = useOf("meta", ["meta"]);
  const { tables = [] }: HookParameters = preparedMeta.parameters["hook"] ?? {};
  const { purpose, details, params, signature, example, kind } = docsOf(name);
  return (
    <>
      <Title>{name}</Title>
      <Subtitle>{purpose}</Subtitle>
      <Markdown>{details}</Markdown>
      <LiveDefault />
      <HookControls />
      <States />
      <Heading>Example</Heading>
      <Source language="tsx" format={false} code={example} />
      <Heading>Signature</Heading>
      <Source language="typescript" format={false} code={signature} />
      <Markdown>{params.map(({ name, text }) => `- \`${name}\` ${text}`).join("\n")}</Markdown>
      {tables.map(({ title, of }) => (
        <section key={title} className="guide-table" data-table={title.toLowerCase()}>
          <Heading>{title}</Heading>
          <ArgTypes of={of} />
        </section>
      ))}
      {kind === "other" ? null : (
        <>
          <Heading>Result and options</Heading>
          <Markdown>{results[kind]}</Markdown>
        </>
      )}
    </>
  );
}

function HookControls(): ReactNode {
  const [story] = useStories();
  const names = Object.keys(story?.initialArgs ?? {});
  if (names.length === 0) return null;
  return (
    <div className="guide-controls">
      <Heading>Controls</Heading>
      <Controls include={names} />
    </div>
  );
}

function docsOf(name: string): HookDocs {
  const file = `/${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}.ts`;
  const [, source] = Object.entries(sources).find(([path]) => path.endsWith(file)) ?? [];
  if (source === undefined) throw new Error(`There is no file of ${name}.`);
  return hookDocsOf(name, source);
}
