import type {
  EvalRunCreateParams,
  EvalSet,
  EvalSetCreateParams,
  FileInput,
  UploadDocumentParams,
} from "pareta";
import { actMutation, type ActScope } from "../acts/act-mutation.ts";
import { changeHistory } from "../history/history-store.ts";
import { paretaKeys } from "../queries/pareta-keys.ts";
import { rememberStub } from "./run-stubs.ts";
import type { UploadBatch } from "./upload-batch.ts";

type WithoutWaiting<Params> = Params extends unknown
  ? Omit<Params, "wait" | "pollInterval" | "timeout">
  : never;

/** The SDK's parameters without waiting: `useEvalRun` follows the run. */
export type EvalRunVariables = WithoutWaiting<EvalRunCreateParams>;

/** One document for one field of one row. */
export interface UploadDocumentVariables extends UploadDocumentParams {
  readonly setId: string;
  /** A `Blob` or `File`, bytes, or on servers a path. */
  readonly file: FileInput;
}

export function evalsMutations(scope: ActScope) {
  const { sets, runs } = scope.client.evals;
  const keys = paretaKeys(scope.name).evals;
  return {
    sets: {
      create: () =>
        actMutation(scope, ["evals", "sets", "create"], async (params: EvalSetCreateParams, tools) => {
          const { idempotencyKey, queryClient } = tools;
          const set = await sets.create(params, { idempotencyKey });
          queryClient.setQueryData([...keys.sets.retrieve, set.id], set);
          void queryClient.invalidateQueries({ queryKey: keys.sets.list });
          return set;
        }),
      delete: () =>
        actMutation(scope, ["evals", "sets", "delete"], async (id: string, { queryClient }) => {
          await sets.delete(id);
          queryClient.setQueryData<EvalSet[]>(keys.sets.list, (rows) => rows?.filter((row) => row.id !== id));
          queryClient.removeQueries({ queryKey: [...keys.sets.retrieve, id], type: "inactive" });
          void queryClient.invalidateQueries({ queryKey: keys.sets.list });
        }),
      /** @param batch hears how far the file is. */
      uploadDocument: (batch?: UploadBatch) =>
        actMutation(
          scope,
          ["evals", "sets", "uploadDocument"],
          async ({ setId, file, ...place }: UploadDocumentVariables, { idempotencyKey, queryClient }) => {
            const move = batch?.begin();
            try {
              move?.("sending");
              const blob = await sets.uploadDocument(setId, file, place, { idempotencyKey });
              move?.("confirming");
              await queryClient.invalidateQueries({ queryKey: [...keys.sets.retrieve, setId] });
              move?.("done");
              return blob;
            } catch (error) {
              move?.(null);
              throw error;
            }
          },
        ),
    },
    runs: {
      /** Starts a run and gives its stub, which `useEvalRun` follows. Metered. */
      create: () =>
        actMutation(scope, ["evals", "runs", "create"], async (params: EvalRunVariables, tools) => {
          const { idempotencyKey, queryClient } = tools;
          const run = await runs.create(params, { idempotencyKey });
          const { id, evalSetId, candidateModels: candidates } = run;
          rememberStub(scope.client.evals, run);
          queryClient.setQueryData([...keys.runs.retrieve, id], run);
          if (params.items) void queryClient.invalidateQueries({ queryKey: keys.sets.list });
          const task = params.task ?? null;
          const record = { kind: "run", id, task, evalSetId, candidates, startedAt: Date.now() } as const;
          void changeHistory(queryClient, scope.name, scope.history.put(record));
          return run;
        }),
    },
  };
}
