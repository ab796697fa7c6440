import { InvalidArgumentError } from "../errors.ts";
import { requireText } from "../http/preflight.ts";

/** A document: a path (servers only), a `Blob` or `File`, or bytes. */
export type FileInput = string | Blob | ArrayBuffer | ArrayBufferView;

/** A document read and named, with its type. */
export interface NamedFile {
  readonly blob: Blob;
  readonly filename: string;
}

const mimeByExtension: { readonly [extension: string]: string } = {
  pdf: "application/pdf",
  png: "image/png",
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  webp: "image/webp",
  gif: "image/gif",
  tif: "image/tiff",
  tiff: "image/tiff",
  bmp: "image/bmp",
  heic: "image/heic",
  txt: "text/plain",
  md: "text/markdown",
  html: "text/html",
  csv: "text/csv",
  json: "application/json",
};

function guessMime(filename: string): string {
  const extension = /\.([a-z0-9]+)$/i.exec(filename)?.[1]?.toLowerCase() ?? "";
  return Object.hasOwn(mimeByExtension, extension)
    ? (mimeByExtension[extension] ?? "")
    : "application/octet-stream";
}

interface FileReader {
  readFile(path: string): Promise<Uint8Array<ArrayBuffer>>;
}

/** Node's file system, asked for when a path is given; the specifier is no literal, so no bundler follows it. */
async function readPath(path: string): Promise<Blob> {
  const module = ["node:fs", "promises"].join("/");
  let reader: FileReader;
  try {
    reader = await import(/* @vite-ignore */ /* webpackIgnore: true */ module);
  } catch (cause) {
    throw new InvalidArgumentError("file", "A path can be read on a server only: pass a File or Blob here.", {
      cause,
    });
  }
  try {
    return new Blob([await reader.readFile(path)]);
  } catch (cause) {
    throw new InvalidArgumentError("file", "The file at this path cannot be read.", { cause });
  }
}

/** Checks without reading: a path is opened later. */
export function requireFileInput(file: unknown): void {
  if (typeof file === "string") {
    requireText(file, "file");
    return;
  }
  const size =
    file instanceof Blob
      ? file.size
      : file instanceof ArrayBuffer || ArrayBuffer.isView(file)
        ? file.byteLength
        : null;
  if (size === null)
    throw new InvalidArgumentError(
      "file",
      "file must be a path, a Blob or File, an ArrayBuffer or a view of one.",
    );
  if (size === 0) throw new InvalidArgumentError("file", "file is empty.");
}

/** Reads the document; name and type come from the caller, else from the file, else from its path. */
export async function readFileInput(
  file: FileInput,
  given: { readonly mime?: string | undefined; readonly filename?: string | undefined },
): Promise<NamedFile> {
  const ownName =
    typeof file === "string"
      ? file.split(/[\\/]/).at(-1)
      : file instanceof File
        ? file.name.split(/[\\/]/).at(-1)
        : undefined;
  const filename = given.filename || ownName || "upload";
  const source =
    typeof file === "string"
      ? await readPath(file)
      : file instanceof Blob
        ? file
        : // A view of a SharedArrayBuffer is refused by Blob, so the bytes are copied.
          new Blob([
            ArrayBuffer.isView(file)
              ? new Uint8Array(file.buffer, file.byteOffset, file.byteLength).slice()
              : file,
          ]);
  if (source.size === 0) throw new InvalidArgumentError("file", "file is empty.");
  const type = given.mime || source.type || guessMime(filename);
  return { blob: source.slice(0, source.size, type), filename };
}
