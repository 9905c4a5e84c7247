// The bubbles of one phone: drawn again only where something changed, so that focus, scroll and unfolded parts stay.
import { drawBubble, kindName } from "./bubble.js";
import { $, ask, attempt, day, icon, make, onlyStop } from "./dom.js";
import { choose } from "./popups.js";
import { store } from "./store.js";
import { t } from "./words.js";

const EMOJI = ["👍", "❤", "🔥", "👏", "🙏", "😢"];
const NEAR_END = 80; // pixels from the end that still count as reading the last message

/** Messages of one album stand together. */
function grouped(bubbles) {
  const groups = [];
  for (const one of bubbles) {
    const before = groups.at(-1);
    if (one.album && before && before[0].album === one.album && before[0].from === one.from) before.push(one);
    else groups.push([one]);
  }
  return groups;
}

export function drawChat(phone) {
  const list = $(".chat", phone.node);
  const first = !list.children.length;
  const low = first || list.scrollHeight - list.scrollTop - list.clientHeight < NEAR_END;
  const groups = grouped(phone.bubbles);
  if (phone.divider === null) phone.divider = firstNew(phone);
  const rows = new Map();
  let date = "";
  groups.forEach((group, at) => {
    const one = group[0];
    if (one.at.slice(0, 10) !== date) {
      date = one.at.slice(0, 10);
      keep(rows, phone, `day ${date}`, "", () => make("li", { class: "day" }, day(one.at)));
    }
    if (one.message_id === phone.divider) keep(rows, phone, "new", "", () => make("li", { class: "new" }, t("new_below")));
    const next = groups[at + 1]?.[0];
    const tail = !next || next.from !== one.from || next.name !== one.name || next.message_id === phone.divider;
    const told = { tail, read: waitsFor(phone, one), answered: answered(phone, one) };
    keep(rows, phone, one.message_id, JSON.stringify([group, told]), () => bubble(phone, group, told));
  });
  if (!groups.length) keep(rows, phone, "empty", "", () => emptyChat(phone));
  arrange(list, phone, rows);
  beginKeys(phone, list);
  if (low) toEnd(phone, first);
  drawDown(phone);
}

function keep(rows, phone, key, signature, draw) {
  const before = phone.rows.get(key);
  rows.set(key, before?.signature === signature ? before : { signature, node: draw() });
}

/** Puts the rows in place, touching only what is new; what had the focus keeps it. */
function arrange(list, phone, rows) {
  const focused = list.contains(document.activeElement) ? whereIs(list) : null;
  [...rows.values()].forEach(({ node }, at) => {
    if (list.children[at] !== node) list.insertBefore(node, list.children[at] ?? null);
  });
  while (list.children.length > rows.size) list.lastChild.remove();
  phone.rows = rows;
  const bubbles = [...list.querySelectorAll(".bubble")];
  stopAt(bubbles, (focused && bubbles.find((one) => one.tabIndex === 0)) ?? bubbles.at(-1));
  if (focused && !list.contains(document.activeElement)) returnFocus(list, focused);
}

function whereIs(list) {
  const row = document.activeElement.closest(".bubble");
  const at = row && [...row.querySelectorAll("button, a")].indexOf(document.activeElement);
  return row && { id: row.dataset.id, at, words: document.activeElement.textContent };
}

/** To what has the same words, or stands at the same place: an edit may have turned a page. */
function returnFocus(list, { id, at, words }) {
  const row = list.querySelector(`[data-id="${id}"]`) ?? [...list.querySelectorAll(".bubble")].at(-1);
  if (!row) return;
  stopAt([...list.querySelectorAll(".bubble")], row);
  const parts = [...row.querySelectorAll("button, a")];
  (at < 0 ? row : parts.find((part) => words && part.textContent === words) ?? parts[at] ?? row).focus({ preventScroll: true });
}

/** One bubble is the tab stop of the chat, with what can be pressed in it; arrows lead to the others. */
function stopAt(bubbles, one) {
  onlyStop(bubbles, one);
  for (const bubble of bubbles) for (const part of bubble.querySelectorAll("button, a, [role=button]")) part.tabIndex = bubble === one ? 0 : -1;
}

