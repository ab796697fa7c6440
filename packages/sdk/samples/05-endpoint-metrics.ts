import { Pareta } from "pareta";

const pa = Pareta.fromEnv();

// The sample.
const m = pa.endpoints.metrics("ep_contract_kie_01"); // no await here
const cost = await m.cost(); // await the dimension call
console.log(cost);
