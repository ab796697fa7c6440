"use client";

import type { Pareta } from "pareta";
import { usePareta } from "./pareta-context.ts";

/** The client of the nearest `ParetaProvider`. Throws outside one. */
export function useParetaClient(): Pareta {
  return usePareta().scope.client;
}
