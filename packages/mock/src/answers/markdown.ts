/** A table in markdown, its head first. */
export function tableOf([head, ...rows]: readonly [readonly string[], ...(readonly string[])[]]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
