import { render } from "@testing-library/react";
import { createMockPareta } from "@pareta/mock";
import { Pareta } from "pareta";
import { expect, it, vi } from "vitest";
import { ParetaProvider } from "./pareta-provider.tsx";

vi.mock("react", async (original) => ({ ...(await original<object>()), version: "18.3.1" }));

it("under React 18 the provider says which React it needs, in place of a white page (N5)", () => {
  const log = vi.spyOn(console, "error").mockImplementation(() => {});
  const client = new Pareta({ fetch: createMockPareta().fetch });
  const { getByRole, queryByText } = render(<ParetaProvider client={client}>Page</ParetaProvider>);
  const sentence = "@pareta/react needs React 19 or newer. This page has React 18.3.1.";
  expect(getByRole("alert")).toHaveTextContent(sentence);
  expect(queryByText("Page")).toBeNull();
  expect(log).toHaveBeenCalledWith(sentence);
});
