import {
  ArgTypes,
  Controls,
  DocsPage as DefaultDocsPage,
  Heading,
  Markdown,
  Primary,
  Source,
  Stories,
  Subtitle,
  Title,
  useOf,
} from "@storybook/addon-docs/blocks";
import type { ReactNode } from "react";
import type { Guide, GuideText, Maturity } from "../packages/react/src/testing/story-guide.ts";
import "./docs-page.css";

const stages: Readonly<Record<Maturity, string>> = {
  alpha: "Alpha: names and props may still change.",
  beta: "Beta: names and props stand; a state may still be missing.",
  stable: "Stable: changes follow semantic versioning.",
};

/** The page of a component that brought a guide, in one order for all; Storybook's own page for everything else. */
export function DocsPage(): ReactNode {
  const { preparedMeta } = useOf("meta", ["meta"]);
  const guide: Guide | undefined = preparedMeta.parameters["guide"];
  if (guide === undefined) return <DefaultDocsPage />;
  return (
    <>
      <Title />
      <Subtitle>{guide.purpose}</Subtitle>
      <Primary />
      <Controls />
      <Stories title="States" includePrimary={false} />
      <Heading>Anatomy</Heading>
      <Anatomy text={guide.anatomy} />
      <Heading>Props</Heading>
      <ArgTypes />
      <Heading>Do and don’t</Heading>
      <Dos pairs={guide.dos} />
      <Heading>Keyboard</Heading>
      <Keyboard rows={guide.keyboard ?? []} />
      <Heading>Accessibility</Heading>
      <Text text={guide.accessibility} />
      <Heading>Content</Heading>
      <Text text={guide.content} />
      <Heading>Hooks</Heading>
      <Text text={guide.hooks} />
      <Heading>Maturity</Heading>
      <Text text={stages[guide.maturity]} />
      {guide.missing === undefined ? null : <Text text={guide.missing} />}
    </>
  );
}

function Text({ text }: { text: GuideText }): ReactNode {
  return <Markdown>{typeof text === "string" ? text : text.map((line) => `- ${line}`).join("\n")}</Markdown>;
}

function Anatomy({ text }: { text: GuideText }): ReactNode {
  const isCode = typeof text === "string" && text.trimStart().startsWith("<");
  return isCode ? <Source language="tsx" code={text} /> : <Text text={text} />;
}

function Dos({ pairs }: { pairs: Guide["dos"] }): ReactNode {
  return (
    <div className="guide-pairs sb-unstyled">
      {pairs.map((pair) => (
        <dl key={pair.do}>
          <dt data-verdict="do">Do</dt>
          <dd>
            <Markdown>{pair.do}</Markdown>
          </dd>
          <dt data-verdict="dont">Don’t</dt>
          <dd>
            <Markdown>{pair.dont}</Markdown>
          </dd>
        </dl>
      ))}
    </div>
  );
}

function Keyboard({ rows }: { rows: NonNullable<Guide["keyboard"]> }): ReactNode {
  if (rows.length === 0) return <Text text="Nothing in it takes the focus." />;
  return (
    <table>
      <thead>
        <tr>
          <th>Keys</th>
          <th>What they do</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ keys, does }) => (
          <tr key={keys}>
            <td>
              <kbd>{keys}</kbd>
            </td>
            <td>
              <Markdown>{does}</Markdown>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
