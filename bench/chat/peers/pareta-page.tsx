import { type ComponentType, useState } from "react";
import { ParetaProvider } from "../../../packages/react/src/index.ts";
import { Pareta } from "../../../packages/sdk/src/index.ts";
import { startPage, type ThreadProps } from "../page.tsx";
import { completions } from "../wire.ts";

/** A page of ours: the thread under a provider whose client speaks to the page's server. */
export function startParetaPage(Thread: ComponentType<ThreadProps>): void {
  function App(props: ThreadProps) {
    const [client] = useState(() => new Pareta({ baseURL: "/api", fetch: props.fetch }));
    return (
      <ParetaProvider client={client}>
        <Thread {...props} />
      </ParetaProvider>
    );
  }
  startPage(App, completions);
}
