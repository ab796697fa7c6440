import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { build } from "vite";

const root = fileURLToPath(new URL(".", import.meta.url));

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

/** A production build of a page per file `<folder>/<peer>.tsx`, on a loopback port, from memory. */
export async function serveSite(
  folder: string,
  peers: readonly string[],
): Promise<{ url: string; close: () => void }> {
  const built = await build({
    root,
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
      cssCodeSplit: false,
      rolldownOptions: {
        input: Object.fromEntries(peers.map((peer) => [peer, `${root}${folder}/${peer}.tsx`])),
        output: { entryFileNames: "[name].js", chunkFileNames: "[name]-[hash].js" },
      },
    },
  });
  const files = new Map<string, string>();
  for (const result of [built].flat()) {
    if (!("output" in result)) throw new Error("The build watches instead of ending.");
    for (const file of result.output)
      files.set(`/${file.fileName}`, file.type === "chunk" ? file.code : String(file.source));
  }
  const sheets = [...files.keys()].filter((path) => path.endsWith(".css"));
  const links = sheets.map((path) => `<link rel="stylesheet" href="${path}">`).join("");
  for (const peer of peers)
    files.set(`/${peer}`, `${head}${links}<body><script type="module" src="/${peer}.js"></script>`);

  const server = createServer((request, response) => {
    const path = new URL(request.url ?? "", "http://localhost").pathname;
    const type = /\.(js|css)$/.exec(path)?.[1] ?? "html";
    const types: Record<string, string> = { js: "text/javascript", css: "text/css", html: "text/html" };
    response.writeHead(files.has(path) ? 200 : 404, { "content-type": types[type] }).end(files.get(path));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => server.close() };
}
