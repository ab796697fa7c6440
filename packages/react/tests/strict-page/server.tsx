import { createMockPareta } from "@pareta/mock";
import { Pareta } from "pareta";
import { renderToString } from "react-dom/server";
import { EveryComponent } from "../../src/testing/every-component.tsx";

export { everyComponent } from "../../src/testing/every-component.tsx";

/** The page as a server sends it; what it asked for meanwhile. */
export function renderPage(): { html: string; requests: number } {
  const mock = createMockPareta();
  const html = renderToString(<EveryComponent client={new Pareta({ fetch: mock.fetch })} />);
  return { html, requests: mock.requests.length };
}
