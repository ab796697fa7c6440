"use client";

import { endpointsMutations } from "../endpoints/endpoints-mutations.ts";
import { useAct } from "./use-act.ts";

/** Starting an endpoint, for components of other nouns: a chat whose endpoint turns out to be stopped. */
export function useStartEndpointAct() {
  return useAct((scope) => endpointsMutations(scope).start(), undefined);
}
