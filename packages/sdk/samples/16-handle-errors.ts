import {
Pareta,
InsufficientCreditsError,
EndpointNotReadyError,
RateLimitError,
ParetaError,
} from "pareta";

async function safeCall(pa: Pareta) {
try {
return await pa.chat.completions.create({
model: "ep_contract_kie_01",
messages: [{ role: "user", content: "hi" }],
});
} catch (e) {
if (e instanceof InsufficientCreditsError) {
console.log("org balance is empty; top up in the dashboard");
} else if (e instanceof EndpointNotReadyError) {
console.log("endpoint is cold or stopped; start it and retry");
} else if (e instanceof RateLimitError) {
console.log("rate limited even after retries");
} else if (e instanceof ParetaError) {
console.log("pareta error:", e);
} else {
throw e;
}
}
}
