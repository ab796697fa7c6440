import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect, fn, userEvent, waitFor, within } from "storybook/test";
import { sampleColumns, type SampleRow, sampleRows } from "../testing/sample-rows.tsx";
import { Button } from "./button.tsx";
import { DataTable } from "./data-table.tsx";
import { EmptyState } from "./empty-state.tsx";

const guide = {
  purpose: "Many rows that can be compared, sorted and opened, with a mouse or without one.",
  anatomy: [
    "Caption with the number of rows; it names the table.",
    "Region: scrolls in both directions, the page around it does not.",
    "Header: a button per column that has `sortValue`; the unit stands here, and in no cell.",
    "Rows: one line each. From a hundred rows on only those near the eye are in the page.",
  ],
  dos: [
    {
      do: "Keep `columns` outside of the component.",
      dont: "Build columns while rendering: every row renders anew.",
    },
    {
      do: "Align numbers at the end and put their unit into the header.",
      dont: "Repeat the unit in every cell.",
    },
    { do: "Show what is missing as “—”.", dont: "Sort what is missing as zero: it comes last either way." },
  ],
  keyboard: [
    { keys: "Tab", does: "Region, sort buttons, one row." },
    { keys: "ArrowUp, ArrowDown", does: "The row before or after, also one that is not in the page yet." },
    { keys: "Home, End", does: "The first and the last row." },
    { keys: "PageUp, PageDown", does: "As many rows as are seen." },
    { keys: "Enter", does: "On a row: opens it. On a header: ascending, descending, as it came." },
  ],
  accessibility: [
    "A `table` with its whole `aria-rowcount`; each row has its `aria-rowindex`, however few are in the page.",
    "`aria-sort` stands on the sorted column. The open row is `aria-current`.",
    "The header sticks and never covers the row that has the focus.",
    "A row that is scrolled away with the focus hands it to the region; an arrow key goes on from what is seen.",
  ],
  content: "Short headers. Cells on one line; long names are cut in the middle and stay whole in the page.",
  hooks: "Any list. Lists of endpoints fetch what their visible rows need.",
  maturity: "beta",
};

const meta = {
  title: "Frame/DataTable",
  component: DataTable<SampleRow>,
  args: {
    caption: "Endpoints",
    columns: sampleColumns,
    rows: sampleRows(12),
    rowKey: (row) => row.id,
    isLoading: false,
    captionVisibility: "shown",
  },
  argTypes: {
    maxBlockSize: { control: { type: "number", min: 120, step: 20 } },
  },
  parameters: { guide },
} satisfies Meta<typeof DataTable<SampleRow>>;

export default meta;
type Story = StoryObj<typeof meta>;

const cells = (canvasElement: HTMLElement, column: number) =>
  Array.from(
    canvasElement.querySelectorAll(`[data-slot="data-table-row"] > td:nth-child(${column})`),
    (cell) => cell.textContent,
  );

/** Header buttons: ascending, descending, and the order of the rows. What is missing comes last. */
export const Sorting: Story = {
  args: { onSortChange: fn() },
  play: async ({ canvas, canvasElement, args }) => {
    const before = cells(canvasElement, 5);
    const header = canvas.getByRole("columnheader", { name: /Cost/ });
    const button = within(header).getByRole("button");
    button.focus();
    await userEvent.keyboard("{Enter}");
    await expect(header).toHaveAttribute("aria-sort", "ascending");
    await userEvent.keyboard("{Enter}");
    await expect(header).toHaveAttribute("aria-sort", "descending");
    await expect(args.onSortChange).toHaveBeenLastCalledWith({ columnId: "cost", direction: "descending" });
    await userEvent.keyboard("{Enter}");
    await expect(header).not.toHaveAttribute("aria-sort");
    await expect(cells(canvasElement, 5)).toEqual(before);
  },
};

export const Sorted: Story = {
  args: { rows: sampleRows(16), defaultSort: { columnId: "quality", direction: "descending" } },
  play: async ({ canvasElement }) => {
    const shares = cells(canvasElement, 4);
    await expect(shares.at(-1)).toBe("—Not reported");
    const numbers = shares.slice(0, -1).map((share) => Number.parseFloat(share));
    await expect(numbers).toEqual(numbers.toSorted((a, b) => b - a));
  },
};

export const Selected: Story = { args: { selectedKey: "ep_3", onRowAction: fn() } };

const rowAt = (canvasElement: HTMLElement, index: number) =>
  canvasElement.querySelector<HTMLElement>(`[aria-rowindex="${index + 2}"]`);

