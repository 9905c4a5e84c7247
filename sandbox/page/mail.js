// The mailbox. Letters are shut in a frame without scripts that may load nothing; links open in a new tab.
import { $, ask, attempt, hour, avatar, iconButton, make, onlyStop, rove, say, size, when } from "./dom.js";
import { store } from "./store.js";
import { panelEmpty, panelHead } from "./trays.js";
import { drawWay, wayTo, waysOf } from "./ways.js";
import { t } from "./words.js";

const BOUNCES = ["5.1.1", "5.2.2", "5.7.1", "4.4.1"];
const INSIDE = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; style-src 'unsafe-inline'\">"
  + '<meta name="viewport" content="width=device-width, initial-scale=1"><base target="_blank">'
  + "<style>html{background:#fff}body{margin:12px;font:15px/1.45 -apple-system,\"Segoe UI\",Roboto,sans-serif;overflow-wrap:anywhere}img{max-width:100%}</style>";
const box = { letters: [], answers: [], open: null, tab: "letter", address: "", ways: [] };
const readNumbers = new Set(JSON.parse(sessionStorage.getItem("read-mail") ?? "[]"));

export const unreadMail = () => box.letters.filter((one) => !readNumbers.has(one.n)).length;

export async function readMail({ anew = false } = {}) {
  if (anew) box.letters = [];
  const came = await ask(`mail?after=${box.letters.at(-1)?.n ?? 0}`);
  box.letters.push(...came);
  for (const number of readNumbers) if (number > box.letters.length) readNumbers.delete(number);
  if (box.open && !box.letters.includes(box.open)) box.open = null;
  drawMail();
}

export function drawMail() {
  if (box.open) return;
  const place = $("#mail");
  const addresses = [...new Set(box.letters.flatMap((one) => one.to))].sort();
  const shown = box.letters.filter((one) => !box.address || one.to.includes(box.address)).reverse();
  const focused = document.activeElement?.closest("#mail [data-n]")?.dataset.n;
  const list = make("ul", { class: "letters" }, ...shown.map((one) => make("li", {}, drawLine(one))));
  place.replaceChildren(panelHead("mail"), ...(addresses.length > 1 ? [pickAddress(addresses)] : []), box.letters.length ? list : panelEmpty("mail", t("no_mail"), t("no_mail_text")));
  rove(list, "button");
  const buttons = [...list.querySelectorAll("button")];
  const again = buttons.find((one) => one.dataset.n === focused);
  onlyStop(buttons, again ?? buttons[0]);
  again?.focus();
}

function pickAddress(addresses) {
  const select = make("select", { "aria-label": t("to") }, make("option", { value: "" }, t("all_boxes")), ...addresses.map((one) => make("option", { value: one, selected: one === box.address }, one)));
  select.onchange = () => { box.address = select.value; drawMail(); };
  return select;
}

function drawLine(one) {
  const fresh = !readNumbers.has(one.n);
  return make("button", { type: "button", class: `item${fresh ? " fresh" : ""}`, "data-n": one.n, onclick: () => openLetter(one) },
    avatar(one.to[0].toUpperCase(), one.to[0].length * 3 + one.to[0].charCodeAt(one.to[0].indexOf("@") - 1)),
    make("span", { class: "top" }, make("strong", {}, one.subject || t("no_subject")), make("time", {}, when(one.at, store.clock.now))),
    make("span", { class: "low" }, make("span", { class: "lines" }, make("span", { class: "about" }, one.to.join(", ")), make("span", { class: "glimpse" }, one.text.replace(/\s+/g, " ").slice(0, 90)))));
}

async function openLetter(one) {
  readNumbers.add(one.n);
  sessionStorage.setItem("read-mail", JSON.stringify([...readNumbers]));
  Object.assign(box, { open: one, tab: "letter" });
  [box.answers, box.ways] = await Promise.all([ask("mail/answers"), waysOf(one.to[0])]);
  drawLetter();
  document.dispatchEvent(new CustomEvent("counts"));
  $("#mail button")?.focus();
}

function close() {
  const { n } = box.open;
  box.open = null;
  drawMail();
  $(`#mail [data-n="${n}"]`)?.focus();
}

