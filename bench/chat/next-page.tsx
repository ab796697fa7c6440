import { memo } from "react";

const partMilliseconds = 10;
const parts = 100;

function spend(milliseconds: number): void {
  const start = performance.now();
  while (performance.now() - start < milliseconds);
}

function Part() {
  spend(partMilliseconds);
  return <i />;
}

/** A page that takes about a second to render, in parts that React can pause between. */
export const NextPage = memo(function NextPage() {
  return (
    <div id="next-page">
      {Array.from({ length: parts }, (_, index) => (
        <Part key={index} />
      ))}
    </div>
  );
});
