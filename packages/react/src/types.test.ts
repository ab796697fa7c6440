import {
  QueryClient,
  skipToken,
  type UseMutationResult,
  type UseQueryResult,
  useSuspenseQuery,
} from "@tanstack/react-query";
import type {
  ChatCompletion,
  CostMetric,
  Endpoint,
  EvalRun,
  EvalRunCreateParams,
  EvalSet,
  Leaderboard,
  ModelList,
  Task,
  TaskMatch,
  UptimeMetric,
} from "pareta";
import { Pareta } from "pareta";
import { describe, expectTypeOf, it } from "vitest";
import * as door from "./index.ts";

/** A record of any names promises none of them. */
type OptionalNames<T> = keyof {
  [Name in keyof T as string extends Name ? never : object extends Pick<T, Name> ? Name : never]-?: true;
};
/** The optional properties of an object that do not take `undefined`. */
type Refused<T> = T extends (...values: never) => unknown
  ? never
  : T extends object
    ? {
        [Name in OptionalNames<T>]-?: { [One in Name]: undefined } extends Pick<T, Name> ? never : Name;
      }[OptionalNames<T>]
    : never;
/** Those of every parameter of a hook, a component or a factory. */
type RefusedBy<Value> = Value extends (...values: infer Values) => unknown
  ? Refused<NonNullable<Values[number]>>
  : never;

type Door = typeof door;
/** `messageText` takes a list of blocks, which are no options. */
type OwnName = Exclude<keyof Door, "messageText">;
type RefusedByName = { [Name in OwnName]: RefusedBy<Door[Name]> };

// Nothing here runs: what counts is that it compiles, and that what must not compile does not.
const client = new Pareta({ baseURL: "/api/pareta" });
const queryClient = new QueryClient();

describe("types of the reads", () => {
  it("a hook's data is the SDK's, or what `select` makes of it", () => {
    const useReads = () => ({
      models: door.useModels(),
      count: door.useModels({ select: (models) => models.length }),
      endpoint: door.useEndpoint(skipToken),
      cost: door.useEndpointMetric("id", "cost"),
      uptime: door.useEndpointMetric("id", "uptime", { window: "7d" }, { staleTime: 1 }),
      task: door.useTask("id", { examplesN: 1 }),
      match: door.useTaskMatch(skipToken),
      board: door.useLeaderboard("id"),
      set: door.useEvalSet("id"),
      run: door.useEvalRun("id", { pollInterval: 5 }, { enabled: false }),
    });
    type Reads = ReturnType<typeof useReads>;
    expectTypeOf<Reads["models"]>().toEqualTypeOf<UseQueryResult<ModelList>>();
    expectTypeOf<Reads["count"]>().toEqualTypeOf<UseQueryResult<number>>();
    expectTypeOf<Reads["endpoint"]>().toEqualTypeOf<UseQueryResult<Endpoint>>();
    expectTypeOf<Reads["cost"]>().toEqualTypeOf<UseQueryResult<CostMetric>>();
    expectTypeOf<Reads["uptime"]>().toEqualTypeOf<UseQueryResult<UptimeMetric>>();
    expectTypeOf<Reads["task"]>().toEqualTypeOf<UseQueryResult<Task>>();
    expectTypeOf<Reads["match"]>().toEqualTypeOf<UseQueryResult<TaskMatch>>();
    expectTypeOf<Reads["board"]>().toEqualTypeOf<UseQueryResult<Leaderboard>>();
    expectTypeOf<Reads["set"]>().toEqualTypeOf<UseQueryResult<EvalSet>>();
    expectTypeOf<Reads["run"]>().toEqualTypeOf<UseQueryResult<EvalRun>>();
  });

  it("key, function and retrying are the kit's", () => {
    // @ts-expect-error -- the key is not the host's to choose
    const useOwnKey = () => door.useModels({ queryKey: ["mine"] });
    // @ts-expect-error -- the SDK retries
    const useRetry = () => door.useModels({ retry: 3 });
    // @ts-expect-error -- there is no such dimension
    const useDimension = () => door.useEndpointMetric("id", "price");
    expectTypeOf([useOwnKey, useRetry, useDimension]).toBeArray();
  });

  it("a factory's key knows its data", () => {
    const read = () =>
      queryClient.getQueryData(door.paretaQueries(client).evals.runs.retrieve("id").queryKey);
    expectTypeOf<ReturnType<typeof read>>().toEqualTypeOf<EvalRun | undefined>();
  });

  it("useSuspenseQuery takes a factory with an id, and refuses one with skipToken", () => {
    const { endpoints, tasks, evals } = door.paretaQueries(client);
    const useSuspended = () => useSuspenseQuery(endpoints.retrieve("id")).data;
    expectTypeOf<ReturnType<typeof useSuspended>>().toEqualTypeOf<Endpoint>();
    const useMetric = () => useSuspenseQuery(endpoints.metric("id", "cost")).data;
    expectTypeOf<ReturnType<typeof useMetric>>().toEqualTypeOf<CostMetric>();
    const useMaybe = (id?: string) => [
      // @ts-expect-error -- there would be nothing to wait for
      useSuspenseQuery(endpoints.retrieve(id ?? skipToken)),
      // @ts-expect-error -- there would be nothing to wait for
      useSuspenseQuery(tasks.match(id ?? skipToken)),
      // @ts-expect-error -- there would be nothing to wait for
      useSuspenseQuery(evals.frontierModels(id ?? skipToken)),
      // @ts-expect-error -- there would be nothing to wait for
      useSuspenseQuery(endpoints.metric(id ?? skipToken, "cost")),
    ];
    expectTypeOf(useMaybe).toBeFunction();
  });
});

