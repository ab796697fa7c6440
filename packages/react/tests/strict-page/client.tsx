import { createMockPareta } from "@pareta/mock";
import "@pareta/react/styles.css";
import { Pareta } from "pareta";
import { hydrateRoot } from "react-dom/client";
import { EveryComponent } from "../../src/testing/every-component.tsx";

const client = new Pareta({ fetch: createMockPareta().fetch });
const root = document.getElementById("root");
if (root) {
  hydrateRoot(root, <EveryComponent client={client} />, {
    onRecoverableError: (error) => console.error(error),
  });
}
