import {
  builtinHandlers,
  builtinResolvers,
  ERROR_CODES,
  type Handler,
  makeFsImporter,
  type NodePath,
  parse,
  utils,
} from "react-docgen";
import type { Plugin } from "vite";
import type { DocgenInfo } from "../packages/react/src/testing/docgen-info.ts";

const components = /\/packages\/react\/src\/(?!.*\.(?:stories|test)\.)[^?]+\.tsx$/;

/**
 * Leaves at every component, as its `__docgenInfo`, what its source says of its props. Storybook's own plugin asks the
 * same of react-docgen, which turns types into its words for them (`union`, `unknown`, `Partial`); here each prop also
 * keeps its type as it is written, and what the names in it stand for.
 */
export function docgen(): Plugin {
  return {
    name: "pareta:docgen",
    enforce: "pre",
    transform(source, id) {
      if (!components.test(id)) return null;
      const notes = readDocgen(source, id).map(
        ({ displayName, ...info }) =>
          `\n;${displayName}.__docgenInfo = ${JSON.stringify({ displayName, ...info })};`,
      );
      return notes.length === 0 ? null : { code: source + notes.join(""), map: null };
    },
  };
}

/** What stands in one file; exported for the test of it. */
export function readDocgen(source: string, filename: string): DocgenInfo[] {
  try {
    return parse(source, {
      filename,
      // A fresh one each time: it remembers files, and files change while Storybook runs.
      importer: makeFsImporter(),
      resolver: new builtinResolvers.FindExportedDefinitionsResolver(),
      handlers: [...Object.values(builtinHandlers), writtenTypes, rootElement],
    });
  } catch (error) {
    if (Reflect.get(Object(error), "code") === ERROR_CODES.MISSING_DEFINITION) return [];
    throw error;
  }
}

const writtenTypes: Handler = (documentation, component) => {
  for (const props of utils.getTypeFromReactComponent(component)) {
    utils.applyToTypeProperties(documentation, props, (property) => describe(property), null);
  }
  function describe(property: NodePath) {
    if (!property.isTSPropertySignature()) return;
    const name = utils.getPropertyName(property);
    const annotation = property.get("typeAnnotation");
    if (name === null || !annotation.isTSTypeAnnotation()) return;
    const type = annotation.get("typeAnnotation");
    Object.assign(documentation.getPropDescriptor(name), {
      written: utils.printValue(type),
      meaning: meaningOf(type),
    });
  }
};

/** The interfaces and aliases of the kit that a type names, as they are written. */
function meaningOf(type: NodePath): string {
  const found = new Map<string, string>();
  const look = (path: NodePath) => {
    if (!path.isTSTypeReference()) return;
    const declared = utils.resolveToValue(path.get("typeName"));
    if (declared.isTSInterfaceDeclaration() || declared.isTSTypeAliasDeclaration()) {
      found.set(declared.node.id.name, utils.printValue(declared));
    }
  };
  look(type);
  type.traverse({ TSTypeReference: look });
  return [...found.values()].join("\n\n");
}

/** The element that takes every other prop, from `extends … ComponentProps<"div">`. */
const rootElement: Handler = (documentation, component) => {
  for (const props of utils.getTypeFromReactComponent(component)) {
    const element = elementOf(props);
    if (element !== undefined) documentation.set("element", element);
  }
};

function elementOf(type: NodePath): string | undefined {
  const declared = utils.resolveGenericTypeAnnotation(type);
  if (!declared?.isTSInterfaceDeclaration()) return undefined;
  const parents = declared.get("extends");
  for (const parent of Array.isArray(parents) ? parents : []) {
    const [, element] = /ComponentProps<\s*"(\w+)"/.exec(utils.printValue(parent)) ?? [];
    const found = element ?? elementOf(unwrapped(parent));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What an `Omit<…>` leaves things out of. */
function unwrapped(type: NodePath): NodePath {
  if (!type.isTSExpressionWithTypeArguments()) return type;
  const parameters = type.get("typeParameters");
  const [wrapped] = parameters.isTSTypeParameterInstantiation() ? parameters.get("params") : [];
  return utils.printValue(type).startsWith("Omit<") && wrapped ? wrapped : type;
}
