/** A chat request that has been checked; what was not sent has its default. */
export interface ChatRequest {
  model: string;
  messages: readonly ChatMessage[];
  /** The newest user text; the newest text at all when there is no user. */
  text: string;
  /** The newest picture's address, or null: its text is invented, the same for the same picture. */
  picture: string | null;
  stream: boolean;
  includeUsage: boolean;
  n: number;
  maxTokens: number | null;
  stop: readonly string[];
  wantsJson: boolean;
  /** The JSON schema that the answer has to follow, or null. */
  schema: Readonly<Record<string, unknown>> | null;
  tools: readonly { name: string; parameters: Record<string, unknown> }[];
  /** "auto", "none", "required" or a tool's name. */
  toolChoice: string;
}

export interface ChatMessage {
  role: string;
  /** "" for null and for a message without content. */
  content: string | readonly ContentBlock[];
}

export type ContentBlock =
  { type: "text"; text: string } | { type: "image"; url: string } | { type: "other" };
