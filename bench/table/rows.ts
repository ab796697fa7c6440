/** Ten thousand results of an evaluation, no two alike; every cell is text already, so that only the table differs. */
export interface BenchRow {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly quality: number;
  readonly cost: number;
  readonly latency: number;
}

export interface BenchColumn {
  readonly id: keyof BenchRow;
  readonly header: string;
  readonly width: number;
  readonly isNumber: boolean;
  readonly text: (row: BenchRow) => string;
}

export const columns: readonly BenchColumn[] = [
  { id: "name", header: "Endpoint", width: 220, isNumber: false, text: (row) => row.name },
  { id: "id", header: "Id", width: 120, isNumber: false, text: (row) => row.id },
  { id: "status", header: "Status", width: 120, isNumber: false, text: (row) => row.status },
  {
    id: "quality",
    header: "Quality",
    width: 120,
    isNumber: true,
    text: (row) => `${(row.quality * 100).toFixed(1)}%`,
  },
  { id: "cost", header: "Cost", width: 120, isNumber: true, text: (row) => `$${row.cost.toFixed(5)}` },
  { id: "latency", header: "p95", width: 120, isNumber: true, text: (row) => `${row.latency} ms` },
];

const statuses = ["Live", "Asleep", "Starting", "Stopped"];

export function benchRows(count: number): BenchRow[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `ep_${index}`,
    name: `contract-information-extraction-${index}`,
    status: statuses[(index * 7) % 4] ?? "Live",
    quality: ((index * 7919) % 10_007) / 10_007,
    cost: ((index * 104_729) % 90_001) / 1e6,
    latency: ((index * 6133) % 4200) + 110,
  }));
}
