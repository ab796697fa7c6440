"use client";

import { useQueryErrorResetBoundary } from "@tanstack/react-query";
import { Component, createRef, type ErrorInfo, type ReactNode, type Ref } from "react";
import { type ErrorLabels, errorLabels } from "../labels/error-labels.ts";
import { useLabels } from "../labels/language-context.ts";
import { deepActiveElement } from "../page/active-element.ts";
import { Button } from "../ui/button.tsx";
import { canRetry } from "./error-actions.tsx";
import { errorKind } from "./error-kind.ts";
import { ErrorState } from "./error-state.tsx";
import type { SomeLabels } from "../labels/some-labels.ts";

export interface CaughtError {
  readonly error: unknown;
  /** Renders the children anew. */
  readonly reset: () => void;
}

export interface ParetaErrorBoundaryProps {
  /** What may fail while it renders. */
  children?: ReactNode | undefined;
  /** What stands in place of the children. Default: an `ErrorState` with Try again. */
  fallback?: ReactNode | ((caught: CaughtError) => ReactNode) | undefined;
  /** Called once for each error that is caught here. */
  onError?: ((error: unknown, info: ErrorInfo) => void) | undefined;
  /** Renders the children anew when one of these changes: the id of the page, for example. */
  resetKeys?: readonly unknown[] | undefined;
  /** Words of the default fallback. */
  labels?: SomeLabels<ErrorLabels> | undefined;
}

/**
 * Catches what its children throw while rendering and shows it as the kind of error that it is, with Try again. Reads that
 * failed are read again then; nothing that costs money is ever sent again by it.
 *
 * @example
 * ```tsx
 * import { paretaQueries, ParetaErrorBoundary, useParetaClient } from "@pareta/react";
 * import { useSuspenseQuery } from "@tanstack/react-query";
 * import { Suspense } from "react";
 *
 * function Models() {
 *   const { data } = useSuspenseQuery(paretaQueries(useParetaClient()).models.list());
 *   return <p>{`${data.length} models`}</p>;
 * }
 *
 * export const example = (
 *   <ParetaErrorBoundary>
 *     <Suspense fallback="Loading">
 *       <Models />
 *     </Suspense>
 *   </ParetaErrorBoundary>
 * );
 * ```
 */
export function ParetaErrorBoundary(props: ParetaErrorBoundaryProps): ReactNode {
  const { reset } = useQueryErrorResetBoundary();
  return <Boundary {...props} onReset={reset} />;
}

interface BoundaryProps extends ParetaErrorBoundaryProps {
  onReset: () => void;
}

type BoundaryState =
  { readonly status: "intact" | "recovered" } | { readonly status: "failed"; readonly error: unknown };

class Boundary extends Component<BoundaryProps, BoundaryState> {
  override state: BoundaryState = { status: "intact" };
  private readonly place = createRef<HTMLElement & HTMLDivElement>();

  static getDerivedStateFromError(error: unknown): BoundaryState {
    return { status: "failed", error };
  }

  override componentDidCatch(error: unknown, info: ErrorInfo): void {
    this.props.onError?.(error, info);
  }

  /** What has the focus before children and error take turns. */
  override getSnapshotBeforeUpdate(_: BoundaryProps, before: BoundaryState): Element | null {
    return before === this.state ? null : deepActiveElement();
  }

  override componentDidUpdate(before: BoundaryProps, _: BoundaryState, focused: Element | null): void {
    if (focused && !focused.isConnected) this.place.current?.focus();
    if (this.state.status === "failed" && haveChanged(before.resetKeys, this.props.resetKeys)) this.reset();
  }

  private readonly reset = (): void => {
    this.props.onReset();
    this.setState({ status: "recovered" });
  };

  override render(): ReactNode {
    const { children, fallback, labels } = this.props;
    const { state, reset } = this;
    if (state.status === "failed") {
      if (typeof fallback === "function") return fallback({ error: state.error, reset });
      if (fallback !== undefined) return fallback;
      return <Fallback ref={this.place} error={state.error} reset={reset} labels={labels} />;
    }
    return (
      <>
        {/* Where the focus goes when Try again went away with the error: what follows is one Tab further. */}
        {state.status === "recovered" && (
          <span ref={this.place} tabIndex={-1} className="pareta-visually-hidden" />
        )}
        {children}
      </>
    );
  }
}

interface FallbackProps extends CaughtError {
  ref: Ref<HTMLDivElement>;
  labels: SomeLabels<ErrorLabels> | undefined;
}

function Fallback({ ref, error, reset, labels }: FallbackProps) {
  const { tryAgain } = useLabels("errors", errorLabels, labels);
  return (
    <ErrorState
      ref={ref}
      tabIndex={-1}
      error={error}
      labels={labels}
      onRetry={reset}
      actions={canRetry(errorKind(error)) ? null : <Button onClick={reset}>{tryAgain}</Button>}
    />
  );
}

function haveChanged(before: readonly unknown[] = [], now: readonly unknown[] = []): boolean {
  return before.length !== now.length || before.some((key, index) => !Object.is(key, now[index]));
}
