/** What the surrounding runtime offers, looked up without assuming any of it. */
interface Runtime {
  readonly process?: {
    readonly env?: Record<string, string | undefined>;
    readonly versions?: { readonly node?: string };
    readonly getBuiltinModule?: (id: string) => unknown;
  };
  readonly navigator?: { readonly userAgent?: string; readonly onLine?: boolean };
  readonly location?: { readonly origin?: string };
  readonly document?: { readonly baseURI?: string };
  readonly [name: string]: unknown;
}

// Read at each call: tests, polyfills and bundlers define globals late.
const runtime: Runtime = Object(globalThis);

/**
 * Whether code here is handed to visitors: a page, or a worker of a browser. Node, Deno, Bun and Cloudflare are
 * servers, although some of them name the same worker scopes (contract 2).
 */
export function isBrowser(): boolean {
  const { document, process, navigator, Deno, Bun } = runtime;
  if (document) return true;
  if (process?.versions?.node || Deno || Bun || navigator?.userAgent === "Cloudflare-Workers") return false;
  return ["Dedicated", "Shared", "Service"].some((kind) => runtime[`${kind}WorkerGlobalScope`]);
}

/** An environment variable, `undefined` where there is no environment or the variable is empty. */
export function environmentVariable(name: string): string | undefined {
  return runtime.process?.env?.[name]?.trim() || undefined;
}

/** True only where the runtime says that there is no network. */
export function isOffline(): boolean {
  return runtime.navigator?.onLine === false;
}

/**
 * The page's origin, `undefined` where there is none to resolve a path against. A frame of `about:srcdoc` has none of its
 * own and stands on its parent's. Not `baseURI` alone: a `<base>` could lead the key to another host.
 */
export function pageOrigin(): string | undefined {
  const { location, document } = runtime;
  for (const url of [location?.origin, document?.baseURI]) {
    const origin = url && URL.canParse(url) ? new URL(url).origin : "null";
    if (origin !== "null") return origin;
  }
  return undefined;
}

/** A module of Node, Bun or Deno; `undefined` elsewhere. An `import` would make bundlers and workers look for it. */
export function builtinModule(id: string): unknown {
  return runtime.process?.getBuiltinModule?.(id);
}
