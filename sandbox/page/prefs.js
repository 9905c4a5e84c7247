// How the page looks to this reader: light or dark, and in which language.
import { icon } from "./dom.js";
import { chooseLanguage, language, t } from "./words.js";

const THEMES = { auto: "half", light: "sun", dark: "moon" };

function theme() {
  return localStorage.getItem("theme") ?? "auto";
}

export function applyTheme() {
  const chosen = theme();
  document.documentElement.dataset.theme = chosen;
  for (const button of document.querySelectorAll("[data-theme-switch]")) {
    const label = `${t("theme")}: ${t(`theme_${chosen}`).toLowerCase()}`;
    button.replaceChildren(icon(THEMES[chosen]), ...(button.dataset.themeSwitch === "wide" ? [label] : []));
    button.setAttribute("aria-label", label);
    button.title = label;
  }
}

export function beginPrefs() {
  document.documentElement.lang = language;
  document.title = t("title");
  for (const button of document.querySelectorAll("[data-theme-switch]")) {
    button.onclick = () => {
      const names = Object.keys(THEMES);
      localStorage.setItem("theme", names[(names.indexOf(theme()) + 1) % names.length]);
      applyTheme();
    };
  }
  for (const button of document.querySelectorAll("[data-language-switch]")) {
    button.textContent = t(button.dataset.languageSwitch === "wide" ? "language" : "language_short");
    button.setAttribute("aria-label", t("language"));
    button.title = t("language");
    button.onclick = () => chooseLanguage(language === "ru" ? "en" : "ru");
  }
  applyTheme();
}
