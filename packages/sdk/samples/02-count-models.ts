import { Pareta } from "pareta";

const pa = Pareta.fromEnv();
const models = await pa.models.list();
console.log(models.length, "endpoints");
// nothing to close
