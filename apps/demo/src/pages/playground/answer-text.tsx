import type { ChatTextProps } from "@pareta/react";
import { type ComponentType, lazy, Suspense } from "react";

/** Asked for with the page, so that it is seldom waited for. Without it answers stay plain: that is no failure. */
const markdown: Promise<ComponentType<ChatTextProps>> = import("@pareta/react/markdown").then(
  ({ Markdown }) => Markdown,
  () => PlainAnswer,
);

const Formatted = lazy(async () => ({ default: await markdown }));

/** An answer's text: as it is until Markdown has come. One component from the start, for another would mount anew. */
export function AnswerText(props: ChatTextProps) {
  return (
    <Suspense fallback={<PlainAnswer {...props} />}>
      <Formatted {...props} />
    </Suspense>
  );
}

function PlainAnswer({ text }: ChatTextProps) {
  return (
    <div className="plain-answer" dir="auto">
      {text}
    </div>
  );
}
