// One bubble: what was said, what hangs on it, and its buttons. Text comes as HTML that the sandbox wrote itself.
import { drawBlocks } from "./blocks.js";
import { drawRows } from "./buttons.js";
import { hour, icon, iconButton, make, size } from "./dom.js";
import { viewer } from "./popups.js";
import { known, t } from "./words.js";

export function drawBubble(phone, group, told, jump) {
  const one = group[0];
  const words = group.find((each) => each.text) ?? one;
  const item = make("li", { class: `bubble ${one.from}${told.tail ? " tail" : ""}${one.deleted ? " deleted" : ""}`, "data-id": one.message_id, tabIndex: -1 });
  const body = make("div", { class: "body" });
  item.append(body);
  if (one.deleted) {
    body.append(make("span", { class: "text" }, t("deleted")), foot(group, told));
    return item;
  }
  if (phone.chat < 0 && one.from === "person" && one.name !== phone.person.first_name) body.append(make("strong", { class: "name" }, one.name));
  if (one.forwarded) body.append(make("em", { class: "forwarded" }, t("forwarded", { name: one.forwarded })));
  if (told.answered) body.append(quote(told.answered, jump));
  body.append(...media(phone, group));
  const inside = new Set(); // buttons that a rich message has in its text are not drawn under it again
  if (one.blocks?.length) body.append(drawBlocks(one.blocks, (row) => { row.forEach((each) => inside.add(each.label)); return drawRows(phone, [row], one.message_id); }));
  else if (words.html) body.append(text(words));
  if (one.reactions.length) body.append(make("div", { class: "reactions" }, ...one.reactions.map((emoji) => make("span", {}, inColour(emoji))), foot(group, told)));
  else body.append(foot(group, told));
  const rows = one.buttons.filter((row) => !row.every((each) => each.reply || inside.has(each.label)));
  if (rows.length) item.append(drawRows(phone, rows, one.message_id));
  body.append(iconButton("down", t("deeds"), null, { class: "round deeds" }));
  return item;
}

/** Telegram says «❤» for what it draws in colour. */
const inColour = (emoji) => `${emoji}\uFE0F`;

function text(one) {
  const node = make("div", { class: "text", innerHTML: one.html });
  for (const link of node.querySelectorAll("a[href]")) Object.assign(link, { target: "_blank", rel: "noreferrer" });
  for (const hidden of node.querySelectorAll("tg-spoiler")) cover(hidden);
  for (const block of node.querySelectorAll("pre, blockquote")) trimAround(block);
  for (const long of node.querySelectorAll("blockquote[expandable]")) long.onclick = () => long.toggleAttribute("open");
  return node;
}

/** A block stands on a line of its own: one line break beside it is that line's, as in the messenger. */
function trimAround(block) {
  const { previousSibling: before, nextSibling: after } = block;
  if (before?.nodeType === Node.TEXT_NODE) before.data = before.data.replace(/\n$/, "");
  if (after?.nodeType === Node.TEXT_NODE) after.data = after.data.replace(/^\n/, "");
}

/** A spoiler opens by a tap, and by Enter for whoever has no pointer. */
export function cover(node) {
  Object.assign(node, { tabIndex: -1, title: t("spoiler") });
  node.setAttribute("role", "button");
  node.setAttribute("aria-label", t("spoiler"));
  const open = () => { node.classList.add("open"); node.removeAttribute("aria-label"); };
  node.onclick = open;
  node.onkeydown = (event) => { if (event.key === "Enter") { event.stopPropagation(); open(); } };
}

function quote(answered, jump) {
  return make("button", { type: "button", class: "quote", onclick: () => jump(answered.id), "aria-label": `${t("answer_to")}: ${answered.text}` },
    make("strong", {}, answered.name), make("span", {}, answered.text));
}

