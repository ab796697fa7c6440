import { type DemoScenario, isScenario, scenarios } from "./demo-settings.ts";
import { ThemeSwitch } from "./theme-switch.tsx";

interface TopBarProps {
  scenario: DemoScenario;
  onScenarioChange: (scenario: DemoScenario) => void;
}

export function TopBar({ scenario, onScenarioChange }: TopBarProps) {
  return (
    <header className="top-bar">
      <p className="brand">
        <img className="brand-mark" src="/icon.svg" alt="" width="24" height="24" />
        <span className="brand-name">Pareta</span>
        <span className="brand-page">Playground</span>
      </p>
      <div className="top-bar-tools">
        <span className="chip">Demo data</span>
        <label className="scenario pareta-select-frame">
          <span className="pareta-visually-hidden">Scenario</span>
          <select
            className="pareta-select"
            value={scenario}
            onChange={({ target }) => {
              if (isScenario(target.value)) onScenarioChange(target.value);
            }}
          >
            {Object.entries(scenarios).map(([name, title]) => (
              <option key={name} value={name}>
                {title}
              </option>
            ))}
          </select>
        </label>
        <ThemeSwitch />
      </div>
    </header>
  );
}
