import type { ComponentType } from "react";

/**
 * The words of a component's docs page, as `parameters.guide` of its story file's meta:
 *
 * ```ts
 * const guide: Guide = { purpose: "Says what went wrong, and what can be done about it.", … };
 * const meta = { component: ErrorState, parameters: { guide } } satisfies Meta<typeof ErrorState>;
 * ```
 *
 * `.storybook/docs-page.tsx` lays them out, the same order for every component. Every text is Markdown of one line; a
 * list becomes a list.
 */
export interface Guide {
  /** One sentence: what the reader of the host's page gets from it. */
  readonly purpose: string;
  /** A list of the parts with what each is for, or JSX as a host writes it (then shown as code). */
  readonly anatomy: GuideText;
  /**
   * The live default as a host writes it, with its imports, where the component's docstring has no `@example`: that one is
   * compiled and run by tests.
   */
  readonly example?: string;
  /** In place of the component's props: `of` is a component that takes what is to be documented. */
  readonly tables?: readonly { readonly title: string; readonly of: ComponentType<never> }[];
  readonly dos: readonly { readonly do: string; readonly dont: string }[];
  /** Left out when nothing in it takes the focus. `keys` as on the keyboard: `"Shift+Enter"`. */
  readonly keyboard?: readonly { readonly keys: string; readonly does: string }[];
  /** Roles, names, what is announced and when, what moves the focus. */
  readonly accessibility: GuideText;
  /** How its words are written: tone, length, numbers, what never to say. */
  readonly content: GuideText;
  /** The hooks that feed it, or how to live without one. */
  readonly hooks: GuideText;
  readonly maturity: Maturity;
  /** What it still lacks for the next stage. */
  readonly missing?: GuideText;
}

export type GuideText = string | readonly string[];

/** `alpha`: names may change · `beta`: names stand, states may be missing · `stable`: semver holds. */
export type Maturity = "alpha" | "beta" | "stable";
