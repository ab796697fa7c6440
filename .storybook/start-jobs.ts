const rows = [
  ["A whole chat, ready to stand in a page", "`Chat`", "chat-chat"],
  ["The same question to two or three models", "`CompareChat`", "chat-comparechat"],
  ["A chat of your own making", "`useChatStream`, `useChatMessage`", "hooks-chat-usechatstream"],
  ["A model's answer, formatted and safe", "`Markdown`", "chat-markdown"],
  ["Choosing a model or an endpoint", "`ModelPicker`", "chat-modelpicker"],
  ["Naming a model", "`ModelBadge`", "chat-modelbadge"],
  ["What failed, and what can be done", "`ErrorState`", "frame-errorstate"],
  ["Contain a failure to one panel", "`ParetaErrorBoundary`", "frame-paretaerrorboundary"],
  ["The browser is offline", "`OfflineBar`", "frame-offlinebar"],
  ["It is tried again in a moment", "`RetryCountdown`", "frame-retrycountdown"],
  ["Many rows, sorted and opened", "`DataTable`", "frame-datatable"],
  ["Nothing there yet", "`EmptyState`", "frame-emptystate"],
  ["The place of what is loading", "`Skeleton`", "frame-skeleton"],
  ["Where an endpoint or a run stands", "`StatusBadge`", "frame-statusbadge"],
  ["Money", "`Money`", "frame-money"],
  ["Shares", "`Percent`", "frame-percent"],
  ["Durations", "`Duration`", "frame-duration"],
  ["How long ago", "`RelativeTime`", "frame-relativetime"],
  ["A long name on one line", "`TruncatedText`", "frame-truncatedtext"],
  ["Copy with one click", "`CopyButton`", "frame-copybutton"],
  ["An id or an address to take away", "`CopyField`", "frame-copyfield"],
  ["The same call in several languages", "`CodeSnippet`", "frame-codesnippet"],
  ["Client, language and words for all of them", "`ParetaProvider`", "provider-paretaprovider"],
];

/** A table, since MDX has none of its own. */
export const jobs = [
  "| You want | Use | Page |",
  "| --- | --- | --- |",
  ...rows.map(([job, use, id]) => `| ${job} | ${use} | [States and props](?path=/docs/${id}--docs) |`),
].join("\n");
