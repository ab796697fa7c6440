import type { InputType } from "storybook/internal/types";
import { defaultOf, docgenOf, type DocgenProp } from "../packages/react/src/testing/docgen-info.ts";

/**
 * `parameters.docs.extractArgTypes`: a component's props with their types as they are written, and a control for what a
 * reader can set by hand: words, numbers, yes and no. Functions, nodes, components and objects have none.
 */
export function extractArgTypes(component: unknown): Record<string, InputType> | null {
  const props = docgenOf(component)?.props;
  if (props === undefined) return null;
  const rows = Object.entries(props).flatMap(([name, prop]) =>
    prop.written === undefined ? [] : [[name, rowOf(name, prop, prop.written)] as const],
  );
  return Object.fromEntries(rows.toSorted(([, a], [, b]) => Number(isRequired(b)) - Number(isRequired(a))));
}

function isRequired({ type }: InputType): boolean {
  return typeof type === "object" && type.required === true;
}

function rowOf(name: string, prop: DocgenProp, written: string): InputType {
  const { required = false, description = "", meaning = "" } = prop;
  const values = alternativesOf(written, aliasesIn(meaning)).filter((one) => !/^(null|undefined)$/.test(one));
  const literals = values.filter((value) => /^("[^"]*"|-?\d+)$/.test(value));
  const isChoice = literals.length > 0 && literals.length === values.length;
  const type = isChoice ? literals.join(" | ") : shorten(written, required);
  const defaultValue = defaultOf(prop);
  return {
    name,
    description: escapeUnderscores(description),
    type: { ...(isChoice ? { name: "enum", value: literals } : { name: "other", value: type }), required },
    ...controlOf(values, isChoice ? literals.map((literal): unknown => JSON.parse(literal)) : null),
    table: {
      type: { summary: type, ...(meaning === "" || isChoice ? {} : { detail: meaning }) },
      ...(defaultValue === undefined ? {} : { defaultValue: { summary: defaultValue } }),
    },
  };
}

/** Docstrings say `snake_case` without quotes; Markdown would set what follows in italics. */
function escapeUnderscores(markdown: string): string {
  const parts = markdown.split(/(`[^`]*`)/);
  return parts.map((part, index) => (index % 2 === 0 ? part.replaceAll("_", "\\_") : part)).join("");
}

/** What an optional prop may be when it is there. */
function shorten(written: string, required: boolean): string {
  const line = written
    .replaceAll(/\s+/g, " ")
    .replace(/^\| /, "")
    .replaceAll(/\( | ?,? (?=\))/g, (gap) => gap.trim().replace(",", ""));
  if (required) return line;
  const present = line.replace(/ \| undefined$/, "");
  return present === line ? line : present.replace(/^\(([^()]*\([^()]*\)[^()]*)\)$/, "$1");
}

function aliasesIn(meaning: string): ReadonlyMap<string, string> {
  const declarations = meaning.split("\n\n").map((text) => /^type (\w+) =([^]*?);?$/.exec(text));
  return new Map(declarations.flatMap((found) => (found ? [[found[1] ?? "", found[2] ?? ""] as const] : [])));
}

function alternativesOf(type: string, aliases: ReadonlyMap<string, string>): string[] {
  if (/[(){}<>[\]]/.test(type)) return [type];
  const parts = type.split("|").flatMap((part) => part.trim() || []);
  return parts.flatMap((part) => {
    const meant = aliases.get(part);
    return meant === undefined ? part : alternativesOf(meant, aliases);
  });
}

const scalars: ReadonlyMap<string, "text" | "number" | "boolean"> = new Map([
  ["string", "text"],
  ["number", "number"],
  ["bigint", "number"],
  ["boolean", "boolean"],
]);

function controlOf(values: readonly string[], options: readonly unknown[] | null): Partial<InputType> {
  if (options !== null) return { options, control: { type: options.length > 4 ? "select" : "inline-radio" } };
  const [first = ""] = values;
  const control = values.every((value) => scalars.has(value)) ? scalars.get(first) : undefined;
  return { control: control === undefined ? false : { type: control } };
}
