/** Words around a formatted answer. */
export interface MarkdownLabels {
  /** Names code that says no language. */
  readonly code: string;
  /** Names a code block's scroll region. */
  readonly codeRegion: (language: string) => string;
  /** Names a table's scroll region. */
  readonly table: string;
  readonly loadImage: (host: string) => string;
  readonly imageFailed: (host: string) => string;
  /** What an image without a description is called. */
  readonly image: (host: string) => string;
  /** A ticked item of a task list. */
  readonly taskDone: string;
  /** One that is not ticked. */
  readonly taskOpen: string;
}

export const markdownLabels: MarkdownLabels = {
  code: "Code",
  codeRegion: (language) => `${language} code`,
  table: "Table",
  loadImage: (host) => `Load image from ${host}`,
  imageFailed: (host) => `Couldn’t load the image from ${host}`,
  image: (host) => `Image from ${host}`,
  taskDone: "Done",
  taskOpen: "Not done",
};
