import { Pareta } from "pareta";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import { startMock } from "./demo-mock.ts";
import { readSettings } from "./demo-settings.ts";
import "@pareta/react/styles.css";
import "./styles/shell.css";
import "./styles/playground.css";

const container = document.getElementById("root");
if (!container) throw new Error("index.html has no #root to render into.");

const settings = readSettings(location.search);
const mock = await startMock(settings);
const client = new Pareta({ fetch: mock.fetch });

createRoot(container).render(
  <StrictMode>
    <App client={client} mock={mock} settings={settings} />
  </StrictMode>,
);
