import type { Clock } from "../http/clock.ts";
import { type ParetaOptions, resolveSettings } from "../http/settings.ts";
import { createTransport } from "../http/transport.ts";
import { createChat } from "../resources/chat.ts";
import { createEndpoints } from "../resources/endpoints.ts";
import { createEvals } from "../resources/evals.ts";
import { createModels } from "../resources/models.ts";
import { createTasks } from "../resources/tasks.ts";

/** The client's resources over a clock of the test's own, which the public client does not take. */
export function testClient(clock: Clock, options: ParetaOptions) {
  const transport = createTransport(resolveSettings({ apiKey: "pareta_sk_test", ...options }), clock);
  return {
    chat: createChat(transport),
    models: createModels(transport),
    endpoints: createEndpoints(transport),
    tasks: createTasks(transport),
    evals: createEvals(transport),
  };
}

/** Wire forms of the smallest valid calls and answers. */
export const question = { model: "ep_1", messages: [{ role: "user", content: "Who signs?" }] };
export const completion = {
  id: "cmpl_1",
  choices: [{ index: 0, finish_reason: "stop", message: { role: "assistant", content: "Northwind" } }],
};
export const endpoint = { id: "ep_1", name: "ep_1", status: "live" };
export const noModels = { object: "list", data: [] };
