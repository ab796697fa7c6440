import type { Pareta } from "pareta";
import type { ReactElement, ReactNode } from "react";
import { ParetaProvider } from "../provider/pareta-provider.tsx";
import { Button } from "../ui/button.tsx";
import { ExampleChat } from "./example-chat.tsx";

/** One component as a page has it, with all that a strict page could object to in it. */
export interface Sample {
  readonly name: string;
  readonly element: ReactElement;
  /** Buttons to press once the page is alive, in this order, by their names. */
  readonly press?: readonly string[];
  /** A selector, within the sample, of what is there when all that has happened. */
  readonly shows?: string;
}

/** Every component, one line each: tests render them on a server, hydrate them and look for what a host forbids. */
export const everyComponent: readonly Sample[] = [
  { name: "Button", element: <Button variant="primary">Deploy</Button>, press: ["Deploy"] },
  {
    name: "Chat on hooks",
    element: (
      <ExampleChat model="ep_general_chat_01" whenBusy="reject" waitForLive draft="Explain unit tests" />
    ),
    press: ["Send"],
    shows: '[data-role="assistant"][data-state="complete"]',
  },
];

/** A page of them all. */
export function EveryComponent({ client }: { client: Pareta }): ReactNode {
  return (
    <ParetaProvider client={client}>
      <main data-pareta-theme="light">
        {everyComponent.map(({ name, element }) => (
          <section key={name} data-sample={name} aria-label={name}>
            {element}
          </section>
        ))}
      </main>
    </ParetaProvider>
  );
}
