import type { DataTableColumn } from "../ui/data-table-column.ts";
import { Duration } from "../ui/duration.tsx";
import { Money } from "../ui/money.tsx";
import { Percent } from "../ui/percent.tsx";
import { StatusBadge } from "../ui/status-badge.tsx";
import { TruncatedText } from "../ui/truncated-text.tsx";

export interface SampleRow {
  readonly id: string;
  readonly name: string;
  readonly status: string | null;
  readonly quality: number | null;
  readonly microUsd: number | null;
  readonly milliseconds: number | null;
}

const names = ["contract-kie", "invoice-extraction", "sentiment", "doc-classification", "claims-triage"];
const statuses = ["live", "asleep", "starting", "stopped", "live"];

/** Rows of which no two are alike, the same for the same count. */
export function sampleRows(count: number): SampleRow[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `ep_${index}`,
    name: `${names[index % 5]}-${String(index).padStart(5, "0")}`,
    status: statuses[(index * 7) % 5] ?? null,
    quality: index % 11 === 10 ? null : ((index * 37) % 400) / 1000 + 0.58,
    microUsd: index % 13 === 12 ? null : ((index * 7919) % 90_000) + 40,
    milliseconds: ((index * 6133) % 4200) + 110,
  }));
}

export const sampleColumns: readonly DataTableColumn<SampleRow>[] = [
  {
    id: "name",
    header: "Endpoint",
    width: 200,
    cell: (row) => <TruncatedText text={row.name} truncate="middle" />,
    sortValue: (row) => row.name,
  },
  {
    id: "status",
    header: "Status",
    width: 104,
    cell: (row) => <StatusBadge status={row.status} />,
    sortValue: (row) => row.status,
  },
  { id: "id", header: "Id", width: 88, cell: (row) => <span className="pareta-mono">{row.id}</span> },
  {
    id: "quality",
    header: "Quality",
    width: 96,
    align: "end",
    cell: (row) => <Percent value={row.quality} />,
    sortValue: (row) => row.quality,
  },
  {
    id: "cost",
    header: "Cost",
    unit: "per request",
    align: "end",
    width: 168,
    cell: (row) => <Money value={row.microUsd} kind="rate" />,
    sortValue: (row) => row.microUsd,
  },
  {
    id: "latency",
    header: "p95",
    width: 88,
    align: "end",
    cell: (row) => <Duration value={row.milliseconds} />,
    sortValue: (row) => row.milliseconds,
  },
];
