// The panel beside the phones, or a screen of its own on a small window: mail or SMS; and the bar that leads there.
import { $, icon, iconButton, make } from "./dom.js";
import { fitPhones } from "./phones.js";
import { t } from "./words.js";

const TABS = { phones: "phone", mail: "mail", sms: "sms", more: "dots" };

export function panelHead(name) {
  return make("header", {}, make("h2", {}, t(name)), iconButton("close", t("close"), () => show("phones"), { class: "round close" }));
}

export function panelEmpty(name, words, more) {
  return make("div", { class: "empty" }, icon(name), make("strong", {}, words), make("span", {}, more));
}

/** A tab of the small window; on a large one mail and SMS stand beside the phones. */
export function show(name) {
  document.body.dataset.tab = name;
  if (name !== "phones") delete document.body.dataset.chat;
  drawTabs();
  fitPhones();
}

function drawTabs() {
  const now = document.body.dataset.tab;
  for (const button of document.querySelectorAll("#bar button")) button.setAttribute("aria-current", String(button.dataset.tab === now));
  for (const button of document.querySelectorAll("[data-panel-button]")) button.setAttribute("aria-pressed", String(button.dataset.panelButton === now));
}

export function beginTrays() {
  $("#bar").append(...Object.entries(TABS).map(([name, sign]) => make("button", { type: "button", "data-tab": name, onclick: () => { delete document.body.dataset.chat; show(name); } },
    icon(sign), make("span", {}, t(name)), make("b", { class: "badge", hidden: true, "data-count": name }))));
  for (const button of document.querySelectorAll("[data-panel-button]")) {
    const name = button.dataset.panelButton;
    button.append(icon(name), make("span", {}, t(name)), make("b", { class: "badge", hidden: true, "data-count": name }));
    button.onclick = () => show(document.body.dataset.tab === name ? "phones" : name);
  }
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented && event.target.closest?.(".tray")) show("phones");
  });
  drawTabs();
}

export function drawCount(name, n) {
  for (const badge of document.querySelectorAll(`[data-count="${name}"]`)) {
    badge.hidden = !n;
    badge.textContent = n > 99 ? "99+" : n;
    badge.setAttribute("aria-label", t("unread", { n }));
  }
}
