import type { ChatMessage, ChatRequest, ContentBlock } from "../answers/chat-request.ts";
import { jsonFields } from "../body-fields.ts";
import type { BodyFields } from "../body-fields.ts";
import type { Exchange } from "../exchange.ts";

/** 422 with the field's location for everything a server of this kind refuses (contract 3.2). */
export function chatRequest(exchange: Exchange): ChatRequest {
  const body = jsonFields(exchange);
  const messages = body.list("messages", (item) => messageOf(item.fields()), { least: 1 });
  const checked = {
    model: body.text("model"),
    stream: body.flag("stream"),
    includeUsage: body.nested("stream_options")?.flag("include_usage") ?? false,
    n: body.number("n", { least: 1, most: 8, whole: true }) ?? 1,
    maxTokens: limitOf(body),
    stop: stopsOf(body),
    ...responseFormatOf(body),
    tools: body.list("tools", (item) => toolOf(item.fields())),
    toolChoice: toolChoiceOf(body),
  };
  body.number("temperature", { least: 0, most: 2 });
  body.number("top_p", { least: 0, most: 1 });
  body.number("presence_penalty", { least: -2, most: 2 });
  body.number("frequency_penalty", { least: -2, most: 2 });
  body.number("seed", { whole: true });
  body.optionalText("user");
  body.done();
  return { ...checked, messages, text: newestText(messages), picture: newestPicture(messages) };
}

function messageOf(fields: BodyFields): ChatMessage {
  const role = fields.text("role");
  const content = fields.raw("content") ?? "";
  if (typeof content === "string") return { role, content };
  return { role, content: fields.list("content", (item) => blockOf(item.fields())) };
}

function blockOf(fields: BodyFields): ContentBlock {
  const type = fields.text("type");
  if (type === "text") return { type, text: fields.text("text") };
  if (type === "image_url") return { type: "image", url: fields.required("image_url").text("url") };
  return { type: "other" };
}

function limitOf(body: BodyFields): number | null {
  const range = { least: 1, most: 1e6, whole: true } as const;
  const limit = body.number("max_tokens", range);
  return body.number("max_completion_tokens", range) ?? limit;
}

function stopsOf(body: BodyFields): string[] {
  const stop = body.raw("stop");
  if (typeof stop === "string") return stop === "" ? [] : [stop];
  return body.list("stop", (item) => item.text()).filter(Boolean);
}

function responseFormatOf(body: BodyFields): Pick<ChatRequest, "wantsJson" | "schema"> {
  const format = body.nested("response_format");
  const type = format?.word("type", ["text", "json_object", "json_schema"]) ?? "text";
  if (!format || type !== "json_schema") return { wantsJson: type !== "text", schema: null };
  const named = format.required("json_schema");
  named.text("name");
  named.nested("schema");
  const schema = named.raw("schema") ?? null;
  return { wantsJson: true, schema: schema === null ? null : { ...schema } };
}

function toolOf(fields: BodyFields): ChatRequest["tools"][number] {
  const called = fields.required("function");
  const parameters = called.raw("parameters");
  called.nested("parameters");
  const schema = typeof parameters === "object" && parameters !== null ? { ...parameters } : {};
  return { name: called.text("name"), parameters: { type: "object", ...schema } };
}

function toolChoiceOf(body: BodyFields): string {
  if (!body.has("tool_choice")) return "auto";
  if (typeof body.raw("tool_choice") === "string") {
    return body.word("tool_choice", ["auto", "none", "required"]) ?? "auto";
  }
  return body.required("tool_choice").required("function").text("name");
}

function newestText(messages: readonly ChatMessage[]): string {
  const newest = messages.findLast((message) => message.role === "user") ?? messages.at(-1);
  const content = newest?.content ?? "";
  if (typeof content === "string") return content;
  return content.flatMap((block) => (block.type === "text" ? [block.text] : [])).join("\n");
}

function newestPicture(messages: readonly ChatMessage[]): string | null {
  const blocks = messages.flatMap(({ content }) => (typeof content === "string" ? [] : content));
  return blocks.flatMap((block) => (block.type === "image" ? [block.url] : [])).at(-1) ?? null;
}
