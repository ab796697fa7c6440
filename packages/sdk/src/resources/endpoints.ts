import { record, requiredList } from "../decode.ts";
import { DeployFailedError, ParetaError } from "../errors.ts";
import { pathSegment, requireParams, requireText } from "../http/preflight.ts";
import type { RequestOptions } from "../http/settings.ts";
import { interrupted, type ParetaStream, type StreamHead } from "../http/stream.ts";
import type { Transport } from "../http/transport.ts";
import { type DeployEvent, deployDecoder } from "./deploy-events.ts";
import { createEndpointMetrics, type EndpointMetrics } from "./endpoint-metrics.ts";
import { decodeEndpoint, type Endpoint } from "./endpoint-record.ts";
import { type WaitParams, waitSchedule, waitUntil } from "./wait.ts";

/** What to deploy; there is no hardware to choose. Fields beyond these are sent verbatim (contract 3.3). */
export interface EndpointDeployParams {
  /** Id of the task to deploy for. */
  readonly task: string;
  /** Per-task alias. Default `recommended`: the task's curated pick, else its best open model. */
  readonly model?: string | undefined;
  /** Name of the endpoint. Default: the server's choice. */
  readonly name?: string | undefined;
  /** Resolve with the live endpoint instead of streaming the progress. Default false. */
  readonly wait?: boolean | undefined;
  readonly [key: string]: unknown;
}

export interface Endpoints {
  /**
   * Deploys a model (contract 3.3). Without `wait` it streams the progress, and like every stream it is sent when it is
   * first read, not before: the last event is `complete` or `error`, and an `error` event is data, not an exception.
   * With `wait: true` it is sent at once and resolves with the live endpoint.
   * A dropped feed does not stop the deploy; look with `list()`.
   * @throws InvalidArgumentError for a blank task; at once when streaming, as a rejection with `wait`.
   * @throws DeployFailedError with `wait`, on the feed's `error` event.
   * @throws StreamInterruptedError when the feed ends before the deploy does.
   */
  readonly deploy: {
    (params: EndpointDeployParams & { readonly wait: true }, options?: RequestOptions): Promise<Endpoint>;
    (
      params: EndpointDeployParams & { readonly wait?: false | undefined },
      options?: RequestOptions,
    ): ParetaStream<DeployEvent>;
    (params: EndpointDeployParams, options?: RequestOptions): Promise<Endpoint> | ParetaStream<DeployEvent>;
  };
  /** All endpoints, whatever their status (contract 3.4). Free. */
  readonly list: (options?: RequestOptions) => Promise<Endpoint[]>;
  /**
   * One endpoint (contract 3.4). Free.
   * @throws NotFoundError for an unknown id.
   */
  readonly retrieve: (id: string, options?: RequestOptions) => Promise<Endpoint>;
  /** Starts a stopped endpoint; it goes live after a while (`waitUntilLive`). Raw JSON (contract 3.4). */
  readonly start: (id: string, options?: RequestOptions) => Promise<Record<string, unknown>>;
  /** Stops an endpoint at once; its URL stays. Raw JSON (contract 3.4). */
  readonly stop: (id: string, options?: RequestOptions) => Promise<Record<string, unknown>>;
  /**
   * Deletes an endpoint for good (contract 3.4).
   * @throws NotFoundError for an unknown id.
   * @throws ConflictError for an endpoint that may not be deleted.
   */
  readonly delete: (id: string, options?: RequestOptions) => Promise<void>;
  /**
   * A handle on the endpoint's metrics (contract 3.5); asks for nothing by itself.
   * @throws InvalidArgumentError at once for a blank id.
   */
  readonly metrics: (id: string) => EndpointMetrics;
  /**
   * Polls until the endpoint is live (contract 4). `params` are in SECONDS.
   * @throws WaitTimeoutError past `timeout` seconds.
   * @throws ParetaError at once for a stopped endpoint: it never wakes by itself.
   */
  readonly waitUntilLive: (id: string, params?: WaitParams, options?: RequestOptions) => Promise<Endpoint>;
}

/** Milliseconds: provisioning may be silent for minutes. */
const deployIdleTimeout = 600_000;

export function createEndpoints(transport: Transport): Endpoints {
  function feed(
    params: EndpointDeployParams,
    options: RequestOptions | undefined,
    decoder = deployDecoder,
  ): ParetaStream<DeployEvent> {
    requireParams(params);
    const { wait: _, name, ...rest } = params;
    const task = requireText(params.task, "task");
    const json = { ...rest, task, model: params.model || "recommended", ...(name ? { name } : {}) };
    return transport.stream(
      { method: "POST", path: "/v1/endpoints", json, options, idleTimeout: deployIdleTimeout },
      decoder,
    );
  }

  async function deployed(
    params: EndpointDeployParams,
    options: RequestOptions | undefined,
  ): Promise<Endpoint> {
    let head: StreamHead | undefined;
    const stream = feed(params, options, (given) => deployDecoder((head = given)));
    let stage: string | null = null;
    for await (const { event, data } of stream) {
      if (event === "complete") return data.endpoint;
      if (event === "progress") ({ stage } = data);
      if (event === "error") {
        const { requestId } = stream;
        // An attempt before this one may have been carried out, whatever became of this deploy.
        const outcome = head?.earlier === "unknown" ? "unknown" : "refused";
        const message = `The deploy failed: ${data.message}`;
        throw new DeployFailedError(message, { outcome, stage, data, requestId });
      }
    }
    throw interrupted(null);
  }

  function deploy(
    params: EndpointDeployParams & { readonly wait: true },
    options?: RequestOptions,
  ): Promise<Endpoint>;
  function deploy(
    params: EndpointDeployParams & { readonly wait?: false | undefined },
    options?: RequestOptions,
  ): ParetaStream<DeployEvent>;
  function deploy(
    params: EndpointDeployParams,
    options?: RequestOptions,
  ): Promise<Endpoint> | ParetaStream<DeployEvent>;
  function deploy(params: EndpointDeployParams, options?: RequestOptions) {
    return params?.wait === true ? deployed(params, options) : feed(params, options);
  }

  const path = (id: string) => `/v1/endpoints/${pathSegment(id, "id")}`;
  const post = async (id: string, action: string, options: RequestOptions | undefined) =>
    transport.request({ method: "POST", path: path(id) + action, options }, (body = {}, what) => ({
      ...record(body, what),
    }));
  const retrieve = async (id: string, options?: RequestOptions) =>
    transport.get(path(id), decodeEndpoint, options);

  return {
    deploy,
    retrieve,
    list: (options) => transport.get("/v1/endpoints", requiredList(decodeEndpoint), options),
    start: (id, options) => post(id, "/start", options),
    stop: (id, options) => post(id, "/stop", options),
    delete: async (id, options) =>
      transport.request({ method: "DELETE", path: path(id), options }, () => undefined),
    metrics: (id) => createEndpointMetrics(transport, path(id)),
    async waitUntilLive(id, params, options) {
      return waitUntil(transport.clock, {
        ...waitSchedule(params),
        id,
        options,
        look: () => retrieve(id, options),
        isDone({ status, isLive }) {
          if (status === "stopped")
            throw new ParetaError(`${id} is stopped: start it.`, { outcome: "refused" });
          return isLive;
        },
      });
    },
  };
}
