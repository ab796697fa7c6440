/** A page each, in the order of the tables. */
export const peers = [
  "delivery",
  "sdk-delivery",
  "hand-tuned",
  "pareta",
  "ai-sdk",
  "ai-sdk-throttled",
  "tanstack-ai",
] as const;

/** The same with formatted rows; what delivery costs and a page of plain text stand beside them. */
export const markdownPeers = [
  "delivery",
  "hand-tuned",
  "pareta-markdown",
  "streamdown",
  "react-markdown",
] as const;

export type Peer = (typeof peers)[number] | (typeof markdownPeers)[number];

/** The libraries `pareta` is compared with. */
export const rivals: readonly Peer[] = ["ai-sdk", "ai-sdk-throttled", "tanstack-ai"];
