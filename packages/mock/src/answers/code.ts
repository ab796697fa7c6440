import { topicOf } from "./prose.ts";

/** A query over orders: what to measure, per what, since when and how many, as far as the question says. */
export function query(question: string): string {
  const count = /how many|\bcount\b|number of/i.test(question);
  const measure = count
    ? ["COUNT(*)", "orders"]
    : /average|mean/i.test(question)
      ? ["AVG(total)", "average_total"]
      : ["SUM(total)", "revenue"];
  const [expression, name] = measure;
  const group = /\b(?:per|by|for each) (\w+)/i.exec(question)?.[1]?.toLowerCase() ?? "customer";
  const column = group === "month" ? "DATE_TRUNC('month', created_at)" : `${group}_id`;
  const since = /\d{4}-\d{2}-\d{2}/.exec(question)?.[0];
  const least = /at least (\d+)/i.exec(question)?.[1];
  const top = /\btop (\d+)/i.exec(question)?.[1];
  const lines = [
    `SELECT ${column} AS ${group}, ${expression} AS ${name}`,
    "FROM orders",
    ...(since === undefined ? [] : [`WHERE created_at >= DATE '${since}'`]),
    "GROUP BY 1",
    ...(least === undefined ? [] : [`HAVING ${expression} >= ${least}`]),
    `ORDER BY ${group === "month" ? "1" : "2 DESC"}`,
    ...(top === undefined ? [] : [`LIMIT ${top}`]),
  ];
  return `\`\`\`sql\n${lines.join("\n")};\n\`\`\``;
}

/** A small function that is named for the question. */
export function program(question: string): string {
  const topic = topicOf(question).replace(/^an? (\w+ )?function (that|to) /i, "");
  const words = topic.toLowerCase().match(/[a-z]+/g) ?? [];
  const [first = "unique", ...rest] = words.slice(0, 2);
  const name = first + rest.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
  const body = /group/i.test(question)
    ? `export function ${name}<T>(rows: readonly T[], keyOf: (row: T) => string, most = 3): T[][] {
  const groups = Object.values(Object.groupBy(rows, keyOf)).map((group) => group ?? []);
  return groups.toSorted((one, other) => other.length - one.length).slice(0, most);
}`
    : `export function ${name}(rows: readonly string[]): string[] {
  return [...new Set(rows)];
}`;
  const note = /group/i.test(question)
    ? "It keeps the order of the rows within each group."
    : "It keeps the first of each value and the order they came in.";
  return `\`\`\`ts\n/** ${topic.charAt(0).toUpperCase() + topic.slice(1)}. */\n${body}\n\`\`\`\n\n${note}`;
}
