import { Pareta } from "pareta";

const pa = Pareta.fromEnv();
const evalSet = await pa.evals.sets.create({
  task: "contract-key-fields",
  items: [{ input: "Acme Corp agrees to pay $5,000 net 30.", expected: { amount: "5000" } }],
});

// The sample.
const run = await pa.evals.runs.create({ evalSet: evalSet.id, models: ["contract-key-fields-open-1"] });
console.log("queued:", run.id, run.status);
// ... do other work ...
const final = await pa.evals.runs.wait(run.id, { pollInterval: 5, timeout: 600 });
console.log(final.status, final.isTerminal, final.cost);
