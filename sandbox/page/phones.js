// The open phones: which, how many fit, and what each shows. A phone that nobody has looked at longest makes room.
import { drawChat } from "./chat.js";
import { beginCompose, drawCompose } from "./compose.js";
import { $, ask, attempt, avatar, fullName, hour, iconButton, make, rove } from "./dom.js";
import { drawPeople } from "./people.js";
import { choose } from "./popups.js";
import { drawKeyboard } from "./buttons.js";
import { store } from "./store.js";
import { drawWays } from "./ways.js";
import { t } from "./words.js";

const NARROWEST = 290; // pixels a phone needs beside another
const TYPING = 5000; // the messenger shows an action for five seconds

const narrow = () => matchMedia("(max-width: 760px)").matches;
export const isOpen = (id) => store.phones.has(id);

/** How many phones fit beside each other now. */
export function room() {
  if (narrow()) return 1;
  return Math.max(1, Math.min(4, Math.floor(($("#phones").clientWidth + 12) / (NARROWEST + 12))));
}

/** Opens somebody's phone, or turns to it; the phone looked at longest ago makes room. */
export async function openPhone(person, { quietly = false } = {}) {
  let phone = store.phones.get(person.id);
  if (!phone) {
    phone = begin(person);
    store.phones.set(person.id, phone);
    makeRoom(phone);
  }
  if (!quietly) {
    document.body.dataset.tab = "phones";
    document.body.dataset.chat = "open";
    history.replaceState(null, "", `#${person.id}`);
  }
  phone.touched = performance.now();
  drawPeople();
  drawWelcome();
  await drawPhone(person.id);
  if (!quietly && matchMedia("(pointer: fine)").matches) $("textarea", phone.node).focus({ preventScroll: true });
}

function makeRoom(newcomer) {
  const byAge = [...store.phones.values()].sort((one, other) => one.touched - other.touched);
  const leaving = byAge.filter((one) => one !== newcomer).slice(0, Math.max(0, store.phones.size - room()));
  if (leaving.length) leaving[0].node.before(newcomer.node);
  else $("#phones").append(newcomer.node);
  for (const one of leaving) forget(one);
}

/** The window has become narrower: as many phones stay as fit. */
export function fitPhones() {
  const byAge = [...store.phones.values()].sort((one, other) => one.touched - other.touched);
  for (const one of byAge.slice(0, Math.max(0, store.phones.size - room()))) forget(one);
  drawPeople();
}

function forget(phone) {
  phone.node.remove();
  store.phones.delete(phone.person.id);
}

export function closePhone(id) {
  const phone = store.phones.get(id);
  if (phone) forget(phone);
  delete document.body.dataset.chat;
  history.replaceState(null, "", location.pathname);
  drawPeople();
  drawWelcome();
}

function begin(person) {
  const node = $("#phone").content.firstElementChild.cloneNode(true);
  const phone = { node, person, chat: person.id, touched: performance.now(), bubbles: [], rows: new Map(), divider: null, about: null, pending: [], ways: [] };
  node.dataset.id = person.id;
  $(".face", node).append(avatar(fullName(person), person.id));
  $("header", node).prepend(iconButton("back", t("back"), () => closePhone(person.id), { class: "round back" }));
  $("header", node).append(iconButton("more", t("phone_menu"), (event) => menu(phone, event.currentTarget)));
  node.addEventListener("pointerdown", () => { phone.touched = performance.now(); });
  node.addEventListener("focusin", () => { phone.touched = performance.now(); });
  rove($(".menu", node), "button");
  beginCompose(phone);
  return phone;
}

function menu(phone, button) {
  const { person } = phone;
  const groups = store.groups.filter((one) => one.members.includes(person.id));
  const turn = (chat) => () => { Object.assign(phone, { chat, rows: new Map(), divider: null }); $(".chat", phone.node).replaceChildren(); return drawPhone(person.id); };
  const chats = groups.length ? [[t("with_bot"), turn(person.id)], ...groups.map((one) => [one.title, turn(one.id)])] : [];
  choose(button, [
    ...chats,
    [t(person.blocked ? "unblock" : "block"), () => attempt(() => ask(`people/${person.id}/${person.blocked ? "un" : ""}blocks`, {}))],
    [t("put_away"), () => closePhone(person.id)],
  ]);
}

/** Everything on one phone, asked anew. */
export async function drawPhone(id) {
  const phone = store.phones.get(id);
  if (!phone) return;
  const chat = phone.chat === id ? "" : `chat=${phone.chat}`;
  const [bubbles, keyboard, commands] = await Promise.all([ask(`people/${id}/screen?last=300&${chat}`), ask(`people/${id}/keyboard?${chat}`), ask(`commands/${id}`)]);
  if (store.phones.get(id) !== phone) return;
  phone.person = store.people.get(id) ?? phone.person;
  Object.assign(phone, { bubbles, commands });
  drawHead(phone);
  drawKeyboard(phone, keyboard);
  drawCompose(phone);
  drawWays(phone);
  drawChat(phone);
  read(phone);
}

function drawHead(phone) {
  const { node, person } = phone;
  const name = fullName(person);
  node.setAttribute("aria-label", t("phone_of", { name }));
  $("h2", node).textContent = phone.chat === person.id ? name : `${name} · ${store.groups.find((one) => one.id === phone.chat)?.title}`;
  $(".chat", node).setAttribute("aria-label", t("chat_of", { name }));
  $(".status .time", node).textContent = store.clock.now ? hour(store.clock.now) : "";
  const state = person.blocked ? t("blocked") : person.started ? person.about || person.phone : t("not_started");
  const sub = $(".sub", node);
  sub.textContent = phone.typing ?? state;
  sub.classList.toggle("typing", Boolean(phone.typing));
}

export function drawHeads() {
  for (const phone of store.phones.values()) drawHead(phone);
}

/** sendChatAction: for five seconds, or until the bot has said something. */
export function showTyping(phone, action) {
  clearTimeout(phone.typingEnds);
  const words = { upload_photo: "sending_photo", upload_document: "sending_file" }[action] ?? "typing";
  phone.typing = action ? t(words) : undefined;
  if (action) phone.typingEnds = setTimeout(() => showTyping(phone, null), TYPING);
  drawHead(phone);
}

/** Seen by the person: told to the sandbox, which counts what is new. */
export function read(phone) {
  const last = phone.bubbles.at(-1);
  if (document.hidden || !last || phone.chat !== phone.person.id) return;
  if (last.message_id > (store.chats.get(phone.chat)?.read ?? 0)) {
    ask(`people/${phone.chat}/reads`, { message_id: last.message_id }).catch(() => {});
  }
}

export function showToast(phone, text) {
  const toast = $(".toast", phone.node);
  toast.textContent = text;
  toast.hidden = false;
  clearTimeout(phone.toastEnds);
  phone.toastEnds = setTimeout(() => { toast.hidden = true; }, 4000);
}

/** What stands in the middle when no phone is open. */
export function drawWelcome() {
  $("#phones .welcome")?.remove();
  if (store.phones.size) return;
  const empty = !store.people.size;
  const add = () => attempt(() => ask("people", { id: 1001, first_name: t("welcome_name"), phone: "+375291234567" }));
  $("#phones").append(make("div", { class: "welcome" }, ...(empty
    ? [make("h2", {}, t("welcome")), make("p", {}, t("welcome_text")), make("p", {}, t("welcome_demo"), make("code", {}, "make demo")),
      make("p", {}, t("welcome_own")), make("button", { type: "button", class: "main", onclick: add }, t("welcome_add"))]
    : [make("h2", {}, t("choose"))])));
}
