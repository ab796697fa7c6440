import { isValidElement, type ReactNode } from "react";
import * as kit from "../index.ts";
import * as markdown from "../markdown/index.ts";
import { defaultOf, docgenOf } from "./docgen-info.ts";

/** By identity: a build makes other names of functions, and leaves those of exports. */
const doors = new Map<unknown, { readonly name: string; readonly from: string }>([
  ...Object.entries(kit).map(([name, value]) => [value, { name, from: "@pareta/react" }] as const),
  ...Object.entries(markdown).map(
    ([name, value]) => [value, { name, from: "@pareta/react/markdown" }] as const,
  ),
]);

/** A longer value is data, which a host has and nobody reads in an example. */
const longestValue = 400;
const lineWidth = 100;

/**
 * A story as a host writes it, ready to be pasted: with its imports, and without what only a host can have (its handlers,
 * what it caught, its rows), which the example is then given. `null` for a component that is not public.
 */
export function storyCode(component: unknown, args: Readonly<Record<string, unknown>>): string | null {
  const found = doors.get(component);
  if (found === undefined) return null;
  const printer = new Printer();
  const defaults = docgenOf(component)?.props ?? {};
  const shown: Record<string, unknown> = {};
  const given: string[] = [];
  for (const [name, value] of Object.entries(args)) {
    const code = printer.value(value);
    const known = defaults[name];
    if (value === undefined || (known && defaultOf(known) === code)) continue;
    if (code !== null && code.length <= longestValue) shown[name] = value;
    else given.push(name);
  }
  const element = printer.element({ type: component, props: shown }, given);
  if (element === null) return null;
  const { name } = found;
  if (given.length === 0) return `${printer.imports()}\n\nexport const example = ${wrap(element, "")};\n`;
  const names = given.map((one) => JSON.stringify(one)).join(" | ");
  const parameters = `{ ${given.join(", ")} }: Given`;
  return `${printer.imports()}
import type { ComponentProps } from "react";

type Given = Required<Pick<ComponentProps<typeof ${name}>, ${names}>>;

export function Example(${parameters}) {
  return ${wrap(element, "  ")};
}
`;
}

class Printer {
  readonly #imports = new Map<string, Set<string>>();

  imports(): string {
    return Array.from(
      this.#imports,
      ([from, names]) => `import { ${[...names].toSorted().join(", ")} } from "${from}";`,
    )
      .toSorted()
      .join("\n");
  }

  /** As an expression; `null` for what cannot be written. */
  value(value: unknown): string | null {
    if (value === undefined || value === null || typeof value === "boolean") return String(value);
    if (typeof value === "string") return JSON.stringify(value);
    if (typeof value === "number") return Number.isFinite(value) ? String(value) : null;
    if (typeof value === "bigint") return `${value}n`;
    if (typeof value === "function") return this.#nameOf(value);
    if (isValidElement<Record<string, unknown>>(value)) return this.element(value);
    if (Array.isArray(value))
      return this.#list(
        "[",
        "]",
        value.map((item) => this.value(item)),
      );
    return isPlain(value) ? this.#list("{", "}", this.#fields(value)) : null;
  }

  element(
    { type, props }: { readonly type: unknown; readonly props: Readonly<Record<string, unknown>> },
    given: readonly string[] = [],
  ): string | null {
    const tag = typeof type === "string" ? type : this.#nameOf(type);
    const { children, ...attributes } = props;
    const printed = Object.entries(attributes).map(([name, value]) => this.#attribute(name, value));
    const content = this.#children(children);
    if (tag === null || content === null || printed.includes(null)) return null;
    const all = [...printed, ...given.map((name) => `${name}={${name}}`)];
    const line = ["<" + tag, ...all].join(" ");
    const isLong = line.length > lineWidth - 20 || line.includes("\n");
    const open = isLong ? `<${tag}\n${indent(all.join("\n"))}\n` : line;
    if (content === "") return `${open}${isLong ? "" : " "}/>`;
    const isInline = !isLong && !content.includes("\n") && line.length + content.length < lineWidth - 20;
    return isInline ? `${open}>${content}</${tag}>` : `${open}>\n${indent(content)}\n</${tag}>`;
  }

  #attribute(name: string, value: unknown): string | null {
    if (value === true) return name;
    if (typeof value === "string" && !/["&\\\n{}<>]/.test(value)) return `${name}="${value}"`;
    const code = this.value(value);
    return code === null ? null : `${name}={${code}}`;
  }

  #children(children: unknown): string | null {
    if (children === undefined || children === null || typeof children === "boolean") return "";
    if (typeof children === "string")
      return /[{}<>&]|^\s|\s$/.test(children) ? `{${JSON.stringify(children)}}` : children;
    if (Array.isArray(children)) {
      const parts = children.map((child: ReactNode) => this.#children(child));
      return parts.includes(null) ? null : parts.join("\n");
    }
    const code = this.value(children);
    return code === null || isValidElement(children) ? code : `{${code}}`;
  }

  #fields(value: object): (string | null)[] {
    return Object.entries(value)
      .filter(([, field]) => field !== undefined)
      .map(([key, field]) => {
        const code = this.value(field);
        return code === null ? null : `${/^[\w$]+$/.test(key) ? key : JSON.stringify(key)}: ${code}`;
      });
  }

  #list(open: string, close: string, items: readonly (string | null)[]): string | null {
    if (items.includes(null)) return null;
    const space = open === "{" && items.length > 0 ? " " : "";
    const line = `${open}${space}${items.join(", ")}${space}${close}`;
    if (line.length <= lineWidth - 30 && !line.includes("\n")) return line;
    return `${open}\n${indent(items.map((item) => `${item},`).join("\n"))}\n${close}`;
  }

  #nameOf(value: unknown): string | null {
    const door = doors.get(value);
    if (door === undefined) return null;
    const names = this.#imports.get(door.from) ?? new Set();
    this.#imports.set(door.from, names.add(door.name));
    return door.name;
  }
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function indent(text: string): string {
  return text.replaceAll(/^(?=.)/gm, "  ");
}

function wrap(element: string, before: string): string {
  if (!element.includes("\n")) return element;
  return `(\n${indent(element).replaceAll(/^(?=.)/gm, before)}\n${before})`;
}
