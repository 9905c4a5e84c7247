// The SMS tray: conversations by number, with segments, receipts, and what the person writes back.
import { $, ask, attempt, avatar, hour, iconButton, make, onlyStop, rove, say, when } from "./dom.js";
import { store } from "./store.js";
import { panelEmpty, panelHead } from "./trays.js";
import { drawWay, wayTo, waysOf } from "./ways.js";
import { known, t } from "./words.js";

const STATUSES = ["DELIVRD", "UNDELIV", "EXPIRED", "REJECTD"];
const tray = { texts: [], written: [], open: null, ways: [] }; // `written` is what was said from here: the gateway keeps none of it
const seen = new Set(JSON.parse(sessionStorage.getItem("read-sms") ?? "[]"));

export const unreadSms = () => tray.texts.filter((one) => !seen.has(one.n)).length;

export async function readSms() {
  tray.texts = await ask("sms");
  for (const number of seen) if (number > tray.texts.length) seen.delete(number);
  if (!tray.texts.length) Object.assign(tray, { open: null, written: [] });
  if (tray.open) await openNumber(tray.open);
  else drawSms();
}

export function drawSms() {
  if (tray.open) return;
  const numbers = new Map();
  for (const one of tray.texts) numbers.set(one.to, one);
  const newest = [...numbers.values()].sort((one, other) => other.n - one.n);
  const list = make("ul", { class: "letters" }, ...newest.map((one) => make("li", {}, drawLine(one))));
  $("#sms").replaceChildren(panelHead("sms"), newest.length ? list : panelEmpty("sms", t("no_sms"), t("no_sms_text")));
  rove(list, "button");
  onlyStop([...list.querySelectorAll("button")], list.querySelector("button"));
}

function drawLine(one) {
  const fresh = tray.texts.filter((each) => each.to === one.to && !seen.has(each.n)).length;
  return make("button", { type: "button", class: `item${fresh ? " fresh" : ""}`, "data-to": one.to, onclick: () => openNumber(one.to, true) },
    avatar(one.to.slice(-2), Number(one.to.replace(/\D/g, "")) % 1000),
    make("span", { class: "top" }, make("strong", {}, one.to), make("time", {}, when(one.at, store.clock.now))),
    make("span", { class: "low" }, make("span", { class: "lines" }, make("span", { class: "glimpse" }, one.text)), fresh ? make("b", { class: "badge" }, fresh) : ""));
}

async function openNumber(to, turnTo = false) {
  tray.open = to;
  for (const one of tray.texts) if (one.to === to) seen.add(one.n);
  sessionStorage.setItem("read-sms", JSON.stringify([...seen]));
  tray.ways = await waysOf(to);
  drawNumber();
  document.dispatchEvent(new CustomEvent("counts"));
  if (turnTo) $("#sms button")?.focus();
}

function close() {
  const to = tray.open;
  tray.open = null;
  drawSms();
  $(`#sms [data-to="${to}"]`)?.focus();
}

function drawNumber() {
  const to = tray.open;
  const place = $("#sms");
  const kept = $("input[name=text]", place)?.value ?? "";
  const talk = [...tray.texts.filter((one) => one.to === to), ...tray.written.filter((one) => one.from === to)].sort((one, other) => one.at.localeCompare(other.at));
  const list = make("ol", { class: "talk", role: "log", "aria-label": t("chat_of", { name: to }), tabIndex: 0 }, ...talk.map(drawText));
  const line = make("input", { name: "text", autocomplete: "off", placeholder: t("write_back"), "aria-label": t("write_back"), value: kept });
  const form = make("form", { class: "row", onsubmit: (event) => { event.preventDefault(); attempt(() => write(to, line.value.trim())); } }, line, make("button", { class: "main" }, t("answer")));
  place.replaceChildren(make("header", {}, iconButton("back", t("back"), close), make("h2", {}, to)), list, form);
  list.scrollTop = list.scrollHeight;
  place.onkeydown = (event) => { if (event.key === "Escape" && tray.open) { event.preventDefault(); close(); } };
}

function drawText(one) {
  if (one.from) return make("li", { class: "person" }, make("p", {}, one.text), make("small", {}, hour(one.at)));
  const state = (status) => (known(`r_${status}`) ? t(`r_${status}`) : status);
  const facts = [t("segments", { n: one.segments }), ...one.receipts.map((each) => `${state(each.status)} ${hour(each.at)}`)];
  const way = wayTo(tray.ways, one);
  const what = make("select", { "aria-label": t("receipt") }, make("option", { value: "" }, `${t("receipt")}…`), ...STATUSES.map((status) => make("option", { value: status }, state(status))));
  what.onchange = async () => {
    if (what.value && (await attempt(() => ask(`sms/${one.n}/receipt`, { status: what.value })))) say(t("receipt_sent"));
  };
  return make("li", {}, make("p", {}, one.text), make("small", {}, [when(one.at, store.clock.now), ...facts].join(" · ")),
    way ? make("ol", { class: "ways" }, drawWay(way, t("w_handset"))) : "", what);
}

async function write(to, text) {
  if (!text) return;
  try {
    await ask("sms/incoming", { from: to, text });
  } catch (error) {
    throw new Error(/nobody listens/.test(error.message) ? t("reply_unheard") : error.message);
  }
  tray.written.push({ from: to, text, at: store.clock.now });
  $("#sms input[name=text]").value = "";
  drawNumber();
}
