import type { ChatLabels } from "./chat-labels.ts";
import type { ErrorLabels } from "./error-labels.ts";
import type { FrameLabels } from "./frame-labels.ts";
import type { MarkdownLabels } from "./markdown-labels.ts";
import type { ModelLabels } from "./model-labels.ts";
import type { SomeLabels } from "./some-labels.ts";

/** Every visible and spoken string of the kit, by family. */
export interface ParetaLabels {
  readonly frame: FrameLabels;
  readonly errors: ErrorLabels;
  readonly chat: ChatLabels;
  readonly models: ModelLabels;
  readonly markdown: MarkdownLabels;
}

/** What an app says in its own words; the rest stays English. Keep the object itself stable. */
export type PartialLabels = {
  readonly [Family in keyof ParetaLabels]?: SomeLabels<ParetaLabels[Family]> | undefined;
};
