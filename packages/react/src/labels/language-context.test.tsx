import { render } from "@testing-library/react";
import { createMockPareta } from "@pareta/mock";
import { Pareta } from "pareta";
import { expect, it } from "vitest";
import { ParetaProvider } from "../provider/pareta-provider.tsx";
import { Money } from "../ui/money.tsx";
import { LanguageContext, useLocale } from "./language-context.ts";

it("a label that is handed on as undefined stands for the one below it (B18)", () => {
  const language = { locale: "en", labels: { frame: { notReported: "Nicht gemeldet" } } };
  const { container } = render(
    <LanguageContext value={language}>
      <Money value={null} labels={{ notReported: undefined }} />
    </LanguageContext>,
  );
  expect(container).toHaveTextContent("—Nicht gemeldet");
  const { container: english } = render(
    <LanguageContext value={{ locale: "en", labels: { frame: { notReported: undefined } } }}>
      <Money value={null} />
    </LanguageContext>,
  );
  expect(english).toHaveTextContent("—Not reported");
});

it.each([
  ["en_US", "en-US"],
  ["en-US@posix", "en-US"],
  ["C", "en"],
  ["", "en"],
  [undefined, "en"],
])("a provider with the locale %j renders, in %s (B1)", (locale, used) => {
  const client = new Pareta({ fetch: createMockPareta().fetch });
  function Used() {
    return <p lang={useLocale()} />;
  }
  const { container } = render(
    <ParetaProvider client={client} locale={locale}>
      <Money value={12_400_000} />
      <Used />
    </ParetaProvider>,
  );
  expect(container).toHaveTextContent("$12.40");
  expect(container.querySelector("p")).toHaveAttribute("lang", used);
});
