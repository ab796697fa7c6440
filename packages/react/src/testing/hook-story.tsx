import type { UseMutationResult, UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { expect, userEvent, waitFor, within } from "storybook/test";
import { Button } from "../ui/button.tsx";
import { type StoryPareta, useStoryPareta } from "./story-transport.tsx";
import "./hook-story.css";

// The page of a hook: `.storybook/hook-page.tsx` takes its text from the hook's file, its story shows what it returns.

export interface HookResultProps {
  /** What the hook returns, under the names it has there. Functions belong to `actions`. */
  readonly values: Readonly<Record<string, unknown>>;
  /** One button for each, by its name. */
  readonly actions?: Readonly<Record<string, () => unknown>>;
  /** Also shows what the story's backend has charged. */
  readonly metered?: boolean;
  /** What the buttons act on. */
  readonly children?: ReactNode;
}

/** What a hook returns, as it stands in this render. */
export function HookResult({ values, actions = {}, metered = false, children }: HookResultProps): ReactNode {
  return (
    <section className="hook-result" aria-label="Result" data-status={String(values["status"])}>
      {children}
      {Object.keys(actions).length === 0 ? null : (
        <p>
          {Object.entries(actions).map(([name, act]) => (
            <Button key={name} onClick={() => void act()}>
              {name}
            </Button>
          ))}
        </p>
      )}
      <dl>
        {Object.entries(values).map(([name, value]) => (
          <Row key={name} name={name} value={value} />
        ))}
        {metered ? <Debits /> : null}
      </dl>
    </section>
  );
}

/** A query's result: it loads by itself. */
export function QueryResult({ result }: { result: UseQueryResult }): ReactNode {
  const { status, fetchStatus, error, data } = result;
  return <HookResult values={{ status, fetchStatus, error, data }} />;
}

export interface MutationResultProps<TVariables> {
  readonly result: UseMutationResult<unknown, Error, TVariables>;
  /** What the button sends. */
  readonly variables: NoInfer<TVariables>;
  /** The button's name. */
  readonly action: string;
  readonly metered?: boolean;
  /** Shown beside the result. */
  readonly values?: Readonly<Record<string, unknown>>;
}

/** A mutation's result: nothing is sent before the button is pressed. */
export function MutationResult<TVariables>(props: MutationResultProps<TVariables>): ReactNode {
  const { result, variables, action, metered = false, values = {} } = props;
  const { status, error, data, mutate } = result;
  return (
    <HookResult
      values={{ status, variables, error, data, ...values }}
      actions={{ [action]: () => mutate(variables) }}
      metered={metered}
    />
  );
}

function Row({ name, value }: { name: string; value: unknown }): ReactNode {
  return (
    <div data-value={name}>
      <dt>{name}</dt>
      <dd>
        <code>{printed(value)}</code>
      </dd>
    </div>
  );
}

function Debits(): ReactNode {
  const { mock } = useStoryPareta();
  const debits = mock.ledger.flatMap(({ microUsd }) => (microUsd > 0 ? `${microUsd} micro-USD` : []));
  return <Row name="debits" value={debits} />;
}

const shownItems = 2;

/** As JSON; of a long list its first items. */
function printed(value: unknown): string {
  const print = (_: string, one: unknown): unknown => {
    if (one instanceof Error) return `${one.name}: ${one.message}`;
    if (typeof one === "bigint") return String(one);
    if (!Array.isArray(one) || one.length <= shownItems + 1) return one;
    return [...one.slice(0, shownItems), `… ${one.length - shownItems} more`];
  };
  return JSON.stringify(value, print, 2) ?? "undefined";
}

interface PlayContext {
  canvasElement: HTMLElement;
  loaded: Record<string, unknown>;
}

/** Waits for a status. */
export function reaches(status: string) {
  return async ({ canvasElement }: Pick<PlayContext, "canvasElement">): Promise<void> => {
    const result = canvasElement.querySelector(".hook-result");
    await waitFor(() => expect(result).toHaveAttribute("data-status", status), { timeout: 10_000 });
  };
}

/** Presses a button, waits for a status, and counts the debits: none, unless told otherwise. */
export function pressing(action: string, { status = "success", debits = 0 } = {}) {
  return async (context: PlayContext): Promise<void> => {
    // Made by the loader in .storybook, which types what it gives as unknown.
    const { mock } = context.loaded["pareta"] as StoryPareta;
    await userEvent.click(within(context.canvasElement).getByRole("button", { name: action }));
    await reaches(status)(context);
    const charged = () => mock.ledger.filter(({ microUsd }) => microUsd > 0);
    await waitFor(() => expect(charged()).toHaveLength(debits), { timeout: 10_000 });
  };
}
