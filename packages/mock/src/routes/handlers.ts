import type { Handler } from "../exchange.ts";
import type { Route } from "../route.ts";
import { createChatCompletion } from "./chat.ts";
import { deployEndpoint } from "./deploy.ts";
import {
  activityMetrics,
  costMetrics,
  performanceMetrics,
  qualityMetrics,
  uptimeMetrics,
} from "./endpoint-metrics.ts";
import { deleteEndpoint, listEndpoints, retrieveEndpoint, startEndpoint, stopEndpoint } from "./endpoints.ts";
import { createEvalRun, listFrontierModels, retrieveEvalRun } from "./eval-runs.ts";
import { createEvalSet, deleteEvalSet, listEvalSets, retrieveEvalSet } from "./eval-sets.ts";
import { attachBlob, completeBlobUpload, createBlobUploadUrl, putSignedUpload } from "./eval-uploads.ts";
import { listModels } from "./models.ts";
import { matchTasks } from "./task-match.ts";
import { listTasks, retrieveTask, taskLeaderboard } from "./tasks.ts";

/** One handler for each route of the table. */
export const handlers: Record<Route, Handler> = {
  "GET /v1/models": listModels,
  "POST /v1/chat/completions": createChatCompletion,
  "POST /v1/endpoints": deployEndpoint,
  "GET /v1/endpoints": listEndpoints,
  "GET /v1/endpoints/{id}": retrieveEndpoint,
  "POST /v1/endpoints/{id}/start": startEndpoint,
  "POST /v1/endpoints/{id}/stop": stopEndpoint,
  "DELETE /v1/endpoints/{id}": deleteEndpoint,
  "GET /v1/endpoints/{id}/performance": performanceMetrics,
  "GET /v1/endpoints/{id}/uptime": uptimeMetrics,
  "GET /v1/endpoints/{id}/cost": costMetrics,
  "GET /v1/endpoints/{id}/quality": qualityMetrics,
  "GET /v1/endpoints/{id}/activity": activityMetrics,
  "GET /v1/tasks": listTasks,
  "GET /v1/tasks/{id}": retrieveTask,
  "POST /v1/tasks/match": matchTasks,
  "GET /v1/tasks/{id}/leaderboard": taskLeaderboard,
  "GET /v1/eval/frontier-models": listFrontierModels,
  "POST /v1/eval-sets": createEvalSet,
  "GET /v1/eval-sets": listEvalSets,
  "GET /v1/eval-sets/{id}": retrieveEvalSet,
  "DELETE /v1/eval-sets/{id}": deleteEvalSet,
  "POST /v1/eval-sets/{id}/attach-blob": attachBlob,
  "POST /v1/eval-sets/{id}/blob-upload-url": createBlobUploadUrl,
  "POST /v1/eval-sets/{id}/blob-upload-complete": completeBlobUpload,
  "PUT /v1/signed-uploads/{id}": putSignedUpload,
  "POST /v1/eval-runs": createEvalRun,
  "GET /v1/eval-runs/{id}": retrieveEvalRun,
};
