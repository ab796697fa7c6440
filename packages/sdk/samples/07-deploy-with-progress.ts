import { Pareta } from "pareta";

const pa = Pareta.fromEnv();

const stream = pa.endpoints.deploy({ task: "contract-key-fields", model: "recommended" });
for await (const event of stream) {
if (event.event === "progress") {
console.log("stage:", event.data);
} else if (event.event === "complete") {
const ep = event.data.endpoint;
console.log("live:", ep.id, ep.url);
} else if (event.event === "error") {
console.log("failed:", event.data);
}
}
