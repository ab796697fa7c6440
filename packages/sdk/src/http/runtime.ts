/** What the surrounding runtime offers, looked up without assuming any of it. */
interface RuntimeGlobals {
  readonly process?: {
    readonly env?: Record<string, string | undefined>;
    readonly versions?: { readonly node?: string };
  };
  readonly Deno?: unknown;
  readonly Bun?: unknown;
  readonly document?: unknown;
  readonly navigator?: { readonly userAgent?: string; readonly onLine?: boolean };
  readonly location?: { readonly origin?: string };
}

const globals: RuntimeGlobals & { readonly [name: string]: unknown } = Object(globalThis);

const workerScopes = ["DedicatedWorkerGlobalScope", "SharedWorkerGlobalScope", "ServiceWorkerGlobalScope"];

/**
 * Whether code here is handed to visitors: a page, or a worker of a browser. Node, Deno, Bun and Cloudflare are
 * servers, although some of them name the same worker scopes (contract 2).
 */
export function isBrowser(): boolean {
  if (globals.document !== undefined) return true;
  const isServer =
    globals.process?.versions?.node !== undefined ||
    globals.Deno !== undefined ||
    globals.Bun !== undefined ||
    globals.navigator?.userAgent === "Cloudflare-Workers";
  return !isServer && workerScopes.some((name) => globals[name] !== undefined);
}

/** An environment variable, `undefined` where there is no environment or the variable is empty. */
export function environmentVariable(name: string): string | undefined {
  return globals.process?.env?.[name]?.trim() || undefined;
}

/** True only where the runtime says that there is no network. */
export function isOffline(): boolean {
  return globals.navigator?.onLine === false;
}

/** The page's origin, `null` where there is none to resolve a path against. */
export function pageOrigin(): string | null {
  const origin = globals.location?.origin;
  return origin === undefined || origin === "null" ? null : origin;
}
