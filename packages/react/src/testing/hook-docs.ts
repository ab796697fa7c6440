import { exampleIn } from "./docgen-info.ts";

/** What the source file of a hook says about it. */
export interface HookDocs {
  /** The first sentence of the docstring. */
  readonly purpose: string;
  /** The rest of it, as Markdown, without tags. */
  readonly details: string;
  readonly params: readonly { readonly name: string; readonly text: string }[];
  /** The code of its `@example`. */
  readonly example: string;
  /** As it is written, one for each overload. */
  readonly signature: string;
  /** Whose result it returns, if that is React Query's. */
  readonly kind: "query" | "mutation" | "other";
}

/** Throws when the hook, its docstring or its example is missing. */
export function hookDocsOf(name: string, source: string): HookDocs {
  const docstring = new RegExp(`/\\*\\*((?:[^*]|\\*(?!/))*)\\*/\\nexport function ${name}\\b`).exec(
    source,
  )?.[1];
  if (docstring === undefined) throw new Error(`${name} has no docstring.`);
  const text = docstring.replaceAll(/^ *\* ?/gm, "").trim();
  const example = exampleIn(text);
  if (example === undefined) throw new Error(`${name} has no @example.`);
  const [said = "", ...tags] = text.split(/^@/m);
  const [, purpose = "", details = ""] = /^(.*?\.)(?:\s+([^]*))?$/s.exec(said.trim()) ?? [];
  const params = tags.flatMap((tag) => {
    const [, param = "", meaning = ""] = /^param (\w+) ([^]*)$/.exec(tag.trim()) ?? [];
    return param === "" ? [] : [{ name: param, text: meaning }];
  });
  const signature = signaturesOf(name, source).join("\n");
  return { purpose: oneLine(purpose), details, params, example, signature, kind: kindOf(signature) };
}

const oneLine = (text: string): string => text.replaceAll(/\s+/g, " ");

function kindOf(signature: string): HookDocs["kind"] {
  if (signature.includes("UseQueryResult")) return "query";
  return signature.includes("UseMutationResult") ? "mutation" : "other";
}

/** The overloads, else the function itself without its body. */
function signaturesOf(name: string, source: string): string[] {
  const starts = [...source.matchAll(new RegExp(`^export function ${name}\\b`, "gm"))].map(
    ({ index }) => index,
  );
  const all = starts.map((start) => source.slice(start + "export ".length, endOfSignature(source, start)));
  return all.length > 1 ? all.slice(0, -1) : all;
}

/** Where the body begins, or the semicolon of an overload stands. */
function endOfSignature(source: string, start: number): number {
  let depth = 0;
  for (let at = start; at < source.length; at++) {
    const character = source.charAt(at);
    // A brace after an operator opens a type, not the body.
    const opensBody = character === "{" && !/[&|:=,<(]\s*$/.test(source.slice(start, at));
    if (depth === 0 && (character === ";" || opensBody)) return source.slice(0, at).trimEnd().length;
    if ("({[".includes(character)) depth++;
    if (")}]".includes(character)) depth--;
  }
  throw new Error("The signature has no end.");
}
