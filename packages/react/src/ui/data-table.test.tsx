import { act, cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import { renderToString } from "react-dom/server";
import { afterEach, describe, expect, it, vi } from "vitest";
import { sampleColumns, type SampleRow, sampleRows } from "../testing/sample-rows.tsx";
import { DataTable, type DataTableProps } from "./data-table.tsx";

afterEach(cleanup);

function table(props: Partial<DataTableProps<SampleRow>>) {
  return (
    <DataTable caption="Endpoints" columns={sampleColumns} rows={[]} rowKey={(row) => row.id} {...props} />
  );
}

const rows = () => [...document.querySelectorAll<HTMLElement>('[data-slot="data-table-row"]')];
const rowAt = (index: number) => document.querySelector<HTMLElement>(`[aria-rowindex="${index + 2}"]`);
const column = (place: number) => rows().map((row) => row.children[place]?.textContent);
const press = (key: string) => fireEvent.keyDown(document.activeElement ?? document.body, { key });

describe("DataTable", () => {
  it.each([
    [0, 0],
    [1, 1],
    [100, 100],
    [101, 25],
    [100_000, 25],
  ])("D7 of %s rows at most %s are in the page, and all are counted", (count, most) => {
    render(table({ rows: sampleRows(count) }));
    expect(rows().length).toBeLessThanOrEqual(most);
    expect(rows().length).toBeGreaterThanOrEqual(Math.min(count, 16));
    expect(screen.getByRole("table", { name: "Endpoints" })).toHaveAttribute("aria-rowcount", `${count + 1}`);
    const places = rows().map((row) => Number(row.getAttribute("aria-rowindex")));
    expect(places).toEqual(places.map((_, index) => index + 2));
  });

  it("D7 no rows: says so, or what the page wants said", () => {
    const { rerender } = render(table({}));
    expect(screen.getByRole("heading", { name: "Nothing here yet" })).toBeInTheDocument();
    rerender(table({ empty: <p>No endpoints yet</p> }));
    expect(screen.getByText("No endpoints yet")).toBeInTheDocument();
    rerender(table({ isLoading: true }));
    expect(screen.getByRole("status")).toHaveTextContent("Loading…");
    expect(screen.getByRole("table")).toHaveAttribute("aria-busy", "true");
    expect(screen.queryByRole("heading")).toBeNull();
  });

  it.each([null, undefined, {}, "rows", 5])("D2 rows that are %s are no rows", (wrong) => {
    // What a page hands over before its data is there.
    render(table({ rows: wrong as SampleRow[] }));
    expect(rows()).toHaveLength(0);
  });

  it("D2 a row may lack everything", () => {
    const nothing = { id: null, name: null, status: null, quality: null, microUsd: null, milliseconds: null };
    // A server that reports nothing about its rows.
    const empty = [nothing, {}, nothing] as unknown as SampleRow[];
    render(table({ rows: empty, defaultSort: { columnId: "cost", direction: "descending" } }));
    expect(rows()).toHaveLength(3);
    expect(document.body).not.toHaveTextContent(/NaN|undefined|null|\[object/);
  });

  it("D9 rows with the same key are all shown, and each is itself", () => {
    const onRowAction = vi.fn<(row: SampleRow) => void>();
    const twice = [...sampleRows(3), ...sampleRows(3)];
    const error = vi.spyOn(console, "error");
    const { rerender } = render(table({ rows: twice, onRowAction }));
    expect(column(2)).toEqual(["ep_0", "ep_1", "ep_2", "ep_0", "ep_1", "ep_2"]);
    fireEvent.click(rowAt(4) ?? document.body);
    expect(onRowAction.mock.lastCall?.[0]).toBe(twice[4]);
    rerender(table({ rows: twice.slice(1), onRowAction }));
    expect(column(2)).toEqual(["ep_1", "ep_2", "ep_0", "ep_1", "ep_2"]);
    expect(error).not.toHaveBeenCalled();
    error.mockRestore();
  });

  it("sorts by its headers: ascending, descending, as it came; the sorted one says so", () => {
    const onSortChange = vi.fn<(sort: unknown) => void>();
    render(table({ rows: sampleRows(5), onSortChange }));
    const header = screen.getByRole("columnheader", { name: "Quality" });
    const before = column(3);
    const ordered = before.toSorted(
      (one, other) => Number.parseFloat(one ?? "") - Number.parseFloat(other ?? ""),
    );
    const click = () => fireEvent.click(within(header).getByRole("button"));
    click();
    expect(header).toHaveAttribute("aria-sort", "ascending");
    expect(column(3)).toEqual(ordered);
    click();
    expect(header).toHaveAttribute("aria-sort", "descending");
    expect(column(3)).toEqual(ordered.toReversed());
    click();
    expect(header).not.toHaveAttribute("aria-sort");
    expect(column(3)).toEqual(before);
    expect(onSortChange.mock.calls.map(([sort]) => sort)).toEqual([
      { columnId: "quality", direction: "ascending" },
      { columnId: "quality", direction: "descending" },
      null,
    ]);
    expect(within(screen.getByRole("columnheader", { name: "Id" })).queryByRole("button")).toBeNull();
  });

  it("a sort that the page holds changes only when the page says so", () => {
    render(table({ rows: sampleRows(5), sort: { columnId: "name", direction: "descending" } }));
    const before = column(0);
    fireEvent.click(screen.getByRole("button", { name: "Quality" }));
    expect(column(0)).toEqual(before);
  });

  it("one row is a tab stop; the keys reach row 9,999 and Enter acts on it", () => {
    const onRowAction = vi.fn<(row: SampleRow) => void>();
    const many = sampleRows(10_000);
    render(table({ rows: many, onRowAction }));
    expect(rows().filter((row) => row.tabIndex === 0)).toEqual([rowAt(0)]);
    act(() => rowAt(0)?.focus());
    press("ArrowDown");
    expect(rowAt(1)).toHaveFocus();
    press("End");
    expect(rowAt(9_999)).toHaveFocus();
    expect(rows().length).toBeLessThan(40);
    press("Enter");
    expect(onRowAction).toHaveBeenCalledExactlyOnceWith(many[9_999]);
    press("PageUp");
    press("ArrowUp");
    expect(Number(document.activeElement?.getAttribute("aria-rowindex"))).toBeLessThan(9_995);
    press("Home");
    expect(rowAt(0)).toHaveFocus();
    press("ArrowUp");
    expect(rowAt(0)).toHaveFocus();
    expect(rows().filter((row) => row.tabIndex === 0)).toEqual([rowAt(0)]);
  });

  it("rows that nothing can be done with take no focus and no click", () => {
    render(table({ rows: sampleRows(3) }));
    expect(rows().filter((row) => row.hasAttribute("tabindex"))).toEqual([]);
  });

  it("a control in a cell keeps its keys and its clicks", () => {
    const onRowAction = vi.fn<(row: SampleRow) => void>();
    const onPress = vi.fn<() => void>();
    const withButton = [
      ...sampleColumns,
      {
        id: "act",
        header: "Act",
        cell: () => (
          <button type="button" onClick={onPress}>
            Start
          </button>
        ),
      },
    ];
    render(table({ rows: sampleRows(1), columns: withButton, onRowAction }));
    const button = screen.getByRole("button", { name: "Start" });
    fireEvent.click(button);
    fireEvent.keyDown(button, { key: "Enter" });
    expect(onPress).toHaveBeenCalledTimes(1);
    expect(onRowAction).not.toHaveBeenCalled();
  });

  it("a cell's own state stays with its row, whichever element shows the row", () => {
    const withDraft = [
      { id: "id", header: "Id", cell: (row: SampleRow) => row.id },
      {
        id: "draft",
        header: "Draft",
        cell: (row: SampleRow) => <input aria-label={row.id} defaultValue={row.id} />,
      },
    ];
    const many = sampleRows(1_000);
    const view = (list: readonly SampleRow[]) => table({ rows: list, columns: withDraft });
    const { rerender } = render(view(many));
    const draft = (id: string) => screen.getByLabelText<HTMLInputElement>(id).value;
    fireEvent.input(screen.getByLabelText("ep_3"), { target: { value: "mine" } });
    const shown = rows();

    // One row stays, at another place; all the others are new.
    rerender(view([...many.slice(500, 505), ...many.slice(3, 4), ...many.slice(505)]));
    expect(column(0).slice(3, 7)).toEqual(["ep_503", "ep_504", "ep_3", "ep_505"]);
    expect([draft("ep_503"), draft("ep_3")]).toEqual(["ep_503", "mine"]);
    expect(rowAt(5)).toBe(shown[3]);

    rerender(view(many.toReversed()));
    rerender(view(many));
    expect(draft("ep_3")).toBe("ep_3");
  });

  it("a sort that brings other rows builds none: elements are handed on at their places", () => {
    render(table({ rows: sampleRows(1_000) }));
    const before = rows();
    fireEvent.click(screen.getByRole("button", { name: "Quality" }));
    expect(column(2).slice(0, 3)).not.toEqual(["ep_0", "ep_1", "ep_2"]);
    const stayed = column(2).filter((id) => Number(id?.slice(3)) < before.length).length;
    expect(rows().filter((row) => before.includes(row)).length).toBeGreaterThanOrEqual(
      before.length - stayed,
    );
  });

  it("a row that loses its element to another hands the focus to the region", () => {
    const many = sampleRows(1_000);
    const view = (list: readonly SampleRow[]) => table({ rows: list, onRowAction: () => {} });
    const { rerender } = render(view(many));
    act(() => rowAt(2)?.focus());
    const element = rowAt(2);
    rerender(view(many.slice(500)));
    expect(rowAt(2)).toBe(element);
    expect(screen.getByRole("region", { name: "Endpoints, scrollable" })).toHaveFocus();
  });

  it("the row whose detail is open says so", () => {
    render(table({ rows: sampleRows(3), selectedKey: "ep_1", onRowAction: () => {} }));
    expect(rows().map((row) => row.getAttribute("aria-current"))).toEqual([null, "true", null]);
  });

  it("a row renders again only for what is its own", () => {
    const cell = vi.fn<(row: SampleRow) => string>((row) => row.name);
    const counted = [{ id: "name", header: "Name", cell }];
    const list = sampleRows(1_000);
    render(table({ rows: list, columns: counted, onRowAction: () => {} }));
    const first = cell.mock.calls.length;
    act(() => rowAt(0)?.focus());
    for (let step = 0; step < 5; step++) press("ArrowDown");
    // Two rows change at each step: the tab stop leaves one and comes to the next.
    expect(cell.mock.calls.length - first).toBeLessThanOrEqual(10);
  });

  it("R15 a server renders the first rows of many, without a style", () => {
    const html = renderToString(table({ rows: sampleRows(10_000), maxBlockSize: 400 }));
    expect(html.match(/data-slot="data-table-row"/g)?.length).toBeLessThan(20);
    expect(html).not.toContain("style=");
    expect(html).toContain('aria-rowcount="10001"');
  });
});
