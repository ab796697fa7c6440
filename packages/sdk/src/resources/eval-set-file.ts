import { demand, invalid } from "../http/preflight.ts";

/** A document: a path (servers only), a `Blob` or `File`, or bytes. */
export type FileInput = string | Blob | ArrayBuffer | ArrayBufferView;

/** A document read and named, with its type. */
export interface NamedFile {
  readonly blob: Blob;
  readonly filename: string;
}

/** Documents that models read. */
function guessMime(filename: string): string {
  const extension = /\.(pdf|png|jpe?g|webp|gif|tiff?)$/i.exec(filename)?.[1]?.toLowerCase();
  if (!extension) return "application/octet-stream";
  return extension === "pdf"
    ? "application/pdf"
    : `image/${extension.replace("jpg", "jpeg").replace(/tif$/, "tiff")}`;
}

/** Node's file system, asked for when a path is given; the specifier is no literal, so no bundler follows it. */
async function readPath(path: string): Promise<Blob> {
  try {
    const specifier = ["node:fs", "promises"].join("/");
    const { readFile }: { readFile: (path: string) => Promise<Uint8Array<ArrayBuffer>> } = await import(
      /* @vite-ignore */ /* webpackIgnore: true */ specifier
    );
    return new Blob([await readFile(path)]);
  } catch (cause) {
    throw invalid("file", "a path that can be read here", cause);
  }
}

/** Checks without reading: a path is opened later. */
export function requireFileInput(file: unknown): void {
  const isBytes = file instanceof Blob || file instanceof ArrayBuffer || ArrayBuffer.isView(file);
  demand(isBytes || (typeof file === "string" && file.trim()), "file", "a path, Blob, ArrayBuffer or view");
}

/** Reads the document; name and type come from the caller, else from the file, else from its path. */
export async function readFileInput(
  file: FileInput,
  given: { readonly mime?: string | undefined; readonly filename?: string | undefined },
): Promise<NamedFile> {
  const path = typeof file === "string" ? file : file instanceof File ? file.name : "";
  const filename = (given.filename || path).split(/[\\/]/).at(-1) || "upload";
  const source =
    typeof file === "string" ? await readPath(file) : file instanceof Blob ? file : new Blob([bytesOf(file)]);
  demand(source.size > 0, "file", "not empty");
  const type = given.mime || source.type || guessMime(filename);
  return { blob: source.slice(0, source.size, type), filename };
}

/** A copy: a view may stand on memory that is shared. */
function bytesOf(file: ArrayBuffer | ArrayBufferView): Uint8Array<ArrayBuffer> {
  return ArrayBuffer.isView(file)
    ? new Uint8Array(file.buffer, file.byteOffset, file.byteLength).slice()
    : new Uint8Array(file);
}