/** Ten thousand rows: the keys reach every one of them, and Enter opens it. */
export const TenThousandRows: Story = {
  args: { rows: sampleRows(10_000), onRowAction: fn(), maxBlockSize: 480 },
  play: async ({ canvas, canvasElement, args }) => {
    const focus = (index: number) => waitFor(() => expect(rowAt(canvasElement, index)).toHaveFocus());
    await expect(canvas.getByRole("table")).toHaveAttribute("aria-rowcount", "10001");
    await expect(cells(canvasElement, 1).length).toBeLessThan(40);
    rowAt(canvasElement, 0)?.focus();
    await userEvent.keyboard("{ArrowDown}{ArrowDown}");
    await focus(2);
    await userEvent.keyboard("{End}");
    await focus(9_999);
    await userEvent.keyboard("{Enter}");
    await expect(args.onRowAction).toHaveBeenLastCalledWith(args.rows[9_999]);
    await userEvent.keyboard("{ArrowUp}");
    await focus(9_998);
    await userEvent.keyboard("{PageUp}");
    await waitFor(() => expect(document.activeElement).toHaveAttribute("aria-rowindex"));
    await userEvent.keyboard("{Home}");
    await focus(0);
    const header = canvas.getAllByRole("columnheader")[0]?.getBoundingClientRect();
    await expect(rowAt(canvasElement, 0)?.getBoundingClientRect().top).toBeGreaterThanOrEqual(
      Math.floor(header?.bottom ?? Infinity),
    );
  },
};

/** The row with the focus is scrolled away: the region has it then, and an arrow key goes on from what is seen. */
export const FocusScrolledAway: Story = {
  args: { rows: sampleRows(2_000), onRowAction: fn(), maxBlockSize: 400 },
  play: async ({ canvas, canvasElement }) => {
    const region = canvas.getByRole("region", { name: "Endpoints, scrollable" });
    rowAt(canvasElement, 0)?.focus();
    region.scrollTop = 40_000;
    await waitFor(() => expect(region).toHaveFocus());
    await userEvent.keyboard("{ArrowDown}");
    await waitFor(() => expect(document.activeElement).toHaveAttribute("data-slot", "data-table-row"));
    await expect(Number(document.activeElement?.getAttribute("aria-rowindex"))).toBeGreaterThan(900);
  },
};

/** A header above, a focused row below: neither covers the other. */
export const FocusBelowHeader: Story = {
  args: { rows: sampleRows(60), onRowAction: fn(), maxBlockSize: 300 },
  play: async ({ canvas, canvasElement }) => {
    rowAt(canvasElement, 0)?.focus();
    await userEvent.keyboard("{PageDown}{PageDown}{PageDown}");
    for (let press = 0; press < 12; press++) {
      await userEvent.keyboard("{ArrowUp}");
      const header = canvas.getAllByRole("columnheader")[0]?.getBoundingClientRect();
      await expect(document.activeElement?.getBoundingClientRect().top).toBeGreaterThanOrEqual(
        Math.floor(header?.bottom ?? Infinity),
      );
    }
  },
};

export const One: Story = { args: { rows: sampleRows(1) } };

export const Empty: Story = { args: { rows: [] } };

export const EmptyWithNextStep: Story = {
  args: {
    rows: [],
    empty: (
      <EmptyState
        title="No endpoints yet"
        description="Deploy a model for a task, and it answers under an address of its own."
        actions={<Button variant="primary">Find a task</Button>}
      />
    ),
  },
};

export const Loading: Story = {
  args: { rows: [], isLoading: true },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole("status")).toHaveTextContent("Loading…");
    await expect(canvas.getByRole("table")).toHaveAttribute("aria-busy", "true");
  },
};

/** Rows with one key are shown all the same. */
export const DuplicateKeys: Story = {
  args: { rows: [...sampleRows(3), ...sampleRows(3)], onRowAction: fn() },
  play: async ({ canvasElement, args }) => {
    await expect(cells(canvasElement, 3)).toEqual(["ep_0", "ep_1", "ep_2", "ep_0", "ep_1", "ep_2"]);
    await userEvent.click(rowAt(canvasElement, 4) ?? canvasElement);
    await expect(args.onRowAction).toHaveBeenCalledWith(args.rows[4]);
  },
};

export const Compact: Story = { args: { density: "compact" } };

export const HiddenCaption: Story = { args: { captionVisibility: "hidden" } };

const long = "a name that somebody gave without a thought for the width of a page ".repeat(3);

export const LongText: Story = {
  args: {
    rows: sampleRows(4).map((row, index) => ({ ...row, name: index % 2 === 0 ? long : "x".repeat(2000) })),
  },
};

export const RightToLeft: Story = {
  args: {
    rows: sampleRows(6).map((row) => ({ ...row, name: "استخراج المعلومات من العقود" })),
    caption: "نقاط النهاية",
  },
  decorators: [
    (Story) => (
      <div dir="rtl">
        <Story />
      </div>
    ),
  ],
};

/** 360 px, as in a side panel: it scrolls within its region, the page does not. */
export const Narrow: Story = {
  parameters: { frame: { width: 360 } },
  play: async ({ canvas }) => {
    const region = canvas.getByRole("region");
    await expect(region.scrollWidth).toBeGreaterThan(region.clientWidth);
    await userEvent.tab();
    await expect(region).toHaveFocus();
  },
};
