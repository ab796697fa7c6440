import { useEffect } from "react";
import { createRoot } from "react-dom/client";
import { ParetaProvider, useCreateEvalSet } from "../../packages/react/src/index.ts";
import { Pareta } from "../../packages/sdk/src/index.ts";

import type { Report } from "./report.ts";

const query = new URLSearchParams(location.search);
const input = "x".repeat(Number(query.get("bytes")) - 60);
const items = Array.from({ length: Number(query.get("rows")) }, (_, index) => ({
  input: `${index} ${input}`,
  expected: { amount: String(index) },
}));

const client = new Pareta({ baseURL: query.get("api") ?? "", timeout: 0 });

/** Asks for its turn all the time, and remembers the longest wait. */
function probe() {
  const { port1, port2 } = new MessageChannel();
  let [longestWait, turns, last] = [0, 0, performance.now()];
  port1.addEventListener("message", () => {
    const now = performance.now();
    longestWait = Math.max(longestWait, now - last);
    last = now;
    turns++;
    port2.postMessage(null);
  });
  port1.start();
  port2.postMessage(null);
  return () => {
    port1.close();
    return { longestWait, turns };
  };
}

async function measure(send: () => Promise<unknown>): Promise<Report> {
  let longTasks = 0;
  const observer = new PerformanceObserver((list) => {
    longTasks += list.getEntries().length;
  });
  observer.observe({ type: "longtask" });
  const stop = probe();
  const start = performance.now();
  await send();
  const milliseconds = performance.now() - start;
  const { longestWait, turns } = stop();
  longTasks += observer.takeRecords().length;
  return { milliseconds, longestWait, longTasks, turns };
}

function Page() {
  const { mutateAsync } = useCreateEvalSet();
  useEffect(() => {
    window.rowsBench = {
      idle: () => measure(() => new Promise((resolve) => setTimeout(resolve, 2000))),
      create: () => measure(() => mutateAsync({ task: "contract-key-fields", items })),
    };
  }, [mutateAsync]);
  return null;
}

createRoot(document.body).render(
  <ParetaProvider client={client}>
    <Page />
  </ParetaProvider>,
);
