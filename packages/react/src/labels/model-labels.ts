/** Words around models. */
export interface ModelLabels {
  readonly model: string;
  readonly open: string;
  readonly frontier: string;
  readonly recommended: string;
  readonly openModels: string;
  readonly frontierModels: string;
  readonly otherModels: string;
  readonly loading: string;
  readonly choose: string;
  readonly empty: string;
  readonly failed: string;
  readonly reload: string;
  /** The chosen id is not in the list. */
  readonly unavailable: (id: string) => string;
}

export const modelLabels: ModelLabels = {
  model: "Model",
  open: "Open",
  frontier: "Frontier",
  recommended: "Recommended",
  openModels: "Open models",
  frontierModels: "Frontier models",
  otherModels: "Other models",
  loading: "Loading models…",
  choose: "Choose a model",
  empty: "No models yet",
  failed: "Couldn’t load the models.",
  reload: "Try again",
  unavailable: (id) => `${id} (unavailable)`,
};
