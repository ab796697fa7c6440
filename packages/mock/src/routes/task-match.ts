import { bodyObject, freeAct, stringField } from "../exchange.ts";
import type { Exchange } from "../exchange.ts";
import { invalid } from "../refusal.ts";
import type { Reply } from "../reply.ts";
import { matchTask } from "../world/match-task.ts";

/** POST /v1/tasks/match (contract 3.6). */
export function matchTasks(exchange: Exchange): Reply {
  return freeAct(exchange, () => {
    const body = bodyObject(exchange);
    const query = stringField(body, "query");
    const topK = body["top_k"] ?? 5;
    if (typeof topK !== "number" || !Number.isInteger(topK) || topK < 1) {
      throw invalid(["body", "top_k"], "Input should be an integer of at least 1", "greater_than_equal");
    }
    return matchTask(query, topK);
  });
}
