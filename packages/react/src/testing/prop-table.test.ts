import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { readDocgen } from "../../../../.storybook/docgen.ts";
import { extractArgTypes } from "../../../../.storybook/prop-table.ts";
import * as kit from "../index.ts";
import type { DocgenInfo } from "./docgen-info.ts";

const source = resolve(dirname(fileURLToPath(import.meta.url)), "..");

function infosOf(path: string): DocgenInfo[] {
  const file = join(source, path);
  return readDocgen(readFileSync(file, "utf8"), file);
}

function tableOf(path: string) {
  const [info] = infosOf(path);
  const table = extractArgTypes({ __docgenInfo: info });
  if (table === null) throw new Error(`${path} has no props.`);
  return table;
}

describe("the table of a component's props", () => {
  it("every public prop has a type and says what it is", () => {
    const paths = readdirSync(source, { recursive: true, encoding: "utf8" }).filter(
      (path) => path.endsWith(".tsx") && !/\.(test|stories)\.|^testing/.test(path),
    );
    const infos = paths.flatMap(infosOf).filter(({ displayName = "" }) => displayName in kit);
    expect(infos.length).toBeGreaterThan(25);
    const silent = infos.flatMap(({ displayName, props = {} }) =>
      Object.entries(props)
        .filter(([, { written, description }]) => written === undefined || !description)
        .map(([name]) => `${displayName}.${name}`),
    );
    expect(silent).toEqual([]);
  });

  it("follows a chat's options into the file of the hook, what is required first", () => {
    const table = tableOf("chat/components/chat.tsx");
    expect(Object.keys(table)).toEqual(
      expect.arrayContaining([
        "system",
        "params",
        "storage",
        "whenBusy",
        "waitForLive",
        "onFinish",
        "announce",
      ]),
    );
    expect(Object.keys(table)[0]).toBe("model");
    expect(table["model"]?.type).toMatchObject({ required: true });
    expect(table).not.toHaveProperty("subscribe");
  });

  it("shows types as they are written, without the undefined of what is optional", () => {
    const table = tableOf("errors/error-state.tsx");
    expect(table["onRetry"]?.table?.type?.summary).toBe("() => void");
    expect(table["labels"]?.table?.type?.summary).toBe("SomeLabels<ErrorLabels>");
    expect(table["labels"]?.table?.type?.detail).toContain("type SomeLabels<Labels>");
    expect(tableOf("chat/components/chat.tsx")["starters"]?.table?.type?.summary).toBe("readonly string[]");
    expect(tableOf("ui/money.tsx")["value"]?.table?.type?.summary).toBe(
      "number | bigint | `${bigint}` | null | undefined",
    );
  });

  it("has controls for words, numbers and choices, and none for what only code can give", () => {
    const table = { ...tableOf("errors/error-state.tsx"), ...tableOf("ui/data-table.tsx") };
    expect(table["kind"]).toMatchObject({
      control: { type: "select" },
      options: expect.arrayContaining(["cold"]),
    });
    expect(table["density"]).toMatchObject({
      control: { type: "inline-radio" },
      options: ["comfortable", "compact"],
    });
    expect(table["subject"]?.control).toEqual({ type: "text" });
    expect(table["maxBlockSize"]?.control).toEqual({ type: "number" });
    expect(table["metered"]?.control).toEqual({ type: "boolean" });
    for (const name of ["error", "onRetry", "actions", "labels", "columns", "rowKey", "occurredAt"]) {
      expect(table[name]?.control).toBe(false);
    }
  });

  it("takes a default from the code, else from the docstring, where it holds always", () => {
    const summaryOf = (name: string) =>
      tableOf("chat/components/chat.tsx")[name]?.table?.defaultValue?.summary;
    expect(summaryOf("whenBusy")).toBe('"reject"');
    expect(summaryOf("waitForLive")).toBe("true");
    expect(summaryOf("onUnmount")).toBeUndefined();
    expect(tableOf("ui/money.tsx")["kind"]?.table?.defaultValue?.summary).toBe('"total"');
  });

  it("knows the element that takes the rest", () => {
    expect(infosOf("chat/components/chat.tsx")[0]?.element).toBe("section");
    expect(infosOf("ui/copy-button.tsx")[0]?.element).toBe("button");
  });
});
