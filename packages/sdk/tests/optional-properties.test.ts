import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const packages = {
  pareta: new URL("../src/", import.meta.url),
  "@pareta/mock": new URL("../../mock/src/", import.meta.url),
};

/** Properties of exported interfaces and types that may be left out, but not be `undefined`. */
function strictProperties(folder: URL): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(
    (name) => name.endsWith(".ts") && !/\.test\.ts$|^testing\//.test(name),
  );
  return files.flatMap((name) => {
    const text = readFileSync(new URL(name, folder), "utf8");
    const exported = text.match(/^export (?:interface|type) [^]*?^(?=\S*[};]|\S*$)/gm) ?? [];
    return exported.flatMap((type) =>
      [
        ...type.matchAll(/^ +(?:readonly )?(\w+)\?: (.*);$/gm),
        ...type.matchAll(/[{;] (?:readonly )?(\w+)\?: ([^;}\n]+)[;}]/g),
      ]
        .filter(([, , value]) => !/\bundefined\b|^unknown$|^true$/.test(value?.trim() ?? ""))
        .map(([, property]) => `${name}: ${property}`),
    );
  });
}

const internal =
  /^(http\/(prepared-call|runtime|multipart)|world|routes|acts|exchange|reply|respond|check-fault|scenarios|body-fields|answers)\b/;

test.each(Object.entries(packages))(
  "every optional property of a public type of %s takes undefined (B18)",
  (_, folder) => {
    expect(strictProperties(folder).filter((place) => !internal.test(place))).toEqual([]);
  },
);
