/** What the build of Storybook leaves at a component: `.storybook/docgen.ts` writes it. */
export interface DocgenInfo {
  readonly displayName?: string;
  /** The docstring, with its `@example`. */
  readonly description?: string;
  /** The element that takes every other prop: `"div"`. */
  readonly element?: string;
  readonly props?: Readonly<Record<string, DocgenProp>>;
}

export interface DocgenProp {
  readonly required?: boolean;
  readonly description?: string;
  /** The type as its interface has it; missing where the prop has a default and no type here. */
  readonly written?: string;
  /** The kit's interfaces and aliases that the type names, as they are written. */
  readonly meaning?: string;
  readonly defaultValue?: { readonly value: unknown };
}

export function docgenOf(component: unknown): DocgenInfo | undefined {
  const info: DocgenInfo | undefined = Reflect.get(Object(component), "__docgenInfo");
  return info;
}

/** As code: what the component's source says, else what the docstring says. */
export function defaultOf({ defaultValue, description = "" }: DocgenProp): string | undefined {
  if (defaultValue !== undefined) return String(defaultValue.value);
  const stated = /\bDefault (?:`([^`]+)`|(true|false|null|-?\d+))(?=[.,;:]|$)/.exec(description) ?? [];
  return stated[1] ?? stated[2];
}

/** The code of the first `@example` in a docstring, or in a source file with docstrings. */
export function exampleIn(text: string): string | undefined {
  return codeAfter("@example", text.replaceAll(/^ *\* ?/gm, ""));
}

/** The first block of code after a word in a text: `codeAfter("## Components", readme)`. */
export function codeAfter(word: string, text: string): string | undefined {
  const start = text.indexOf(word);
  const [, code] = /```tsx?\n([^]*?)```/.exec(start === -1 ? "" : text.slice(start)) ?? [];
  return code?.trimEnd();
}
