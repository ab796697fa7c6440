import { bodyObject, stringField } from "../exchange.ts";
import type { Exchange } from "../exchange.ts";
import { invalid } from "../refusal.ts";

/** A chat request that has been checked; what was not sent has its default. */
export interface ChatRequest {
  model: string;
  messages: readonly { role: string; content: unknown }[];
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
  tools: readonly { name: string; parameters: Record<string, unknown> }[];
  /** "auto", "none", "required" or a tool's name. */
  toolChoice: string;
}

/** 422 with the field's location for everything a server of this kind refuses (contract 3.2). */
export function chatRequest(exchange: Exchange): ChatRequest {
  const body = bodyObject(exchange);
  const model = stringField(body, "model");
  const messages = messagesOf(body["messages"]);
  const stream = body["stream"] ?? false;
  if (typeof stream !== "boolean")
    throw invalid(["body", "stream"], "Input should be a valid boolean", "bool_type");
  numberField(body, "temperature", 0, 2);
  numberField(body, "top_p", 0, 1);
  return {
    model,
    messages,
    text: newestText(messages),
    picture: newestPicture(messages),
    stream,
    includeUsage: record(body["stream_options"])["include_usage"] === true,
    n: numberField(body, "n", 1, 8) ?? 1,
    maxTokens: numberField(body, "max_tokens", 1, 1e6) ?? numberField(body, "max_completion_tokens", 1, 1e6),
    stop: [body["stop"]].flat().filter((stop): stop is string => typeof stop === "string" && stop !== ""),
    wantsJson: ["json_object", "json_schema"].some(
      (type) => record(body["response_format"])["type"] === type,
    ),
    tools: toolsOf(body["tools"]),
    toolChoice: toolChoiceOf(body["tool_choice"]),
  };
}

export function record(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

function messagesOf(value: unknown): ChatRequest["messages"] {
  if (value === undefined) throw invalid(["body", "messages"], "Field required", "missing");
  if (!Array.isArray(value)) throw invalid(["body", "messages"], "Input should be a valid list", "list_type");
  if (value.length === 0) {
    throw invalid(
      ["body", "messages"],
      "List should have at least 1 item after validation, not 0",
      "too_short",
    );
  }
  return value.map((message: unknown, index) => {
    const { role, content } = record(message);
    if (typeof role !== "string")
      throw invalid(["body", "messages", index, "role"], "Field required", "missing");
    const readable =
      content === undefined || content === null || typeof content === "string" || Array.isArray(content);
    if (!readable) {
      throw invalid(
        ["body", "messages", index, "content"],
        "Input should be a string or a list",
        "string_type",
      );
    }
    return { role, content };
  });
}

function numberField(
  body: Record<string, unknown>,
  name: string,
  least: number,
  most: number,
): number | null {
  const value = body[name];
  if (value === undefined || value === null) return null;
  if (typeof value !== "number" || value < least || value > most) {
    throw invalid(["body", name], `Input should be a number from ${least} to ${most}`, "out_of_range");
  }
  return value;
}

function newestText(messages: ChatRequest["messages"]): string {
  const newest = messages.findLast((message) => message.role === "user") ?? messages.at(-1);
  const content = newest?.content;
  if (typeof content === "string") return content;
  if (!Array.isArray(content)) return "";
  const texts = content.map((block) => record(block)["text"]).filter((text) => typeof text === "string");
  return texts.join("\n");
}

function newestPicture(messages: ChatRequest["messages"]): string | null {
  const blocks = messages.flatMap(({ content }) => (Array.isArray(content) ? content : []));
  const urls = blocks.map((block: unknown) => record(record(block)["image_url"])["url"]);
  return urls.findLast((url) => typeof url === "string") ?? null;
}

function toolsOf(value: unknown): ChatRequest["tools"] {
  if (!Array.isArray(value)) return [];
  return value.map((tool: unknown, index) => {
    const { name, parameters } = record(record(tool)["function"]);
    if (typeof name !== "string")
      throw invalid(["body", "tools", index, "function", "name"], "Field required", "missing");
    return { name, parameters: { type: "object", ...record(parameters) } };
  });
}

function toolChoiceOf(value: unknown): string {
  if (typeof value === "string") return value;
  const { name } = record(record(value)["function"]);
  return typeof name === "string" ? name : "auto";
}
