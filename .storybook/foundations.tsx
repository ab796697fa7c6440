import type { CSSProperties, ReactNode } from "react";
import tokensSheet from "../packages/react/src/styles/tokens.css?raw";
import { contrast, readColourTokens } from "../packages/react/src/testing/contrast.ts";
import "./foundations.css";

const colours = readColourTokens(tokensSheet);
const themes = ["light", "dark"] as const;
const grounds = ["surface", "bg", "surface-2"] as const;

interface Group {
  readonly names: readonly string[];
  /** What it is for. */
  readonly use: string;
  /** Measured against these instead of the three grounds. */
  readonly on?: readonly string[];
}

const groups: readonly Group[] = [
  { names: ["bg", "surface", "surface-2"], use: "Page, card, inset", on: [] },
  { names: ["text", "text-2", "text-3"], use: "Text; the third is the palest allowed" },
  { names: ["border", "grid"], use: "Decoration, never the only boundary", on: ["surface"] },
  { names: ["border-strong", "whisker"], use: "Inputs and axes; intervals" },
  { names: ["accent"], use: "Links, selection, the focus ring" },
  { names: ["on-accent"], use: "Text on the one primary button", on: ["accent"] },
  { names: ["better", "worse"], use: "Verdicts, with a word beside them", on: ["surface"] },
  {
    names: ["series-1", "series-2", "series-3", "series-4", "series-5", "series-6"],
    use: "Marks of a chart, each with a shape of its own",
    on: ["surface", "bg"],
  },
  { names: ["p50", "p95", "p99"], use: "Latency percentiles, each with a dash of its own", on: ["surface"] },
];

const statuses = [
  { name: "ok", word: "Live" },
  { name: "warn", word: "Slow, no credit" },
  { name: "bad", word: "Failed" },
  { name: "cold", word: "Asleep, starting" },
  { name: "accent", word: "Selected, tied" },
];

/** Every colour with its two values, and how far each stands out from what it is drawn on. */
export function Colors(): ReactNode {
  return (
    <div className="foundations sb-unstyled">
      {themes.map((theme) => (
        <table key={theme} data-pareta-theme={theme}>
          <caption data-pareta-theme="light">{theme === "light" ? "Light" : "Dark"}</caption>
          <thead>
            <tr>
              <th>Token</th>
              <th>Value</th>
              <th>Contrast</th>
              <th>Use</th>
            </tr>
          </thead>
          <tbody>
            {groups.flatMap(({ names, use, on = grounds }) =>
              names.map((name, index) => (
                <tr key={name}>
                  <th scope="row">
                    <Swatch name={name} />
                    --pareta-{name}
                  </th>
                  <td>{colours.get(name)?.[theme]}</td>
                  <td>{on.map((ground) => `${figure(name, ground, theme)} on ${ground}`).join(", ")}</td>
                  <td>{index === 0 ? use : null}</td>
                </tr>
              )),
            )}
          </tbody>
        </table>
      ))}
    </div>
  );
}

/** A status is an icon, a word and a colour; the colour alone says nothing. */
export function Statuses(): ReactNode {
  return (
    <div className="foundations sb-unstyled">
      {themes.map((theme) => (
        <ul key={theme} data-pareta-theme={theme} className="foundations-statuses">
          {statuses.map(({ name, word }) => (
            <li
              key={name}
              style={{ color: `var(--pareta-${name})`, background: `var(--pareta-${name}-soft)` }}
            >
              {word}
              <small>{figure(name, `${name}-soft`, theme)}:1</small>
            </li>
          ))}
        </ul>
      ))}
    </div>
  );
}

const types = [
  ["figure", "28/32, 600", "$12.40"],
  ["page-title", "20/28, 600", "Contract extraction"],
  ["card-title", "16/24, 600", "Recommended"],
  ["body", "14/20", "The endpoint sleeps when idle."],
  ["secondary", "13/20", "Last checked 4 s ago"],
  ["caption", "12/16", "Axis starts at 70%"],
  ["code", "13/20, mono", "ep_general_chat_01"],
];

export function TypeScale(): ReactNode {
  return (
    <Samples
      rows={types.map(([name, figures, sample]) => ({
        name: `--pareta-type-${name}`,
        figures,
        sample: <span style={{ font: `var(--pareta-type-${name})` }}>{sample}</span>,
      }))}
    />
  );
}

const spaces = [4, 8, 12, 16, 24, 32, 48];

export function Spacing(): ReactNode {
  return (
    <Samples
      rows={spaces.map((pixels, index) => ({
        name: `--pareta-space-${index + 1}`,
        figures: `${pixels} px`,
        sample: <i className="foundations-bar" style={{ inlineSize: `var(--pareta-space-${index + 1})` }} />,
      }))}
    />
  );
}

export function Density(): ReactNode {
  const densities = ["comfortable", "compact"] as const;
  return (
    <Samples
      rows={densities.map((density) => ({
        name: density,
        figures: density === "compact" ? "row 32 px, control 28 px" : "row 40 px, control 32 px",
        sample: (
          <div data-pareta-density={density} className="foundations-rows">
            <div>contract-kie-1</div>
            <div>sentiment-2</div>
          </div>
        ),
      }))}
    />
  );
}

function figure(name: string, ground: string, theme: "light" | "dark"): string {
  const [colour, behind] = [colours.get(name)?.[theme], colours.get(ground)?.[theme]];
  if (colour === undefined || behind === undefined)
    throw new Error(`There is no colour ${name} or ${ground}.`);
  return contrast(colour, behind).toFixed(2);
}

function Swatch({ name }: { name: string }): ReactNode {
  return <i className="foundations-swatch" style={{ background: `var(--pareta-${name})` }} />;
}

interface Sample {
  readonly name: string;
  readonly figures: ReactNode;
  readonly sample: ReactNode;
}

function Samples({ rows }: { rows: readonly Sample[] }): ReactNode {
  const style: CSSProperties = { colorScheme: "light" };
  return (
    <div className="foundations sb-unstyled" style={style}>
      <table>
        <tbody>
          {rows.map(({ name, figures, sample }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{figures}</td>
              <td>{sample}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
