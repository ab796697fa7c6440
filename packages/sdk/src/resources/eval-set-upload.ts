import { record, requiredText, shape } from "../decode.ts";
import { APIStatusError, type Outcome, ParetaError } from "../errors.ts";
import { demand, pathSegment, requireCount, requireParams, requireText } from "../http/preflight.ts";
import type { RequestOptions } from "../http/settings.ts";
import type { BodyReader, Transport } from "../http/transport.ts";
import { type FileInput, readFileInput } from "./eval-set-file.ts";

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

/** `preparing`: the file is read and its place asked for. `confirming`: of a file of 5 MiB and more, after its bytes. */
export type UploadStage = "preparing" | "sending" | "confirming";

export interface UploadDocumentOptions extends RequestOptions {
  /** Hears each stage once, as it begins, in this order. What it throws ends the upload with that error. */
  onStage?: ((stage: UploadStage) => void) | undefined;
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
  options?: UploadDocumentOptions,
) => Promise<Record<string, unknown>>;

/** Bytes; a file of this size or more goes to a signed URL. */
const signedUploadSize = 5_242_880;

const decodeRaw = (body: unknown, what: string) => ({ ...record(body, what) });
const decodeTarget = shape({ uploadUrl: requiredText, storageUri: requiredText });

export function createUploadDocument(transport: Transport): UploadDocument {
  return async (setId, file, params, options) => {
    const path = `/v1/eval-sets/${pathSegment(setId, "setId")}`;
    requireParams(params);
    const place = {
      idx: requireCount(params.idx, "idx", 0),
      field_name: requireText(params.fieldName, "fieldName"),
    };
    demand(/^([\w.+-]+\/[\w.+-]+(;[ -~]*)?)?$/.test(params.mime ?? ""), "mime", "like application/pdf");
    options?.onStage?.("preparing");
    const { blob, filename } = await readFileInput(file, params);
    const mime = blob.type;
    const fields = { ...place, mime };

    if (blob.size < signedUploadSize) {
      const form = [
        ...Object.entries(fields).map(([name, value]) => ({ name, content: String(value) })),
        { name: "file", filename, type: mime, content: [blob] },
      ];
      options?.onStage?.("sending");
      return transport.request({ method: "POST", path: `${path}/attach-blob`, form, options }, decodeRaw);
    }

    const keyed = transport.keyed(options);
    const post = <T>(action: string, step: string, json: object, read: BodyReader<T>) =>
      transport.request({ method: "POST", path: `${path}/${action}`, json, options: keyed(step) }, read);
    const put = async (step: string, earlier?: Outcome): Promise<string> => {
      const target = await post("blob-upload-url", step, { ...fields, file_size: blob.size }, decodeTarget);
      // A URL that is asked for again is no step back.
      if (step === "url") options?.onStage?.("sending");
      // Ten minutes: it is the bytes of a large file that take the time.
      const putOptions = { ...options, timeout: options?.timeout ?? 600_000 };
      try {
        await transport.request(
          { method: "PUT", path: target.uploadUrl, blob, options: putOptions },
          () => undefined,
        );
      } catch (cause) {
        if (!(cause instanceof APIStatusError)) throw cause;
        // An expired URL is renewed once, under a new key, or the server would repeat the old answer.
        const canRenew = cause.status === 403 && step === "url" && (options?.canRetry?.() ?? true);
        if (canRenew) return put("url-renewed", cause.outcome);
        // A storage's refusal is none of Pareta's: it says nothing about the key or the balance.
        const { status, requestId, retryable } = cause;
        const outcome = earlier === "unknown" ? earlier : cause.outcome;
        const message = `The storage refused the document: HTTP ${status}.`;
        throw new ParetaError(message, { cause, status, requestId, outcome, retryable });
      }
      return target.storageUri;
    };
    const storageUri = await put("url");
    options?.onStage?.("confirming");
    return post("blob-upload-complete", "complete", { ...fields, storage_uri: storageUri }, decodeRaw);
  };
}
