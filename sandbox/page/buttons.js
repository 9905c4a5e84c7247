// Buttons under bubbles and the keyboard under the input line: pressing, and what the person sees of it.
import { $, ask, attempt, icon, make } from "./dom.js";
import { confirm } from "./popups.js";
import { showToast } from "./phones.js";
import { t } from "./words.js";

const PATIENCE = 15; // seconds a press waits for the bot

export function drawRows(phone, rows, message) {
  return make("div", { class: "rows" }, ...rows.map((row) => make("div", {}, ...row.map((button) => drawButton(phone, button, message)))));
}

function drawButton(phone, button, message) {
  const node = make("button", { type: "button", class: button.style ?? "" }, make("span", {}, button.label ?? button.text));
  if (button.url || button.web_app) node.append(icon("out"), make("span", { class: "hidden" }, t("opens")));
  if (button.copy_text) node.append(icon("copy"));
  node.disabled = Boolean(button.disabled);
  node.onclick = () => attempt(() => press(phone, node, button, message));
  return node;
}

async function press(phone, node, button, message) {
  const url = button.url ?? button.web_app?.url;
  if (url) return void window.open(url, "_blank", "noreferrer");
  if (button.copy_text) {
    await navigator.clipboard?.writeText(button.copy_text.text ?? button.copy_text);
    return showToast(phone, t("copied"));
  }
  if (button.contact && !(await mayShare(phone))) return undefined;
  return await wait(phone, node, button, message);
}

async function wait(phone, node, button, message) {
  node.classList.add("busy");
  node.setAttribute("aria-busy", "true");
  node.title = t("waits_answer");
  const data = button.data ?? button.callback_data;
  const exact = data !== undefined ? { message_id: message, data } : { label: button.label };
  const chat = phone.chat === phone.person.id ? {} : { chat: phone.chat };
  try {
    const done = await ask(`people/${phone.person.id}/presses`, { ...exact, ...chat, wait: PATIENCE });
    if (!done.answered) showToast(phone, t("not_answered"));
    if (done.url) window.open(done.url, "_blank", "noreferrer");
  } finally {
    node.classList.remove("busy");
    node.removeAttribute("aria-busy");
    node.title = "";
  }
}

/** A button that asks for the number is answered by the person, not by the page. */
async function mayShare(phone) {
  if (!phone.person.phone) {
    showToast(phone, t("no_phone"));
    return false;
  }
  return await confirm(phone.node, t("share_ask", { phone: phone.person.phone }), t("share"));
}

/** The reply keyboard; folded by the button beside the input line. */
export function drawKeyboard(phone, rows) {
  const place = $(".keyboard", phone.node);
  const signature = JSON.stringify(rows);
  if (phone.keys === signature) return;
  phone.keys = signature;
  phone.hasKeys = rows.length > 0;
  place.replaceChildren(...(rows.length ? [drawRows(phone, rows)] : []));
  place.hidden = !rows.length;
}