function drawLetter() {
  const one = box.open;
  const place = $("#mail");
  const mine = box.answers.filter((answer) => answer.letter === one.n);
  const way = wayTo(box.ways, { id: one.headers["Message-ID"] ?? one.headers["Message-Id"], at: one.at });
  place.replaceChildren(
    make("header", {}, iconButton("back", t("back"), close), make("h2", {}, one.subject || t("no_subject"))),
    make("dl", {}, make("dt", {}, t("from")), make("dd", {}, one.headers.From ?? one.from), make("dt", {}, t("to")), make("dd", {}, one.to.join(", ")), make("dd", { class: "dim" }, when(one.at, store.clock.now))),
    ...(way ? [make("ol", { class: "ways" }, drawWay(way, t("w_mailbox")))] : []),
    tabs(), body(one),
    ...(one.attachments.length ? [make("div", { class: "attachments", role: "group", "aria-label": t("attachments") }, ...one.attachments.map((file, at) =>
      make("a", { class: "file", href: `/control/mail/${one.n}/attachments/${at}`, download: file.name ?? "" }, make("strong", {}, file.name ?? t("untitled")), make("small", {}, size(file.size)))))] : []),
    ...mine.map((answer) => make("p", { class: "note" }, t(answer.kind === "bounce" ? "bounced" : "answered"), " ", hour(answer.at))),
    deeds(one),
  );
  place.onkeydown = (event) => { if (event.key === "Escape" && box.open) { event.preventDefault(); close(); } };
}

function tabs() {
  const one = box.open;
  const names = [...(one.html ? ["letter"] : []), "plain", "source"];
  if (!names.includes(box.tab)) [box.tab] = names;
  const row = make("div", { class: "tabs", role: "tablist" }, ...names.map((name) => make("button", { type: "button", role: "tab", "aria-selected": String(box.tab === name), tabIndex: box.tab === name ? 0 : -1, "data-tab-name": name, onclick: () => turn(name) }, t(name))));
  rove(row, "button");
  return row;
}

function turn(name) {
  box.tab = name;
  drawLetter();
  $(`#mail [data-tab-name="${name}"]`)?.focus();
}

function body(one) {
  if (box.tab === "letter") {
    const frame = make("iframe", { title: `${t("letter")}: ${one.subject}`, srcdoc: INSIDE + one.html });
    frame.setAttribute("sandbox", "allow-popups allow-popups-to-escape-sandbox");
    return frame;
  }
  const text = make("div", { class: "plain", tabIndex: 0 });
  if (box.tab === "plain") text.append(...linked(one.text));
  else attempt(async () => { text.textContent = (await ask(`mail/${one.n}/source`)).raw; });
  return text;
}

/** Addresses in a plain text can be opened, in a new tab. */
function linked(text) {
  return text.split(/(https?:[/]{2}[^\s<>"]+[^\s<>".,;:!?)])/).map((part, at) => (at % 2 ? make("a", { href: part, target: "_blank", rel: "noreferrer" }, part) : part));
}

function deeds(one) {
  const write = make("textarea", { rows: 2, placeholder: t("your_answer"), "aria-label": t("your_answer") });
  const form = make("form", { onsubmit: (event) => { event.preventDefault(); if (write.value.trim()) done(t("answered"), () => ask(`mail/${one.n}/reply`, { text: write.value.trim() })); } }, write, make("button", { class: "main" }, t("answer")));
  const why = make("select", { "aria-label": t("bounce_as") }, ...BOUNCES.map((status) => make("option", { value: status }, t(`b_${status.replaceAll(".", "")}`))));
  const back = make("div", { class: "row" }, why, make("button", { type: "button", onclick: () => done(t("bounced"), () => ask(`mail/${one.n}/bounce`, { status: why.value })) }, t("bounce")));
  const oneClick = Object.entries(one.headers).some(([name, value]) => name.toLowerCase() === "list-unsubscribe-post" && value.toLowerCase().includes("one-click"));
  const leave = oneClick ? make("button", { type: "button", class: "wide", onclick: () => done(t("unsubscribed"), () => ask(`mail/${one.n}/unsubscribe`, {})) }, t("unsubscribe")) : "";
  return make("div", { class: "answering" }, form, back, leave);
}

async function done(words, deed) {
  if ((await attempt(deed)) === undefined) return;
  box.answers = await ask("mail/answers");
  drawLetter();
  say(words);
}
