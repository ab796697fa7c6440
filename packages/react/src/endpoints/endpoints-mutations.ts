import type { QueryClient } from "@tanstack/react-query";
import type { Endpoint } from "pareta";
import { actMutation, type ActScope } from "../acts/act-mutation.ts";
import { forgetAct } from "../acts/act-register.ts";
import { dropRow } from "../queries/drop-row.ts";
import { paretaKeys } from "../queries/pareta-keys.ts";
import { refresh } from "../queries/refresh.ts";

export function endpointsMutations(scope: ActScope) {
  const { endpoints } = scope.client;
  const keys = paretaKeys(scope.name);
  const { list } = keys.endpoints;

  /** Lets every read of this endpoint show a status before the server does. Returns how to take it back. */
  const show = async (queryClient: QueryClient, id: string, status: string): Promise<() => void> => {
    const detail = [...keys.endpoints.retrieve, id];
    await Promise.all([list, detail].map((queryKey) => queryClient.cancelQueries({ queryKey })));
    const before =
      queryClient.getQueryData<Endpoint>(detail) ??
      queryClient.getQueryData<Endpoint[]>(list)?.find((row) => row.id === id);
    const put = (endpoint: Endpoint): void => {
      queryClient.setQueryData<Endpoint[]>(list, (rows) =>
        rows?.map((row) => (row.id === id ? endpoint : row)),
      );
      queryClient.setQueryData<Endpoint>(detail, (known) => known && endpoint);
    };
    if (!before || before.isLive === (status === "starting")) return () => {};
    put({ ...before, status, isLive: false });
    return () => put(before);
  };

  const switchTo = (act: "start" | "stop", opposite: "start" | "stop", status: string) => () =>
    actMutation(scope, ["endpoints", act], async (id: string, request, queryClient) => {
      const undo = await show(queryClient, id, status);
      try {
        const answer = await endpoints[act](id, request);
        // An earlier one that may or may not have happened is past now: it is not to be repeated under its key.
        await forgetAct(scope.client, [scope.name, "endpoints", opposite], id);
        return answer;
      } catch (error) {
        undo();
        throw error;
      } finally {
        refresh(queryClient, list, [...keys.endpoints.retrieve, id], keys.models.all);
      }
    });

  return {
    /** Starts a stopped endpoint; it is `starting` at once and live after a while (contract 3.4). */
    start: switchTo("start", "stop", "starting"),
    /** Stops an endpoint at once; its URL stays. */
    stop: switchTo("stop", "start", "stopped"),
    /** Deletes an endpoint. A page that still shows it keeps what it has. */
    delete: () =>
      actMutation(scope, ["endpoints", "delete"], async (id: string, { canRetry }, queryClient) => {
        await endpoints.delete(id, { canRetry });
        dropRow(queryClient, id, list, [keys.endpoints.retrieve, keys.endpoints.metric]);
        refresh(queryClient, keys.models.all);
      }),
  };
}
