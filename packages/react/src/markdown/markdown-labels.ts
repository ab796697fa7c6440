/** Every word of ours around an answer. `{host}` and `{language}` are filled in. */
export interface MarkdownLabels {
  /** Default `"Copy"`. */
  readonly copy: string;
  /** Default `"Copied"`. */
  readonly copied: string;
  /** Default `"Copy failed"`. */
  readonly copyFailed: string;
  /** Above code that does not say its language. Default `"Code"`. */
  readonly code: string;
  /** Name of the region that scrolls, for screen readers. Default `"{language} code"`. */
  readonly codeRegion: string;
  /** Name of the region that scrolls, for screen readers. Default `"Table"`. */
  readonly table: string;
  /** Default `"Load image from {host}"`. */
  readonly loadImage: string;
  /** Default `"The image from {host} could not be loaded"`. */
  readonly imageFailed: string;
  /** What an image without a description is called. Default `"Image from {host}"`. */
  readonly image: string;
  /** A ticked item of a task list. Default `"Done"`. */
  readonly taskDone: string;
  /** One that is not ticked. Default `"To do"`. */
  readonly taskOpen: string;
}

export const defaultLabels: MarkdownLabels = {
  copy: "Copy",
  copied: "Copied",
  copyFailed: "Copy failed",
  code: "Code",
  codeRegion: "{language} code",
  table: "Table",
  loadImage: "Load image from {host}",
  imageFailed: "The image from {host} could not be loaded",
  image: "Image from {host}",
  taskDone: "Done",
  taskOpen: "To do",
};

/** A label with its gap filled. */
export function fillLabel(label: string, gap: "host" | "language", value: string): string {
  return label.replace(`{${gap}}`, () => value);
}
