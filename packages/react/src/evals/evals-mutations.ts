import type { EvalSetCreateParams, FileInput, UploadDocumentParams } from "pareta";
import { actMutation, type ActScope } from "../acts/act-mutation.ts";
import { dropRow } from "../queries/drop-row.ts";
import { callSafely } from "../provider/pareta-scope.ts";
import { paretaKeys } from "../queries/pareta-keys.ts";
import { refresh } from "../queries/refresh.ts";
import { rememberStart } from "./evals-queries.ts";
import { type EvalRunVariables, startEvalRun } from "./start-eval-run.ts";
import type { UploadStep } from "./upload-progress.ts";

/** One document for one field of one row. */
export interface UploadDocumentVariables extends UploadDocumentParams {
  readonly setId: string;
  /** A `Blob` or `File`, bytes, or on servers a path. */
  readonly file: FileInput;
}

export function evalsMutations(scope: ActScope) {
  const { sets } = scope.client.evals;
  const keys = paretaKeys(scope.name).evals;
  return {
    sets: {
      create: () =>
        actMutation(
          scope,
          ["evals", "sets", "create"],
          async (params: EvalSetCreateParams, request, queryClient) => {
            const set = await sets.create(params, request);
            queryClient.setQueryData([...keys.sets.retrieve, set.id], set);
            refresh(queryClient, keys.sets.list);
            return set;
          },
        ),
      delete: () =>
        actMutation(scope, ["evals", "sets", "delete"], async (id: string, { canRetry }, queryClient) => {
          await sets.delete(id, { canRetry });
          dropRow(queryClient, id, keys.sets.list, [keys.sets.retrieve]);
        }),
      /** @param onStage hears how far each file is; `null` when it failed. */
      uploadDocument: (onStage?: (...step: UploadStep) => void) =>
        actMutation(
          scope,
          ["evals", "sets", "uploadDocument"],
          async (variables: UploadDocumentVariables, request, queryClient) => {
            const { setId, file, ...place } = variables;
            const tell = (stage: UploadStep[1]) => callSafely(() => onStage?.(variables, stage));
            try {
              const blob = await sets.uploadDocument(setId, file, place, { ...request, onStage: tell });
              refresh(queryClient, [...keys.sets.retrieve, setId]);
              tell("done");
              return blob;
            } catch (error) {
              tell(null);
              throw error;
            }
          },
        ),
    },
    runs: {
      /** Starts a run and gives its stub, which `useEvalRun` follows. Metered. */
      create: () =>
        actMutation(
          scope,
          ["evals", "runs", "create"],
          async (params: EvalRunVariables, request, queryClient) => {
            const run = await startEvalRun({ ...scope, queryClient }, params, request);
            rememberStart(scope.client, run);
            queryClient.setQueryData([...keys.runs.retrieve, run.id], run);
            if (params.items) refresh(queryClient, keys.sets.list);
            return run;
          },
        ),
    },
  };
}
