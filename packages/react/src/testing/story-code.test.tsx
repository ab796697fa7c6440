import { afterEach, expect, it } from "vitest";
import { ErrorState } from "../errors/error-state.tsx";
import { Chat } from "../chat/components/chat.tsx";
import { Markdown } from "../markdown/markdown.tsx";
import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Money } from "../ui/money.tsx";
import { storyCode } from "./story-code.ts";
import { layOut, type Sample } from "./type-check.ts";

afterEach(() => {
  Reflect.deleteProperty(Money, "__docgenInfo");
});

it("writes plain props on one line, under the import of a host", () => {
  expect(storyCode(Money, { value: 420, kind: "rate" })).toBe(
    'import { Money } from "@pareta/react";\n\nexport const example = <Money value={420} kind="rate" />;\n',
  );
});

it("leaves out what is the default anyway", () => {
  const props = { kind: { description: 'Default `"total"`.' } };
  Object.assign(Money, { __docgenInfo: { props } });
  expect(storyCode(Money, { value: null, kind: "total" })).toContain("<Money value={null} />");
});

it("names the kit's own components, from the door they come from", () => {
  const code = storyCode(Chat, { model: "ep_1", textComponent: Markdown, starters: ['Say "yes"'] });
  expect(code).toBe(`import { Chat } from "@pareta/react";
import { Markdown } from "@pareta/react/markdown";

export const example = <Chat model="ep_1" textComponent={Markdown} starters={["Say \\"yes\\""]} />;
`);
});

it("writes elements in props and children", () => {
  const actions = <Button variant="primary">Find a task</Button>;
  expect(storyCode(EmptyState, { title: "No endpoints yet", actions, children: <p>Soon</p> })).toBe(
    `import { Button, EmptyState } from "@pareta/react";

export const example = (
  <EmptyState
    title="No endpoints yet"
    actions={<Button variant="primary">Find a task</Button>}
  >
    <p>Soon</p>
  </EmptyState>
);
`,
  );
});

it("is given what only a host can have: handlers, errors, data", () => {
  const code = storyCode(ErrorState, { error: new Error("x"), onRetry: () => {}, metered: true });
  expect(code).toBe(`import { ErrorState } from "@pareta/react";
import type { ComponentProps } from "react";

type Given = Required<Pick<ComponentProps<typeof ErrorState>, "error" | "onRetry">>;

export function Example({ error, onRetry }: Given) {
  return <ErrorState metered error={error} onRetry={onRetry} />;
}
`);
});

it("has nothing to say of a component that is not public", () => {
  expect(storyCode(() => null, {})).toBeNull();
});

interface Annotations {
  readonly component?: unknown;
  readonly args?: object;
  readonly render?: unknown;
  readonly parameters?: { readonly docs?: { readonly source?: { readonly code?: string } } };
}

it("what the docs show of every story compiles", () => {
  const files = import.meta.glob<{ default: Annotations } & Record<string, Annotations>>(
    "../**/*.stories.tsx",
    { eager: true },
  );
  const samples = Object.entries(files).flatMap(([path, { default: meta, ...stories }]): Sample[] =>
    Object.entries(stories).flatMap(([story, { args, render, parameters }]) => {
      const own = parameters?.docs?.source?.code;
      const isStaged = render !== undefined || meta.render !== undefined;
      const code = own ?? (isStaged ? null : storyCode(meta.component, { ...meta.args, ...args }));
      const name = `${path.replaceAll(/\W+/g, "-")}-${story}`;
      return code === null ? [] : [{ name, code, extension: "tsx" }];
    }),
  );
  expect(samples.length).toBeGreaterThan(100);
  const laidOut = layOut("stories", samples);
  const problems = laidOut.problems();
  laidOut.remove();
  expect(problems).toBe("");
}, 30_000);
