import { jsonFields } from "../body-fields.ts";
import { freeAct } from "../exchange.ts";
import type { Exchange } from "../exchange.ts";
import type { Reply } from "../reply.ts";
import { matchTask } from "../world/match-task.ts";

/** POST /v1/tasks/match (contract 3.6). */
export function matchTasks(exchange: Exchange): Reply {
  return freeAct(exchange, () => {
    const body = jsonFields(exchange);
    const query = body.text("query");
    const topK = body.number("top_k", { least: 1, most: 50, whole: true }) ?? 5;
    body.done();
    return matchTask(query, topK);
  });
}
