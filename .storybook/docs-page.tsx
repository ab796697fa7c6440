import {
  ArgTypes,
  Controls,
  DocsPage as DefaultDocsPage,
  Heading,
  Markdown,
  Source,
  Subtitle,
  Title,
  useOf,
} from "@storybook/addon-docs/blocks";
import type { ReactNode } from "react";
import type { StrictInputType } from "storybook/internal/types";
import { docgenOf } from "../packages/react/src/testing/docgen-info.ts";
import type { Guide, GuideText, Maturity } from "../packages/react/src/testing/story-guide.ts";
import { HookPage, hookName } from "./hook-page.tsx";
import { LiveDefault, States, useStories } from "./story-list.tsx";
import "./docs-page.css";

const stages: Readonly<Record<Maturity, string>> = {
  alpha: "Alpha: names and props may still change.",
  beta: "Beta: names and props stand; a state may still be missing.",
  stable: "Stable: changes follow semantic versioning.",
};

/**
 * The page of a component that brought a guide, in one order for all; of a hook without one, what its file says;
 * Storybook's own page for everything else.
 */
export function DocsPage(): ReactNode {
  const { preparedMeta } = useOf("meta", ["meta"]);
  const guide: Guide | undefined = preparedMeta.parameters["guide"];
  const hook = hookName(preparedMeta.title);
  if (guide === undefined) return hook === undefined ? <DefaultDocsPage /> : <HookPage name={hook} />;
  return (
    <>
      <Title />
      <Subtitle>{guide.purpose}</Subtitle>
      <LiveDefault />
      <Playground />
      <States />
      <Heading>Anatomy</Heading>
      <Anatomy text={guide.anatomy} />
      {(guide.tables ?? [{ title: "Props", of: preparedMeta.component }]).map(({ title, of }) => (
        <Props key={title} title={title} of={of} />
      ))}
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

/** What can be set by hand in the story above, and nothing else; what it means stands under Props. */
function Playground(): ReactNode {
  const [story] = useStories();
  const { argTypes = {}, parameters } = story ?? {};
  const names = Object.keys(argTypes).filter((name) => hasControl(argTypes[name]));
  // A story whose `render` asks for no args is not changed by them.
  if (names.length === 0 || parameters?.["__isArgsStory"] !== true) return null;
  return (
    <div className="guide-controls">
      <Heading>Controls</Heading>
      <Controls include={names} />
    </div>
  );
}

function hasControl(argType: StrictInputType | undefined): boolean {
  const control: unknown = argType?.control;
  return (
    Reflect.get(Object(control), "disable") !== true &&
    typeof Reflect.get(Object(control), "type") === "string"
  );
}

function Props({ title, of }: NonNullable<Guide["tables"]>[number]): ReactNode {
  const element = docgenOf(of)?.element;
  return (
    <>
      <Heading>{title}</Heading>
      <div className="guide-table" data-table={title.toLowerCase()}>
        <ArgTypes of={of} />
      </div>
      {element === undefined ? null : (
        <Text
          text={`It takes all that a \`<${element}>\` takes as well, and hands it on: \`className\`, \`id\`, \`ref\`, \`data-…\`.`}
        />
      )}
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
