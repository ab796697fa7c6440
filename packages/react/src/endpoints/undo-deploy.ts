import { abortError } from "../acts/sleep.ts";
import { dropRow } from "../queries/drop-row.ts";
import { paretaKeys } from "../queries/pareta-keys.ts";
import { findDeployed, isCertainlyDeployed } from "./deploy-adoption.ts";
import { type DeployAttempt, type DeployContext, idsOf, undecided } from "./deploy-attempt.ts";
import { idleDeploy } from "./deploy-state.ts";

/**
 * Takes a cancelled deploy back. Returns the error that its promise ends with: of what was deleted `refused`, so that the
 * next press is a new request.
 */
export async function undoDeploy(
  context: DeployContext,
  attempt: DeployAttempt,
  error: Error,
): Promise<Error> {
  const { scope, view, memory } = context;
  memory.forget();
  if (!attempt.mayExist) return error;
  let candidates: string[] = [];
  let cause: unknown;
  try {
    const found = await findDeployed(context, attempt);
    candidates = idsOf(found);
    const [endpoint] = found;
    if (endpoint && found.length === 1 && (await isCertainlyDeployed(context, attempt, endpoint))) {
      const { list, retrieve, metric } = paretaKeys(scope.name).endpoints;
      await scope.client.endpoints.delete(endpoint.id);
      dropRow(scope.queryClient, endpoint.id, list, [retrieve, metric]);
      view.show(idleDeploy);
      return abortError(attempt.controller.signal, "refused");
    }
  } catch (thrown) {
    cause = thrown;
  }
  const unsure = undecided("The deploy was cancelled, but its endpoint may exist.", cause);
  view.fail({ status: "unknown", error: unsure, endpoint: null, candidates }, "cancel");
  return unsure;
}