function beginKeys(phone, list) {
  if (list.dataset.keys) return;
  list.dataset.keys = "yes";
  list.addEventListener("scroll", () => drawDown(phone), { passive: true });
  list.addEventListener("focusin", (event) => {
    const row = event.target.closest(".bubble");
    if (row) stopAt([...list.querySelectorAll(".bubble")], row);
  });
  list.addEventListener("keydown", (event) => {
    const row = event.target.closest(".bubble");
    if (!row || !["ArrowUp", "ArrowDown", "Home", "End", "Enter", "Escape"].includes(event.key)) return;
    const all = [...list.querySelectorAll(".bubble")];
    if (event.key === "Escape") {
      event.preventDefault();
      if (event.target === row) $("textarea", phone.node)?.focus();
      else row.focus();
    } else if (event.key === "Enter") {
      if (event.target === row) { event.preventDefault(); row.dispatchEvent(new CustomEvent("deeds", { detail: row })); }
    } else {
      event.preventDefault();
      const to = { ArrowUp: all.indexOf(row) - 1, ArrowDown: all.indexOf(row) + 1, Home: 0, End: all.length - 1 }[event.key];
      const next = all[Math.max(0, Math.min(all.length - 1, to))];
      next.focus();
      next.scrollIntoView({ block: "nearest" });
    }
  });
}

function bubble(phone, group, told) {
  const node = drawBubble(phone, group, told, (id) => jump(phone, id));
  const deeds = (place) => menu(phone, group, place);
  node.addEventListener("contextmenu", (event) => { event.preventDefault(); deeds(node); });
  node.addEventListener("deeds", () => deeds(node));
  node.querySelector(".deeds")?.addEventListener("click", (event) => deeds(event.currentTarget));
  return node;
}

function menu(phone, group, place) {
  const one = group[0];
  if (one.deleted) return;
  const path = `people/${phone.person.id}`;
  const chat = phone.chat === phone.person.id ? {} : { chat: phone.chat };
  const react = (emoji) => () => attempt(() => ask(`${path}/reacts`, { message_id: one.message_id, emoji, ...chat }));
  const text = group.map((each) => each.text).find(Boolean) ?? "";
  choose(place, [
    [t("reply"), () => phone.regard({ kind: "reply", one })],
    ...(one.from === "person" && text ? [[t("edit"), () => phone.regard({ kind: "edit", one })]] : []),
    ...(text ? [[t("copy"), () => navigator.clipboard?.writeText(text)]] : []),
    ...(one.reactions.length ? [[t("unreact"), react("")]] : []),
  ], EMOJI.map((emoji) => [`${emoji}\uFE0F`, t("react", { emoji }), react(emoji)]));
}

const waitsFor = (phone, one) => (one.from === "person" ? !store.chats.get(phone.chat)?.waiting.includes(one.message_id) : null);

function answered(phone, one) {
  const found = one.reply_to && phone.bubbles.find((other) => other.message_id === one.reply_to);
  return found ? { id: found.message_id, name: found.name, text: one.quote || found.text || found.document || kindName(found) } : null;
}

/** Where the line «new» stands: before the first message of the bot that the person has not seen. */
function firstNew(phone) {
  const chat = store.chats.get(phone.chat);
  if (!chat?.unread) return 0;
  return phone.bubbles.find((one) => one.from === "bot" && one.message_id > chat.read)?.message_id ?? 0;
}

function emptyChat(phone) {
  const start = () => attempt(() => ask(`people/${phone.person.id}/says`, { text: "/start" }));
  return make("li", { class: "nothing" }, make("strong", {}, t("empty_chat")), make("span", {}, t("empty_text")),
    make("button", { type: "button", class: "main", onclick: start }, t("start")));
}

/** To the last message; at first opening to where the new ones begin, if they are more than a screen. */
function toEnd(phone, first) {
  const list = $(".chat", phone.node);
  const go = () => {
    const mark = first && phone.rows.get("new")?.node;
    list.scrollTop = list.scrollHeight;
    if (mark && mark.offsetTop < list.scrollTop) list.scrollTop = mark.offsetTop - 8;
  };
  go();
  for (const picture of list.querySelectorAll("img")) if (!picture.complete) picture.addEventListener("load", go, { once: true });
}

function drawDown(phone) {
  const list = $(".chat", phone.node);
  const button = $(".down", phone.node);
  const far = list.scrollHeight - list.scrollTop - list.clientHeight > NEAR_END;
  button.hidden = !far;
  if (!far || button.firstChild) return;
  button.append(icon("down"));
  button.setAttribute("aria-label", t("to_end"));
  button.title = t("to_end");
  button.onclick = () => list.scrollTo({ top: list.scrollHeight, behavior: calm() });
}

const calm = () => (matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth");

/** Shows a message and lights it up for a moment. */
export function jump(phone, id) {
  const node = phone.node.querySelector(`.bubble[data-id="${id}"], .bubble:has([data-part="${id}"])`);
  if (!node) return;
  node.scrollIntoView({ block: "center", behavior: calm() });
  node.classList.remove("lit");
  requestAnimationFrame(() => node.classList.add("lit"));
}
