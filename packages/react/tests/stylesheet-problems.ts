import {
  type Declaration,
  type DeclarationBlock,
  type Rule,
  type SelectorComponent,
  type StyleRule,
  transform,
} from "lightningcss";

type Selector = readonly SelectorComponent[];

/** What in a sheet could reach past the kit's own elements, or would stand wrong in a page that reads right to left. */
export function stylesheetProblems(sheet: Uint8Array): string[] {
  const problems: string[] = [];
  transform({
    filename: "sheet.css",
    code: sheet,
    visitor: { StyleSheet: ({ rules }) => void problems.push(...rules.flatMap(topLevelProblems)) },
  });
  return problems;
}

/** Colours that are no token: a theme cannot change them. */
export function literalColours(sheet: Uint8Array): string[] {
  const found =
    new TextDecoder().decode(sheet).match(/#[\da-f]{3,8}\b|\b(?:rgb|hsl|lab|lch|light-dark)\w*\(/gi) ?? [];
  const colours: string[] = [...found];
  transform({
    filename: "sheet.css",
    code: sheet,
    visitor: {
      Color(colour) {
        const isKeyword = typeof colour === "string" || colour.type === "currentcolor";
        const isTransparent = !isKeyword && "alpha" in colour && colour.alpha === 0;
        if (!isKeyword && !isTransparent) colours.push(JSON.stringify(colour));
      },
    },
  });
  return colours;
}

function topLevelProblems(rule: Rule): string[] {
  const isOurs = rule.type === "layer-block" && rule.value.name?.join(".") === "pareta";
  return isOurs ? problemsIn(rule.value.rules) : [`${rule.type} outside of the layer`];
}

function problemsIn(rules: readonly Rule[]): string[] {
  return rules.flatMap((rule) => ruleProblems(rule, selectorProblems));
}

function ruleProblems(rule: Rule, checkSelectors: (rule: StyleRule) => string[]): string[] {
  const inner = (rules: readonly Rule[]) => rules.flatMap((one) => ruleProblems(one, checkSelectors));
  switch (rule.type) {
    case "style": {
      const { declarations, rules = [] } = rule.value;
      // What is nested in a rule of the kit's needs no name of its own.
      const nested = rules.flatMap((one) => ruleProblems(one, () => []));
      return [...checkSelectors(rule.value), ...blockProblems(declarations), ...nested];
    }
    case "nested-declarations":
      return blockProblems(rule.value.declarations);
    case "media":
    case "supports":
    case "container":
    case "starting-style":
      return inner(rule.value.rules);
    case "keyframes": {
      const name = rule.value.name.value;
      const steps = rule.value.keyframes.flatMap(({ declarations }) => blockProblems(declarations));
      return name.startsWith("pareta-") ? steps : [`@keyframes ${name}`, ...steps];
    }
    default:
      return [`${rule.type} within the layer`];
  }
}

function selectorProblems({ selectors, declarations }: StyleRule): string[] {
  const isOnlyTokens = (declarations?.declarations ?? []).every((one) => nameOf(one).startsWith("--"));
  return [
    ...(selectors.every(isAnchored) ? [] : [`${JSON.stringify(selectors)} names nothing of the kit's`]),
    ...(selectors.some(reachesRoot) && !isOnlyTokens ? [":root gets more than custom properties"] : []),
  ];
}

function blockProblems(block: DeclarationBlock | undefined): string[] {
  const important = block?.importantDeclarations ?? [];
  return [
    ...(important.length > 0 ? ["!important beats the host"] : []),
    ...[...important, ...(block?.declarations ?? [])].flatMap(declarationProblems),
  ];
}

/** Whether some part of it is the kit's: a class, an attribute that only the kit's hosts set, or `:root` and `:host` for tokens. */
function isAnchored(selector: Selector): boolean {
  return selector.some((part) => {
    if (part.type === "class") return part.name.startsWith("pareta-");
    if (part.type === "attribute" && part.name === "class") {
      return part.operation?.value.trimStart().startsWith("pareta-") ?? false;
    }
    if (part.type === "attribute") return part.name.startsWith("data-pareta-");
    return isRoot(part) || (alternatives(part)?.every(isAnchored) ?? false);
  });
}

function reachesRoot(selector: Selector): boolean {
  return selector.some((part) => isRoot(part) || (alternatives(part)?.some(reachesRoot) ?? false));
}

function isRoot(part: SelectorComponent): boolean {
  return (
    part.type === "pseudo-class" && (part.kind === "root" || (part.kind === "host" && part.selectors == null))
  );
}

function alternatives(part: SelectorComponent): readonly Selector[] | undefined {
  if (part.type !== "pseudo-class") return undefined;
  // A shadow root's host with an attribute of the kit's is the kit's.
  if (part.kind === "host") return part.selectors == null ? undefined : [part.selectors];
  return part.kind === "where" || part.kind === "is" ? part.selectors : undefined;
}

const physicalName =
  /^(?:(?:min|max)-)?(?:width|height)$|^(?:left|right|top|bottom)$|-(?:left|right|top|bottom)(?:-|$)/;

function declarationProblems(declaration: Declaration): string[] {
  const name = nameOf(declaration);
  if (name.startsWith("--")) return name.startsWith("--pareta-") ? [] : [`${name} is a name of the host's`];
  if (physicalName.test(name)) return [`${name} is physical`];
  const [, word] = /"(left|right)"(?!:)/.exec(JSON.stringify(declaration.value)) ?? [];
  if (word !== undefined) return [`${name}: ${word} is physical`];
  return isLopsided(declaration.value) ? [`${name} differs between left and right`] : [];
}

/** Properties that the parser does not know come as custom ones, as `float` does. */
function nameOf(declaration: Declaration): string {
  if (declaration.property === "custom") return declaration.value.name;
  return declaration.property === "unparsed" ? declaration.value.propertyId.property : declaration.property;
}

function isLopsided(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const sides: Readonly<Record<string, unknown>> = { ...value };
  const differ = (one: string, other: string) => JSON.stringify(sides[one]) !== JSON.stringify(sides[other]);
  return differ("left", "right") || differ("topLeft", "topRight") || differ("bottomLeft", "bottomRight");
}
