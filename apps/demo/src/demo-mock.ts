import type { MockPareta } from "@pareta/mock";
import type { DemoSettings } from "./demo-settings.ts";

declare global {
  interface Window {
    /** On demo data only: what this page's Pareta was asked and what it charged, for tests and the curious. */
    paretaDemo?: { readonly mock: MockPareta };
  }
}

/** The whole backend as a lazy chunk: a build that speaks to the real one never loads it. */
export async function startMock({ scenario, seed, pace }: DemoSettings): Promise<MockPareta> {
  // oxlint-disable-next-line eslint/no-restricted-imports -- this is the import() that the rule asks for
  const { createMockPareta } = await import("@pareta/mock");
  const mock = createMockPareta({ scenario, seed, pace });
  window.paretaDemo = { mock };
  return mock;
}
