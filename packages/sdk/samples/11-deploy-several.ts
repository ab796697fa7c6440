import { Pareta } from "pareta";

const TASKS = ["contract-key-fields", "invoice-extraction", "doc-classification"];

const pa = Pareta.fromEnv();

const endpoints = await Promise.all(
TASKS.map((task) => pa.endpoints.deploy({ task, model: "recommended", wait: true })),
);
for (const ep of endpoints) {
console.log(ep.task, ep.id, ep.isLive);
}
