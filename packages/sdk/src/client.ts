import { requireObject } from "./http/preflight.ts";
import { type ParetaOptions, resolveSettings, withEnvironment } from "./http/settings.ts";
import { createTransport } from "./http/transport.ts";
import { type Chat, createChat } from "./resources/chat.ts";
import { type Endpoints, createEndpoints } from "./resources/endpoints.ts";
import { type Evals, createEvals } from "./resources/evals.ts";
import { type Models, createModels } from "./resources/models.ts";
import { type Tasks, createTasks } from "./resources/tasks.ts";

/**
 * Client for Pareta: `chat`, `models`, `endpoints`, `tasks` and `evals`. It owns no connection, so there is nothing to
 * close; build one and share it. Responses are plain data (contract 4).
 */
export class Pareta {
  readonly chat: Chat;
  readonly models: Models;
  readonly endpoints: Endpoints;
  readonly tasks: Tasks;
  readonly evals: Evals;

  /**
   * @throws InvalidArgumentError for a bad option.
   * @throws ParetaError without a key, or with a secret one in a browser (contract 2).
   */
  constructor(options: ParetaOptions = {}) {
    requireObject(options, "options");
    const transport = createTransport(resolveSettings(options));
    this.chat = createChat(transport);
    this.models = createModels(transport);
    this.endpoints = createEndpoints(transport);
    this.tasks = createTasks(transport);
    this.evals = createEvals(transport);
  }

  /**
   * A client from `PARETA_API_KEY` and, optionally, `PARETA_BASE_URL`; an option given here comes first.
   * @throws ParetaError when no key is found and neither `baseURL` nor `fetch` is given.
   */
  static fromEnv(options: ParetaOptions = {}): Pareta {
    requireObject(options, "options");
    return new Pareta(withEnvironment(options));
  }
}
