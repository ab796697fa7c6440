import { abortError } from "../acts/sleep.ts";
import { dropRow } from "../queries/drop-row.ts";
import { paretaKeys } from "../queries/pareta-keys.ts";
import { deployedEndpoints, isCertainlyDeployed } from "./deploy-adoption.ts";
import { type DeployAttempt, type DeployContext, idsOf, listEndpoints, undecided } from "./deploy-attempt.ts";
import { idleDeploy } from "./deploy-state.ts";

/**
 * Takes a cancelled deploy back. Returns the error that its promise ends with: of what was deleted `refused`, so that the
 * next press is a new request.
 */
export async function undoDeploy(
  { scope, view, memory }: DeployContext,
  { record, mayExist, controller }: DeployAttempt,
  error: Error,
): Promise<Error> {
  memory.forget();
  if (!mayExist) return error;
  let candidates: string[] = [];
  let cause: unknown;
  try {
    const [endpoints, history] = await Promise.all([listEndpoints(scope), memory.all()]);
    const found = deployedEndpoints(record, endpoints, history ?? []);
    candidates = idsOf(found);
    const [endpoint] = found;
    if (endpoint && found.length === 1 && history && isCertainlyDeployed(record, endpoint, history)) {
      const { list, retrieve, metric } = paretaKeys(scope.name).endpoints;
      await scope.client.endpoints.delete(endpoint.id);
      dropRow(scope.queryClient, endpoint.id, list, [retrieve, metric]);
      view.show(idleDeploy);
      return abortError(controller.signal, "refused");
    }
  } catch (thrown) {
    cause = thrown;
  }
  const unsure = undecided("The deploy was cancelled, but its endpoint may exist.", cause);
  view.fail({ status: "unknown", error: unsure, endpoint: null, candidates }, "cancel");
  return unsure;
}
