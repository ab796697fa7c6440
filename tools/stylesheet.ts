import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { bundle } from "lightningcss";

const folder = join(import.meta.dirname, "../packages/react");

/** `@pareta/react/styles.css` as it ships: its imports inlined, minified, and nothing rewritten for older browsers. */
export function bundleStylesheet(): Uint8Array {
  const { code, warnings } = bundle({ filename: join(folder, "src/styles.css"), minify: true });
  if (warnings.length > 0) throw new Error(warnings.map(({ message }) => message).join("\n"));
  return code;
}

if (import.meta.main) {
  writeFileSync(join(folder, "dist/styles.css"), bundleStylesheet());
  // TypeScript refuses an import for its effect alone when nothing declares the file.
  writeFileSync(join(folder, "dist/styles.css.d.ts"), "export {};\n");
}