function media(phone, group) {
  const parts = [];
  const pictures = group.filter((one) => one.photo);
  if (pictures.length) {
    const tiles = pictures.map((one) => picture(phone, one));
    parts.push(tiles.length > 1 ? make("div", { class: `album of${Math.min(tiles.length, 4)}`, role: "group", "aria-label": t("album") }, ...tiles) : tiles[0]);
  }
  for (const one of group) {
    if (one.document) parts.push(file(one));
    if (one.contact) parts.push(contact(one.contact));
    const rest = one.file ? !one.photo && !one.document : one.location || one.poll || one.service;
    if (rest) parts.push(other(one));
  }
  return parts;
}

function picture(phone, one) {
  const image = make("img", { src: one.file, alt: one.text || t("photo"), loading: "lazy" });
  const button = make("button", { type: "button", class: `picture${one.spoiler ? " covered" : ""}`, "data-part": one.message_id, "aria-label": one.text || t("photo") }, image);
  button.onclick = () => {
    if (button.classList.replace("covered", "picture")) return;
    const all = phone.bubbles.filter((each) => each.photo && !each.deleted);
    viewer(all.map((each) => ({ src: each.file, text: each.text })), all.indexOf(all.find((each) => each.message_id === one.message_id)));
  };
  return button;
}

function file(one) {
  return make("a", { class: "file", href: one.file, download: one.document, "data-part": one.message_id },
    make("span", { class: "sign" }, icon("file")), make("span", {}, make("strong", {}, one.document || t("untitled")), make("small", {}, one.size ? size(one.size) : "")));
}

function contact({ first_name: name, last_name: surname = "", phone_number: number }) {
  return make("div", { class: "file" }, make("span", { class: "sign" }, icon("user")),
    make("span", {}, make("strong", {}, `${name} ${surname}`.trim()), make("small", {}, number)));
}

/** What the page does not play: it is named, and can be fetched. */
function other(one) {
  const { media } = one;
  const more = [media?.title ?? media?.name, media?.duration ? t("seconds", { n: media.duration }) : "", one.size ? size(one.size) : "", place(one.location), one.poll?.question];
  const inside = [make("span", { class: "sign" }, media?.emoji ?? icon(one.file ? "play" : "route")),
    make("span", {}, make("strong", {}, kindName(one)), make("small", {}, more.filter(Boolean).join(" · ")))];
  return one.file ? make("a", { class: "file", href: one.file, download: media?.name ?? "" }, ...inside) : make("div", { class: "file" }, ...inside);
}

const place = (location) => (location ? `${location.latitude}, ${location.longitude}` : "");

/** What a message is, in a word; a kind that the page does not know goes by its own name. */
export function kindName(one) {
  const kind = one.photo ? "photo" : one.contact ? "contact" : one.media?.kind ?? (one.location ? "location" : one.poll ? "poll" : Object.keys(one.service ?? {})[0] ?? "message");
  return known(`kind_${kind}`) ? t(`kind_${kind}`) : known(kind) ? t(kind) : kind;
}

function foot(group, told) {
  const one = group[0];
  const edited = group.find((each) => each.edited && !each.deleted);
  const ticks = told.read === null ? "" : make("span", { class: "ticks", role: "img", "aria-label": t(told.read ? "fetched" : "sent") }, icon(told.read ? "checks" : "check"));
  return make("span", { class: "foot" },
    one.silent ? make("span", { class: "mute", role: "img", "aria-label": t("silent"), title: t("silent") }, icon("mute")) : "",
    edited ? editedMark(edited) : "", make("time", { dateTime: one.at }, hour(one.at)), ticks);
}

/** «edited»; what it said before shows by a tap and on hover. */
function editedMark(one) {
  if (!one.before?.length) return make("span", {}, t("edited"));
  const was = one.before.at(-1);
  const mark = make("button", { type: "button", class: "edited", title: `${t("said_before")}\n${was}`, "aria-expanded": "false" }, t("edited"));
  mark.onclick = () => {
    const body = mark.closest(".body");
    const open = body.querySelector(".was");
    if (open) open.remove();
    else body.insertBefore(make("div", { class: "was" }, make("b", {}, t("said_before")), was), mark.closest(".foot"));
    mark.setAttribute("aria-expanded", String(!open));
  };
  return mark;
}
