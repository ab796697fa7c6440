"use client";

import { createContext, useContext, useMemo, useState } from "react";
import { withoutUndefined } from "../memory/without-undefined.ts";
import type { ParetaLabels, PartialLabels } from "./pareta-labels.ts";
import type { SomeLabels } from "./some-labels.ts";

export interface Language {
  /** BCP 47, a tag that `Intl` knows: how numbers and times are written. */
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
  own?: SomeLabels<ParetaLabels[Family]>,
): ParetaLabels[Family] {
  const { labels } = useContext(LanguageContext);
  const provided = labels[family];
  const [stable, setStable] = useState(own);
  // Written inline they are another object in every render, and would render every row again.
  if (!isSame(stable, own)) setStable(own);
  return useMemo(
    () => ({ ...defaults, ...withoutUndefined(provided), ...withoutUndefined(stable) }),
    [defaults, provided, stable],
  );
}

function isSame(one: object | undefined, other: object | undefined): boolean {
  if (one === other) return true;
  const [own, others] = [Object.entries(one ?? {}), Object.entries(other ?? {})];
  return (
    own.length === others.length &&
    own.every(([name, value]) => Object.is(value, Reflect.get(other ?? {}, name)))
  );
}
