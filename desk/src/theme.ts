/** Light or dark: the system's wish, unless the officer chose. */

export type Theme = "light" | "dark";

const KEY = "clew.theme";

/** Say which one is shown now. */
export function current(): Theme {
  const chosen = localStorage.getItem(KEY);
  if (chosen === "light" || chosen === "dark") return chosen;
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

/** Show one, and remember it on this machine. */
export function choose(theme: Theme): void {
  localStorage.setItem(KEY, theme);
  document.documentElement.dataset.theme = theme;
}

/** Show the right one before the first picture, and follow the system while nothing is chosen. */
export function start(): void {
  document.documentElement.dataset.theme = current();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    document.documentElement.dataset.theme = current();
  });
}
