"use client";

import type { UseQueryResult } from "@tanstack/react-query";
import type { ModelList } from "pareta";
import { usePareta } from "../provider/pareta-context.ts";
import { paretaKeys } from "../queries/pareta-keys.ts";
import type { ReadOptions } from "../queries/read-options.ts";
import { useRead } from "../queries/use-read.ts";
import { modelsQueries } from "./models-queries.ts";

type ModelsKey = ReturnType<typeof paretaKeys>["models"]["list"];

/** The endpoints and models that answer a chat right now, live ones only (contract 3.1). */
export function useModels<TData = ModelList>(
  options?: ReadOptions<ModelList, TData, ModelsKey>,
): UseQueryResult<TData> {
  const { client, name } = usePareta().scope;
  return useRead(modelsQueries(client, paretaKeys(name).models).list(), options);
}
