"use client";

import { createContext, useContext, useMemo } from "react";
import type { ParetaLabels, PartialLabels } from "./pareta-labels.ts";

export interface Language {
  /** BCP 47: how numbers and times are written. */
  readonly locale: string;
  readonly labels: PartialLabels;
}

/** Parts work without a provider: English then. */
export const LanguageContext = createContext<Language>({ locale: "en", labels: {} });

export function useLocale(): string {
  return useContext(LanguageContext).locale;
}

/** The words of one family: the component's own first, then the provider's, then the kit's. */
export function useLabels<Family extends keyof ParetaLabels>(
  family: Family,
  defaults: ParetaLabels[Family],
  own?: Partial<ParetaLabels[Family]>,
): ParetaLabels[Family] {
  const { labels } = useContext(LanguageContext);
  const provided = labels[family];
  return useMemo(() => ({ ...defaults, ...provided, ...own }), [defaults, provided, own]);
}
