import { chatLabels } from "./chat-labels.ts";
import { errorLabels } from "./error-labels.ts";
import { frameLabels } from "./frame-labels.ts";
import { markdownLabels } from "./markdown-labels.ts";
import { modelLabels } from "./model-labels.ts";
import type { ParetaLabels } from "./pareta-labels.ts";

/** Every label in English (US), to read and to copy from. A translation of some is a `PartialLabels`. */
export const englishLabels: ParetaLabels = {
  frame: frameLabels,
  errors: errorLabels,
  chat: chatLabels,
  models: modelLabels,
  markdown: markdownLabels,
};
