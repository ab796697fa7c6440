import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type Rolldown } from "vite";

const folder = fileURLToPath(new URL(".", import.meta.url));

/** Counts commits before React loads; React calls such a hook in production too. */
const head = `<!doctype html><meta charset="utf-8"><title>bench</title>
<style>
  body { margin: 0 0 100vh; font: 16px/1.5 sans-serif }
  .row { white-space: pre-wrap; margin: 1em }
</style>
<script>
  window.reactCommits = 0;
  window.__REACT_DEVTOOLS_GLOBAL_HOOK__ = {
    supportsFiber: true,
    inject: () => 1,
    onCommitFiberRoot: () => { window.reactCommits++ },
    onCommitFiberUnmount() {},
    onPostCommitFiberRoot() {},
  };
</script>`;

const types: Readonly<Record<string, string>> = { ".js": "text/javascript", ".css": "text/css" };

/** A production build of each page, by name and by its module in this folder, on a loopback port, from memory. */
export async function serveSite(
  pages: Readonly<Record<string, string>>,
): Promise<{ url: string; close: () => void }> {
  const built = await build({
    root: folder,
    configFile: false,
    logLevel: "error",
    // One React for the peers and for the packages of this repository.
    resolve: { dedupe: ["react", "react-dom"] },
    oxc: { jsx: { runtime: "automatic" } },
    define: { "process.env.NODE_ENV": '"production"' },
    build: {
      write: false,
      target: "es2022",
      // The kit's colours are for browsers that know light-dark().
      cssTarget: "chrome123",
      rolldownOptions: {
        input: Object.fromEntries(Object.entries(pages).map(([name, module]) => [name, folder + module])),
        output: { entryFileNames: "[name].js", chunkFileNames: "[name]-[hash].js" },
      },
    },
  });
  const files = new Map<string, string>();
  for (const result of [built].flat()) {
    if (!("output" in result)) throw new Error("The build watches instead of ending.");
    for (const file of result.output) {
      files.set(`/${file.fileName}`, file.type === "chunk" ? file.code : String(file.source));
      if (file.type === "asset" || !file.isEntry) continue;
      const sheets = sheetsOf(file.fileName, result.output).map(
        (sheet) => `<link rel="stylesheet" href="/${sheet}">`,
      );
      files.set(
        `/${file.name}`,
        `${head}${sheets.join("")}<body><script type="module" src="/${file.fileName}"></script>`,
      );
    }
  }

  const server = createServer((request, response) => {
    const path = new URL(request.url ?? "", "http://localhost").pathname;
    const type = types[extname(path)] ?? "text/html";
    response.writeHead(files.has(path) ? 200 : 404, { "content-type": type }).end(files.get(path));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => server.close() };
}

/** The sheets of a chunk and of those that it imports: what pages share is a chunk of its own. */
function sheetsOf(
  fileName: string,
  output: readonly (Rolldown.OutputChunk | Rolldown.OutputAsset)[],
): string[] {
  const chunk = output.find((file) => file.fileName === fileName);
  if (chunk?.type !== "chunk") return [];
  const imported = chunk.imports.flatMap((name) => sheetsOf(name, output));
  return [...new Set([...imported, ...(chunk.viteMetadata?.importedCss ?? [])])];
}
