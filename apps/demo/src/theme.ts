export const themes = ["system", "light", "dark"] as const;

export type Theme = (typeof themes)[number];

/** `public/theme.js` reads it before the first paint. */
const storageKey = "pareta-demo-theme";

export function currentTheme(): Theme {
  const shown = document.documentElement.dataset["paretaTheme"];
  return themes.find((theme) => theme === shown) ?? "system";
}

/** Shows it at once and keeps it, where this browser keeps anything. */
export function applyTheme(theme: Theme): void {
  document.documentElement.dataset["paretaTheme"] = theme;
  try {
    localStorage.setItem(storageKey, theme);
  } catch {
    // Storage is switched off: it lasts as long as the page.
  }
}
