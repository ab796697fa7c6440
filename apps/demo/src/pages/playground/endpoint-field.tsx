import { ErrorState, ModelPicker, Skeleton, SkeletonGroup, StatusBadge } from "@pareta/react";
import type { UseQueryResult } from "@tanstack/react-query";
import type { Endpoint } from "pareta";
import { useId } from "react";

interface EndpointFieldProps {
  /** `null` where there is none to choose. */
  chosen: string | null;
  onChoose: (endpoint: string) => void;
  endpoint: UseQueryResult<Endpoint>;
  /** What went wrong is said for the whole page. */
  isQuiet: boolean;
}

/** Beside the picker stands how the endpoint does, so the picker need not say it again. */
const labels = {
  model: "Endpoint",
  empty: "No endpoints yet",
  loading: "Loading endpoints…",
  failed: "Couldn’t load the endpoints.",
  unavailable: (id: string) => id,
};

/** Which endpoint answers, and how it stands. */
export function EndpointField({ chosen, onChoose, endpoint, isQuiet }: EndpointFieldProps) {
  const id = useId();
  return (
    <div className="field">
      {isQuiet ? <p className="field-name">Endpoint</p> : <label htmlFor={id}>Endpoint</label>}
      {isQuiet ? (
        <p id={id} className="endpoint-model">
          {chosen ?? "–"} · status unknown
        </p>
      ) : (
        <ModelPicker id={id} value={chosen} onChange={onChoose} labels={labels} />
      )}
      {chosen === null || isQuiet ? null : <EndpointStatus chosen={chosen} endpoint={endpoint} />}
    </div>
  );
}

function EndpointStatus({ chosen, endpoint }: { chosen: string; endpoint: UseQueryResult<Endpoint> }) {
  if (endpoint.isPending) {
    return (
      <SkeletonGroup>
        <Skeleton width="medium" />
      </SkeletonGroup>
    );
  }
  if (endpoint.isError) {
    return (
      <ErrorState
        error={endpoint.error}
        subject={chosen}
        noun="endpoint"
        density="compact"
        headingLevel={2}
        onRetry={() => void endpoint.refetch()}
      />
    );
  }
  const { status, model } = endpoint.data;
  return (
    <p className="endpoint-status">
      <StatusBadge status={status} live />
      {model === null ? null : <span className="endpoint-model">{model}</span>}
    </p>
  );
}
