import { memo, type ReactNode } from "react";
import { LiveText } from "../ui/live-text.tsx";
import { CodeView } from "./code-view.tsx";
import { HeadingView } from "./heading-view.tsx";
import { inlineContent } from "./inline-view.tsx";
import { KeyedRuns } from "./keyed-runs.tsx";
import type { Block, ListBlock, ListItem } from "./markdown-tree.ts";
import { TableView } from "./table-view.tsx";
import { TaskMark } from "./task-mark.tsx";

/** The blocks of an answer. */
export function BlockRuns({ blocks }: { readonly blocks: readonly Block[] }): ReactNode {
  return <KeyedRuns rows={blocks} shared={false} render={renderBlock} runClassName="pareta-markdown-run" />;
}

const renderBlock = (block: Block, isNested: boolean) => (
  <BlockView key={block.start} block={block} isNested={isNested} />
);

interface BlockViewProps {
  readonly block: Block;
  /** The block around it says in which direction it reads: that of its own first words would hide them from it. */
  readonly isNested: boolean;
}

const BlockView = memo(function BlockView({ block, isNested }: BlockViewProps): ReactNode {
  const dir = isNested ? undefined : "auto";
  switch (block.type) {
    case "paragraph":
      return (
        <p dir={dir} data-continued={block.isContinued || undefined}>
          {inlineContent(block)}
        </p>
      );
    case "heading":
      return <HeadingView block={block} dir={dir} />;
    case "code":
      return <CodeView {...block} />;
    case "math":
      return (
        <p dir="ltr" className="pareta-markdown-math" data-slot="markdown-math">
          <LiveText text={block.text} />
        </p>
      );
    case "rule":
      return <hr />;
    case "quote":
      return <blockquote dir={dir}>{block.children.map((child) => renderBlock(child, true))}</blockquote>;
    case "list":
      return <ListView list={block} dir={dir} />;
    default:
      return <TableView {...block} />;
  }
});

function ListView({ list, dir }: { readonly list: ListBlock; readonly dir: "auto" | undefined }): ReactNode {
  const items = <KeyedRuns rows={list.items} shared={list.isLoose} render={renderItem} />;
  if (list.first === null) return <ul dir={dir}>{items}</ul>;
  return (
    <ol dir={dir} start={list.first === 1 ? undefined : list.first}>
      {items}
    </ol>
  );
}

const renderItem = (item: ListItem, isLoose: boolean) => (
  <ItemView key={item.start} item={item} isLoose={isLoose} />
);

interface ItemViewProps {
  readonly item: ListItem;
  readonly isLoose: boolean;
}

const ItemView = memo(function ItemView({ item: { task, children }, isLoose }: ItemViewProps): ReactNode {
  return (
    <li className={task === null ? undefined : "pareta-markdown-task"}>
      {task === null ? null : <TaskMark task={task} />}
      {children.map((child) =>
        child.type === "paragraph" && !isLoose ? (
          <TightText key={child.start} block={child} />
        ) : (
          renderBlock(child, true)
        ),
      )}
    </li>
  );
});

const TightText = memo(function TightText({
  block,
}: {
  readonly block: Extract<Block, { type: "paragraph" }>;
}) {
  return inlineContent(block);
});
