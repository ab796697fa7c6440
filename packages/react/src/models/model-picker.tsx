"use client";

import { skipToken, type UseQueryResult } from "@tanstack/react-query";
import type { ComponentProps, ReactNode } from "react";
import { type ModelLabels, modelLabels } from "../labels/model-labels.ts";
import { useLabels } from "../labels/language-context.ts";
import { useRead } from "../queries/use-read.ts";
import { Button } from "../ui/button.tsx";
import { classNames } from "../ui/class-names.ts";
import {
  choicesOfLeaderboard,
  choicesOfModels,
  groupChoices,
  type ModelChoice,
  type ModelGroup,
} from "./model-choices.ts";
import type { SomeLabels } from "../labels/some-labels.ts";

interface SharedProps extends Omit<
  ComponentProps<"select">,
  "value" | "defaultValue" | "onChange" | "multiple" | "children"
> {
  /** Id of what is chosen, also of one that is not in the list; `null` asks to choose. The host holds it. */
  value: string | null;
  /** Called with the id, not with an event. */
  onChange: (id: string) => void;
  /** Words in place of the provider's `labels`, one by one. Default: those, then English. */
  labels?: SomeLabels<ModelLabels> | undefined;
}

export interface ModelPickerProps extends SharedProps {
  /** What to choose from. Default: the task's models, or without a task what answers a chat right now. */
  models?: readonly ModelChoice[] | undefined;
  /** Offers this task's models, open ones and frontier ones apart. */
  taskId?: string | undefined;
}

/**
 * Chooses a model in the browser's own list: it types ahead, opens on a phone as one expects, and needs no script.
 *
 * @example
 * ```tsx
 * import { ModelPicker } from "@pareta/react";
 * import { useState } from "react";
 *
 * export function Choose() {
 *   const [model, setModel] = useState<string | null>(null);
 *   return <ModelPicker value={model} onChange={setModel} />;
 * }
 * ```
 */
export function ModelPicker({ models, taskId, ...props }: ModelPickerProps): ReactNode {
  if (models) return <ModelSelect {...props} state="ready" models={models} />;
  if (taskId !== undefined) return <TaskModelPicker {...props} taskId={taskId} />;
  return <LiveModelPicker {...props} />;
}

function LiveModelPicker(props: SharedProps): ReactNode {
  return (
    <ReadModelSelect
      {...props}
      query={useRead((queries) => queries.models.list(), { select: choicesOfModels })}
    />
  );
}

function TaskModelPicker({ taskId, ...props }: SharedProps & { taskId: string }): ReactNode {
  const id = taskId === "" ? skipToken : taskId;
  const query = useRead(({ tasks }) => tasks.leaderboard(id), { select: choicesOfLeaderboard });
  return <ReadModelSelect {...props} query={query} />;
}

function ReadModelSelect({
  query,
  ...props
}: SharedProps & { query: UseQueryResult<readonly ModelChoice[]> }): ReactNode {
  // A list that could not be read stays so while it is read again: its button keeps the focus.
  const state = query.data ? "ready" : query.errorUpdateCount > 0 ? "failed" : "loading";
  return (
    <ModelSelect {...props} state={state} models={query.data ?? []} onReload={() => void query.refetch()} />
  );
}

interface ModelSelectProps extends SharedProps {
  state: "loading" | "failed" | "ready";
  models: readonly ModelChoice[];
  onReload?: (() => void) | undefined;
}

function ModelSelect(props: ModelSelectProps): ReactNode {
  const { value, onChange, state: reading, models, onReload, labels: ownLabels, className, ...rest } = props;
  const labels = useLabels("models", modelLabels, ownLabels);
  const state = reading === "ready" && models.length === 0 ? "empty" : reading;
  const isKnown = models.some(({ id }) => id === value);
  const groups = groupChoices(models, (choice) => groupName(choice, labels));
  return (
    <span data-slot="model-picker" data-state={state} className="pareta-base pareta-model-picker">
      <span className="pareta-select-frame">
        <select
          aria-label={labels.model}
          {...rest}
          className={classNames("pareta-select", className)}
          aria-busy={state === "loading"}
          value={value ?? ""}
          onChange={({ target }) => {
            if (target.value !== "") onChange(target.value);
          }}
        >
          {value === null || !isKnown ? (
            <option value={value ?? ""}>{placeholder(state, value, labels)}</option>
          ) : null}
          {groups.map((group) => (
            <Group key={group.name} group={group} labels={labels} />
          ))}
        </select>
      </span>
      {state === "failed" ? (
        <span role="alert" className="pareta-model-failure">
          {labels.failed}{" "}
          <Button
            onClick={({ currentTarget }) => {
              // The button goes when the list comes.
              currentTarget.closest(".pareta-model-picker")?.querySelector("select")?.focus();
              onReload?.();
            }}
          >
            {labels.reload}
          </Button>
        </span>
      ) : null}
    </span>
  );
}

function Group({ group, labels }: { group: ModelGroup; labels: ModelLabels }): ReactNode {
  const options = group.choices.map(({ id, recommended }) => (
    <option key={id} value={id}>
      {recommended === true ? `${id} · ${labels.recommended}` : id}
    </option>
  ));
  return group.name === null ? options : <optgroup label={group.name}>{options}</optgroup>;
}

function groupName({ kind, group }: ModelChoice, labels: ModelLabels): string | null {
  if (kind === "open") return labels.openModels;
  if (kind === "frontier") return labels.frontierModels;
  return group ?? (kind === undefined || kind === null ? null : labels.otherModels);
}

/** What stands in the box while nothing in the list is chosen. */
function placeholder(
  state: "loading" | "failed" | "ready" | "empty",
  value: string | null,
  labels: ModelLabels,
): string {
  if (state === "loading") return value ?? labels.loading;
  if (value !== null) return state === "failed" ? value : labels.unavailable(value);
  return { empty: labels.empty, failed: labels.failed, ready: labels.choose }[state];
}
