"use client";

import { createContext, useContext } from "react";
import type { HistoryStore } from "../history/history-store.ts";
import type { ParetaScope } from "./pareta-scope.ts";

export interface ParetaContextValue {
  readonly scope: ParetaScope;
  readonly maxConcurrentStreams: number;
  readonly history: HistoryStore;
}

export const ParetaContext = createContext<ParetaContextValue | null>(null);

/** The nearest provider's scope and settings. */
export function usePareta(): ParetaContextValue {
  const value = useContext(ParetaContext);
  if (value === null) {
    throw new Error("A Pareta hook has no client here: wrap the tree in <ParetaProvider client={client}>.");
  }
  return value;
}
