// The theme that `src/theme.ts` keeps, before the first paint. A browser that keeps nothing stays with the system's.
try {
  const kept = localStorage.getItem("pareta-demo-theme");
  if (kept === "light" || kept === "dark") document.documentElement.dataset.paretaTheme = kept;
} catch {}
