import { demand, invalid } from "../http/preflight.ts";

/** A document: a path (servers only), a `Blob` or `File`, or bytes. */
export type FileInput = string | Blob | ArrayBuffer | ArrayBufferView;

/** A document read and named, with its type. */
export interface NamedFile {
  readonly blob: Blob;
  readonly filename: string;
}

/** The type of a document that models read, by its ending. */
function guessMime(filename: string): string {
  const ending = /\.(pdf|png|jpe?g|webp|gif|tiff?)$/i.exec(filename)?.[1]?.toLowerCase();
  const irregular: Record<string, string> = { pdf: "application/pdf", jpg: "image/jpeg", tif: "image/tiff" };
  return ending ? (irregular[ending] ?? `image/${ending}`) : "application/octet-stream";
}

/** Node's file system, asked for when a path is given; the specifier is no literal, so no bundler follows it. */
async function readPath(path: string): Promise<Uint8Array<ArrayBuffer>> {
  const specifier = ["node:fs", "promises"].join("/");
  const { readFile }: { readFile: (path: string) => Promise<Uint8Array<ArrayBuffer>> } = await import(
    /* @vite-ignore */ /* webpackIgnore: true */ specifier
  );
  return readFile(path);
}

/**
 * Reads the document; name and type come from the caller, else from the file, else from its path.
 * @throws InvalidArgumentError for what is no file, cannot be read here, or is empty.
 */
export async function readFileInput(
  file: FileInput,
  { mime, filename }: { readonly mime?: string | undefined; readonly filename?: string | undefined },
): Promise<NamedFile> {
  const isPath = typeof file === "string";
  const isBytes = file instanceof Blob || file instanceof ArrayBuffer || ArrayBuffer.isView(file);
  const must = "a path that can be read here, a Blob, an ArrayBuffer or a view";
  demand(isBytes || isPath, "file", must);
  const path = filename || (isPath ? file : file instanceof File ? file.name : "");
  const name = path.split(/[\\/]/).at(-1) || "upload";
  const type = mime || (file instanceof Blob && file.type) || guessMime(name);
  let blob: Blob;
  try {
    // A view is copied: it may stand on shared memory, which no Blob takes.
    const part = isPath ? await readPath(file) : ArrayBuffer.isView(file) ? copyOf(file) : file;
    blob = new Blob([part], { type });
  } catch (cause) {
    throw invalid("file", must, cause);
  }
  demand(blob.size > 0, "file", "not empty");
  return { blob, filename: name };
}

function copyOf({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array<ArrayBuffer> {
  return new Uint8Array(buffer, byteOffset, byteLength).slice();
}
