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

export type Peer = (typeof peers)[number];

/** The libraries `pareta` is compared with. */
export const rivals: readonly Peer[] = ["ai-sdk", "ai-sdk-throttled", "tanstack-ai"];
