import { kindOf } from "../http/json.ts";
import { demand, invalid } from "../http/preflight.ts";
import { builtinModule } from "../http/runtime.ts";

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

interface FileSystem {
  readonly readFile: (path: string) => Promise<Uint8Array<ArrayBuffer>>;
}

/** The bytes of a document, in a form that this realm's `Blob` takes. */
async function readBytes(file: FileInput): Promise<BlobPart> {
  if (typeof file === "string") return (builtinModule("node:fs/promises") as FileSystem).readFile(file);
  if (ArrayBuffer.isView(file)) return copyOf(file);
  if (file instanceof Blob) return file;
  const foreign: Partial<Blob> = Object(file);
  return new Uint8Array(foreign.arrayBuffer ? await foreign.arrayBuffer() : file);
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
  // By its kind: the file of an iframe is no instance of this page's `Blob`.
  const isBytes = ArrayBuffer.isView(file) || ["Blob", "File", "ArrayBuffer"].includes(kindOf(file));
  const must = "a path that can be read here, a Blob, an ArrayBuffer or a view";
  demand(isBytes || isPath, "file", must);
  demand(!filename || typeof filename === "string", "filename", "text");
  const own: { readonly name?: unknown; readonly type?: unknown } = Object(file);
  const path = filename || (isPath ? file : typeof own.name === "string" ? own.name : "");
  const name = path.split(/[\\/]/).at(-1) || "upload";
  const type = mime || (typeof own.type === "string" && own.type) || guessMime(name);
  let blob: Blob;
  try {
    blob = new Blob([await readBytes(file)], { type });
  } catch (cause) {
    throw invalid("file", must, cause);
  }
  demand(blob.size > 0, "file", "not empty");
  return { blob, filename: name };
}

/** It may stand on shared memory, which no Blob takes. */
function copyOf({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array<ArrayBuffer> {
  return new Uint8Array(buffer, byteOffset, byteLength).slice();
}