describe("types of what is handed on", () => {
  it("every optional property of every hook, component and factory takes undefined (B18)", () => {
    type Refusing = { [Name in OwnName]: [RefusedByName[Name]] extends [never] ? never : Name }[OwnName];
    expectTypeOf<Refusing>().toEqualTypeOf<never>();
    // It would find one.
    expectTypeOf<Refused<{ one?: string; two?: string | undefined; three: string }>>().toEqualTypeOf<"one">();
    expectTypeOf<
      RefusedBy<(id: string, options?: { staleTime?: number }) => void>
    >().toEqualTypeOf<"staleTime">();
  });

  it("and so does every option that is a type of its own (B18)", () => {
    type Refusing = Refused<
      | door.ReadOptions<ModelList>
      | door.ActOptions<EvalRun, string>
      | door.UseDeployOptions
      | door.ParetaProviderProps
      | door.MoneyProps
      | door.TaskParams
      | door.TaskMatchParams
      | door.EvalRunParams
      | door.PartialLabels
      | NonNullable<door.PartialLabels["frame"]>
      | door.ModelChoice
      | door.DataTableColumn<object>
    >;
    expectTypeOf<Refusing>().toEqualTypeOf<never>();
  });
});

describe("types of the acts", () => {
  it("are React Query's results over the SDK's parameters", () => {
    const useActs = () => ({
      completion: door.useChatCompletion(),
      start: door.useStartEndpoint(),
      remove: door.useDeleteEndpoint({
        onMutate: () => 7,
        onError: (_error, _id, context) => context?.toFixed(),
      }),
      run: door.useStartEvalRun(),
      upload: door.useUploadDocument(),
    });
    type Acts = ReturnType<typeof useActs>;
    expectTypeOf<Acts["completion"]["data"]>().toEqualTypeOf<ChatCompletion | undefined>();
    expectTypeOf<Acts["start"]["mutate"]>().parameter(0).toEqualTypeOf<string>();
    expectTypeOf<Acts["remove"]>().toEqualTypeOf<UseMutationResult<void, Error, string, number>>();
    expectTypeOf<Acts["run"]["data"]>().toEqualTypeOf<EvalRun | undefined>();
    expectTypeOf<Acts["upload"]["progress"]>().toEqualTypeOf<door.UploadProgress>();
    expectTypeOf<door.EvalRunVariables>().toExtend<EvalRunCreateParams>();
    expectTypeOf<door.EvalRunVariables>().not.toHaveProperty("wait");
  });

  it("an act never waits, retries or goes to sleep with the network", () => {
    const useWrong = () => [
      // @ts-expect-error -- an act is sent once
      door.useStartEvalRun({ retry: 3 }),
      // @ts-expect-error -- offline it fails now
      door.useStartEvalRun({ networkMode: "online" }),
      // @ts-expect-error -- this one does not stream
      door.useChatCompletion().mutate({ model: "m", messages: [], stream: true }),
      // @ts-expect-error -- the run is followed by useEvalRun
      door.useStartEvalRun().mutate({ evalSet: "es", models: [], wait: true }),
      // @ts-expect-error -- either a set, or a task and rows
      door.useStartEvalRun().mutate({ models: [] }),
      // @ts-expect-error -- the deploy is always followed
      door.useDeploy().deploy({ task: "t", wait: true }),
    ];
    expectTypeOf(useWrong).toBeFunction();
  });

  it("an upload's stages are a union, to whoever listens", () => {
    expectTypeOf<door.UploadProgress["stage"]>().toEqualTypeOf<
      "preparing" | "sending" | "confirming" | "done"
    >();
    const { uploadDocument } = door.paretaMutations(client).evals.sets;
    expectTypeOf(uploadDocument).toBeCallableWith((file, stage) => [file, stage === "confirming"]);
  });

  it("a deploy's status is a union", () => {
    expectTypeOf<door.DeployStatus>().toEqualTypeOf<
      "idle" | "queued" | "deploying" | "checking" | "live" | "failed" | "unknown"
    >();
    expectTypeOf<door.UseDeployResult["deployAsync"]>().returns.resolves.toEqualTypeOf<Endpoint>();
  });
});
