"use client";

import { createContext } from "react";
import { LinkDefinitions } from "./link-definitions.ts";
import { type MarkdownLabels, markdownLabels } from "../labels/markdown-labels.ts";

export interface MarkdownSettings {
  readonly labels: MarkdownLabels;
  /** Level of the topmost heading of an answer. */
  readonly headingLevel: number;
}

export const MarkdownSettingsContext = createContext<MarkdownSettings>({
  labels: markdownLabels,
  headingLevel: 3,
});

/** Apart from the settings: it changes while an answer streams, and only references read it. */
export const LinkDefinitionsContext = createContext(new LinkDefinitions());
