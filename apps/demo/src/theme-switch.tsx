import { useState } from "react";
import { applyTheme, currentTheme, type Theme, themes } from "./theme.ts";

const looks: Readonly<Record<Theme, { name: string; path: string }>> = {
  system: { name: "Like the system", path: "M2.75 3.25h10.5v7H2.75zM6 13h4M8 10.25V13" },
  light: {
    name: "Light",
    path: "M8 5.25a2.75 2.75 0 1 1 0 5.5 2.75 2.75 0 0 1 0-5.5zM8 1.5v1.25m0 10.5v1.25M1.5 8h1.25m10.5 0h1.25M3.4 3.4l.9.9m7.4 7.4.9.9m0-9.2-.9.9m-7.4 7.4-.9.9",
  },
  dark: { name: "Dark", path: "M13.25 9.75A5.5 5.5 0 0 1 6.25 2.75a5.5 5.5 0 1 0 7 7z" },
};

export function ThemeSwitch() {
  const [theme, setTheme] = useState(currentTheme);

  function choose(next: Theme) {
    applyTheme(next);
    setTheme(next);
  }

  return (
    <fieldset className="theme-switch">
      <legend className="pareta-visually-hidden">Theme</legend>
      {themes.map((choice) => (
        <label key={choice} className="theme-choice" title={looks[choice].name}>
          <input
            type="radio"
            name="theme"
            className="theme-radio"
            aria-label={looks[choice].name}
            checked={choice === theme}
            onChange={() => choose(choice)}
          />
          <svg className="theme-icon" viewBox="0 0 16 16" aria-hidden="true">
            <path d={looks[choice].path} />
          </svg>
        </label>
      ))}
    </fieldset>
  );
}
