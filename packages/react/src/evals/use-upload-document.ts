"use client";

import type { UseMutationResult } from "@tanstack/react-query";
import { useReducer } from "react";
import type { ActOptions } from "../acts/act-options.ts";
import { useAct } from "../acts/use-act.ts";
import { evalsMutations } from "./evals-mutations.ts";
import type { UploadDocumentVariables } from "./evals-mutations.ts";
import { noUploads, type UploadProgress, uploadsAfter } from "./upload-progress.ts";

type StoredBlob = Record<string, unknown>;

/**
 * Attaches documents to rows of an eval set (contract 3.7). `progress` counts files, of those begun since there was last
 * nothing to do: `fetch` tells nothing of bytes. `mutateAsync` sends several side by side.
 *
 * @example
 * ```tsx
 * import { useUploadDocument } from "@pareta/react";
 *
 * export function Upload({ setId }: { setId: string }) {
 *   const { mutateAsync, progress } = useUploadDocument();
 *   const send = (files: readonly File[]) =>
 *     Promise.all(files.map((file, idx) => mutateAsync({ setId, file, idx, fieldName: "document" })));
 *   return (
 *     <>
 *       <input type="file" multiple onChange={(event) => void send([...(event.target.files ?? [])])} />
 *       <progress value={progress.done} max={progress.total || 1} title={progress.stage} />
 *     </>
 *   );
 * }
 *
 * export const example = <Upload setId="es_invoices_24" />;
 * ```
 */
export function useUploadDocument<TOnMutateResult = unknown>(
  options?: ActOptions<StoredBlob, UploadDocumentVariables, TOnMutateResult>,
): UseMutationResult<StoredBlob, Error, UploadDocumentVariables, TOnMutateResult> & {
  /** Stage and number of the files on their way. */
  progress: UploadProgress;
} {
  const [{ progress }, tell] = useReducer(uploadsAfter, noUploads);
  return {
    ...useAct((scope) => evalsMutations(scope).sets.uploadDocument((...step) => tell(step)), options),
    progress,
  };
}
