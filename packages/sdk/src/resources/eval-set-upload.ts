import { record, requiredText } from "../decode.ts";
import { APIStatusError, InvalidArgumentError, ParetaError } from "../errors.ts";
import { pathSegment, refuseRequestOptions, requireObject, requireText } from "../http/preflight.ts";
import type { RequestOptions } from "../http/settings.ts";
import type { Transport } from "../http/transport.ts";
import { type FileInput, readFileInput, requireFileInput } from "./eval-set-file.ts";

/** Which row and field a document belongs to. */
export interface UploadDocumentParams {
  /** Index of the row, from 0. */
  readonly idx: number;
  readonly fieldName: string;
  /** Default: the file's own type, else guessed from its name. */
  readonly mime?: string | undefined;
  /** Default: the file's own name, else `upload`. */
  readonly filename?: string | undefined;
}

/**
 * Attaches a document to a row: in one request under 5 MiB, above that through a signed URL (contract 3.7). Every step
 * is retried on its own; an expired signed URL is asked for once more.
 * @returns the stored blob's record as the server sent it.
 * @throws InvalidArgumentError for an empty file, an unsupported type, a bad `idx` or a blank `fieldName`.
 * @throws ParetaError when the storage refuses the bytes.
 */
export type UploadDocument = (
  setId: string,
  file: FileInput,
  params: UploadDocumentParams,
  options?: RequestOptions,
) => Promise<Record<string, unknown>>;

/** Bytes; a file of this size or more goes to a signed URL. */
const signedUploadSize = 5_242_880;
/** Milliseconds for sending the bytes of one large file. */
const signedUploadTimeout = 600_000;

const decodeRaw = (body: unknown): Record<string, unknown> => record(body, "the answer");

function decodeTarget(body: unknown): { readonly uploadUrl: string; readonly storageUri: string } {
  const source = record(body, "the answer");
  return {
    uploadUrl: requiredText(source["upload_url"], "upload_url"),
    storageUri: requiredText(source["storage_uri"], "storage_uri"),
  };
}

export function createUploadDocument(transport: Transport): UploadDocument {
  return async (setId, file, params, options) => {
    const path = `/v1/eval-sets/${pathSegment(setId, "setId")}`;
    requireFileInput(file);
    requireObject(params, "params");
    refuseRequestOptions(params, "evals.sets.uploadDocument");
    const { idx } = params;
    if (!Number.isInteger(idx) || idx < 0)
      throw new InvalidArgumentError("idx", "idx must be an integer, 0 or more.");
    const fieldName = requireText(params.fieldName, "fieldName");
    if (params.mime !== undefined && !/^[\w.+-]+\/[\w.+-]+(\s*;[\u0020-\u007e]*)?$/.test(params.mime)) {
      throw new InvalidArgumentError("mime", "mime must look like application/pdf.");
    }
    const { blob, filename } = await readFileInput(file, params);
    const mime = blob.type;
    const place = { idx, field_name: fieldName };

    if (blob.size < signedUploadSize) {
      const form = new FormData();
      form.append("idx", String(idx));
      form.append("field_name", fieldName);
      form.append("mime", mime);
      form.append("file", blob, filename);
      return transport.request({ method: "POST", path: `${path}/attach-blob`, form, options }, decodeRaw);
    }

    const step = transport.derivedOptions(options);
    const askForTarget = (suffix: string) => {
      const json = { ...place, mime, file_size: blob.size };
      return transport.request(
        { method: "POST", path: `${path}/blob-upload-url`, json, options: step(suffix) },
        decodeTarget,
      );
    };
    const send = (url: string) => {
      const putOptions = { timeout: signedUploadTimeout, ...options };
      return transport.request({ method: "PUT", path: url, blob, options: putOptions }, () => undefined);
    };
    let target = await askForTarget("url");
    try {
      await send(target.uploadUrl).catch(async (error: unknown) => {
        // Signed URLs expire; a new one needs a new key, or the server would repeat the old answer.
        if (!(error instanceof APIStatusError) || error.status !== 403) throw error;
        target = await askForTarget("url-renewed");
        await send(target.uploadUrl);
      });
    } catch (cause) {
      if (!(cause instanceof APIStatusError)) throw cause;
      const { status, requestId, outcome, retryable } = cause;
      throw new ParetaError(`The storage refused the document: HTTP ${status}.`, {
        cause,
        status,
        requestId,
        outcome,
        retryable,
      });
    }
    const json = { ...place, storage_uri: target.storageUri, mime };
    return transport.request(
      { method: "POST", path: `${path}/blob-upload-complete`, json, options: step("complete") },
      decodeRaw,
    );
  };
}
