import { memo, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { question, Row, type ThreadProps, useReady } from "../page.tsx";

const History = memo(function History({ history }: Pick<ThreadProps, "history">) {
  return history.map(({ text }, index) => <Row key={index} index={index} text={text} />);
});

/** A thread whose answer is written into one text node, past React. */
export function PlainThread({
  history,
  fetch,
  onReady,
  write,
}: ThreadProps & { write: (response: Response, text: Text) => Promise<void> }) {
  const [isAsked, setIsAsked] = useState(false);
  const answer = useRef<HTMLParagraphElement>(null);
  useReady(onReady, async () => {
    flushSync(() => setIsAsked(true));
    const text = document.createTextNode("");
    answer.current?.append(text);
    await write(await fetch(), text);
  });
  return (
    <>
      <History history={history} />
      {isAsked ? <Row index={history.length} text={question} /> : null}
      {isAsked ? <p className="row" ref={answer} /> : null}
    </>
  );
}
