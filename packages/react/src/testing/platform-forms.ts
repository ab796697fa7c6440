import { vi } from "vitest";

/**
 * In jsdom, forms and files of its own shadow the platform's, which `Response` does not know. Puts the platform's back;
 * in a browser, where there is one kind of each, nothing changes.
 */
export async function usePlatformForms(): Promise<void> {
  const form = await new Response(new URLSearchParams()).formData();
  vi.stubGlobal("FormData", form.constructor);
  const buffer = globalThis.process?.getBuiltinModule?.("node:buffer");
  if (!buffer) return;
  vi.stubGlobal("File", buffer.File);
  vi.stubGlobal("Blob", buffer.Blob);
}
