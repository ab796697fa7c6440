import {
  Anchor,
  Canvas,
  Description,
  DocsContext,
  type DocsContextProps,
  Heading,
  Subheading,
  useOf,
} from "@storybook/addon-docs/blocks";
import { type ReactNode, useContext } from "react";
import { docgenOf, exampleIn } from "../packages/react/src/testing/docgen-info.ts";
import { storyCode } from "../packages/react/src/testing/story-code.ts";
import type { Guide } from "../packages/react/src/testing/story-guide.ts";

type Story = ReturnType<DocsContextProps["componentStories"]>[number];

/** Of the page, in the order of their file. */
export function useStories(): Story[] {
  return useContext(DocsContext)
    .componentStories()
    .filter(({ tags }) => tags.includes("autodocs"));
}

/** The first story, which the controls below it change, with the component's own example as its code. */
export function LiveDefault(): ReactNode {
  const [story] = useStories();
  const codeOf = useCodeOf();
  if (story === undefined) return null;
  const guide: Guide | undefined = story.parameters["guide"];
  const example = guide?.example ?? exampleIn(docgenOf(story.component)?.description ?? "");
  return (
    <Anchor storyId={`primary--${story.id}`}>
      <StoryCanvas story={story} code={example ?? codeOf(story)} isPrimary />
    </Anchor>
  );
}

/** Every other story. */
export function States(): ReactNode {
  const [, ...stories] = useStories();
  const codeOf = useCodeOf();
  if (stories.length === 0) return null;
  return (
    <>
      <Heading>States</Heading>
      {stories.map((story) => (
        <Anchor key={story.id} storyId={story.id}>
          <Subheading>{story.name}</Subheading>
          <Description of={story.moduleExport} />
          <StoryCanvas story={story} code={codeOf(story)} />
        </Anchor>
      ))}
    </>
  );
}

interface StoryCanvasProps {
  story: Story;
  code: string | null;
  isPrimary?: boolean;
}

/** Without code there is no button for it: what cannot be pasted would only mislead. */
function StoryCanvas({ story, code, isPrimary = false }: StoryCanvasProps): ReactNode {
  return (
    <Canvas
      of={story.moduleExport}
      withToolbar={isPrimary}
      story={{ __primary: isPrimary, __forceInitialArgs: !isPrimary }}
      {...(code === null
        ? { sourceState: "none" as const }
        : { source: { code, language: "tsx" as const, format: false } })}
    />
  );
}

/** What a story says itself; else what its args come to. One with a `render` of its own is a stage, not an example. */
function useCodeOf(): (story: Story) => string | null {
  const { csfFile } = useOf("meta", ["meta"]);
  return (story) => {
    const own: string | undefined = story.parameters["docs"]?.source?.code;
    const isStaged = csfFile.meta.render !== undefined || Reflect.has(Object(story.moduleExport), "render");
    return own ?? (isStaged ? null : storyCode(story.component, story.initialArgs));
  };
}
