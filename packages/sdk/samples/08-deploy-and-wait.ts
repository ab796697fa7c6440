import { Pareta } from "pareta";

const pa = Pareta.fromEnv();

// The sample.
const ep = await pa.endpoints.deploy({ task: "contract-key-fields", model: "recommended", wait: true });
console.log(ep.id, ep.isLive, ep.url);

// then call it
const completion = await pa.chat.completions.create({
model: ep.id,
messages: [{ role: "user", content: "Extract the parties." }],
});
