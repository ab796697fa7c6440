import { render } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { LanguageContext } from "../labels/language-context.ts";
import { Duration } from "./duration.tsx";
import { Money } from "./money.tsx";
import { Percent } from "./percent.tsx";

const textOf = (element: React.ReactElement) => render(element).container.textContent;

describe("Money", () => {
  it.each([
    ["9007199254740993000001", "$9,007,199,254,740,993.00"],
    ["-15000", "-$0.01"],
    [9_007_199_254_740_993n, "$9,007,199,254.74"],
    [Number.MAX_SAFE_INTEGER, "$9,007,199,254.74"],
  ] as const)("D4 %s micro-USD are exact", (value, text) => {
    expect(textOf(<Money value={value} />)).toBe(text);
  });

  it.each([2 ** 53 + 2, 1e21, "12.5", "1e6", "", "9".repeat(40)])(
    "D4 D5 %s has no right digits, so it has none",
    (value) => {
      // What a server without types sends.
      expect(textOf(<Money value={value as number} />)).toBe("—Not reported");
    },
  );

  it("refuses a text of dollars by its type: it would read as micro-USD (N8)", () => {
    const run = { cost: "1.23", costMicroUsd: 1_234_567 };
    // @ts-expect-error -- dollars, floored to cents
    expect(textOf(<Money value={run.cost} />)).toBe("—Not reported");
    // @ts-expect-error -- dollars, also where the text is known
    expect(textOf(<Money value="0.07" />)).toBe("—Not reported");
    expect(textOf(<Money value={run.costMicroUsd} />)).toBe("$1.23");
  });

  it.each([
    [64, "$0.000064"],
    [918, "$0.000918"],
    [5_300, "$0.0053"],
  ])("as a rate the bill of one answer of %s micro-USD keeps its digits: %s (N8)", (value, text) => {
    expect(textOf(<Money value={value} kind="rate" />)).toBe(text);
  });

  it.each([
    [-400_000, "total", 1, "-$0.40"],
    [-0, "total", 1, "$0.00"],
    [0.5, "total", 1, "<$0.01"],
    [420, "rate", 1, "$0.00042"],
    [420, "rate", 1000, "$0.42 per 1k"],
    ["420", "total", 1000, "$0.42 per 1k"],
    [0, "rate", 1, "$0.00"],
  ] as const)("D5 %s as a %s per %s reads %s", (value, kind, per, text) => {
    expect(textOf(<Money value={value} kind={kind} per={per} />)).toBe(text);
  });

  it("what is missing is a dash that is read as words", () => {
    const { container } = render(<Money value={null} labels={{ notReported: "Nicht gemeldet" }} />);
    const part = container.querySelector('[data-slot="money"]');
    expect(part).toHaveAttribute("data-state", "missing");
    expect(part?.querySelector('[aria-hidden="true"]')).toHaveTextContent("—");
    expect(part).toHaveTextContent("Nicht gemeldet");
  });

  it("follows the language of its provider", () => {
    const language = {
      locale: "de",
      labels: { frame: { perThousand: (amount: string) => `${amount} je 1.000` } },
    };
    const { container } = render(
      <LanguageContext value={language}>
        <Money value={12_345_678_900} /> <Money value={420} kind="rate" per={1000} />{" "}
        <Percent value={0.912} /> <Duration value={1240} />
      </LanguageContext>,
    );
    expect(container.textContent.replaceAll(/\s/g, " ")).toBe("12.345,67 $ 0,42 $ je 1.000 91,2 % 1,2 s");
  });

  it("is one element: what it is given comes last", () => {
    let element: HTMLElement | null = null;
    render(
      <Money
        value={5}
        ref={(node) => {
          element = node;
        }}
        className="mine"
        style={{ opacity: 0.5 }}
        data-slot="cost"
        id="cost"
      />,
    );
    expect(element).toHaveAttribute("id", "cost");
    expect(element).toHaveAttribute("data-slot", "cost");
    expect(element).toHaveClass("pareta-figure", "mine");
    expect(element).toHaveStyle({ opacity: "0.5" });
  });
});

describe("Percent", () => {
  it.each([
    [1.25, null, "125.0%"],
    [0.5, 99, "50%"],
    [0.5, 100, "50.0%"],
    [-0.021, null, "-2.1%"],
  ])("D8 %s of %s rows reads %s", (value, n, text) => {
    expect(textOf(<Percent value={value} n={n} />)).toBe(text);
  });
});

describe("Duration", () => {
  it("runs as a clock, and never backwards from nothing", () => {
    expect(textOf(<Duration value={23_000} format="clock" />)).toBe("0:23");
    expect(textOf(<Duration value={-5_000} format="clock" />)).toBe("0:00");
    expect(textOf(<Duration value={Number.NaN} format="clock" />)).toBe("—Not reported");
  });
});
