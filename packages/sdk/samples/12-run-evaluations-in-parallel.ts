import { Pareta } from "pareta";

const ITEMS = [
{ input: "Acme Corp agrees to pay $5,000 net 30.", expected: { amount: "5000" } },
{ input: "Total due: $1,200 by 2026-07-01.", expected: { amount: "1200" } },
];

const pa = Pareta.fromEnv();

// create one shared eval set, then sweep candidate model lists against it
const evalSet = await pa.evals.sets.create({ task: "contract-key-fields", items: ITEMS });
console.log("eval set:", evalSet.id, evalSet.itemCount, "items");

const candidateLists = [["contract-key-fields-open-1"], ["contract-key-fields-open-2"]];
const runs = await Promise.all(
candidateLists.map((models) => pa.evals.runs.create({ evalSet: evalSet.id, models, wait: true })),
);
for (const run of runs) {
console.log(run.id, run.status, "cost", run.cost); // run.cost is a dollar string
for (const r of run.results) {
console.log(" ", r.modelId, r.kind, r.qualityMean);
}
}
