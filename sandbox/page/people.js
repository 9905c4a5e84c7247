// Whose phone to open: tabs by role, and the list of chats as a messenger shows it.
import { kindName } from "./bubble.js";
import { $, avatar, fullName, icon, make, onlyStop, rove, when } from "./dom.js";
import { closePhone, isOpen, openPhone } from "./phones.js";
import { byNewest, mostInteresting, ofRole, roles, store, unreadOf } from "./store.js";
import { known, t } from "./words.js";

const SHOWN = 120; // people in the list at once; the others are found by name
const DRAWN = { all: "users", parent: "user", teacher: "book", class_teacher: "star", deputy: "chart", head: "chart", office: "edit" };

export const roleName = (role) => (known(`role_${role}`) ? t(`role_${role}`) : role);

export function beginPeople() {
  $("#search").oninput = drawPeople;
  rove($("#list"), "button");
  rove($("#roles"), "button", { columns: 2 });
}

export function drawPeople() {
  drawRoles();
  const wanted = $("#search").value.trim().toLowerCase();
  const fits = (one) => `${fullName(one)} ${one.last_name} ${one.first_name} ${one.about} ${one.id} ${one.phone}`.toLowerCase().includes(wanted);
  const found = byNewest(ofRole(store.role).filter(fits));
  const focused = document.activeElement?.closest("#list [data-id]")?.dataset.id;
  const items = found.slice(0, SHOWN).map((one) => make("li", {}, drawPerson(one)));
  if (found.length > SHOWN) items.push(make("li", { class: "dim" }, t("more_people", { n: found.length - SHOWN })));
  if (!found.length && store.people.size) items.push(make("li", { class: "dim" }, t(wanted ? "nobody_found" : "nobody_like")));
  $("#list").replaceChildren(...items);
  const buttons = [...$("#list").querySelectorAll("button")];
  const again = buttons.find((one) => one.dataset.id === focused);
  onlyStop(buttons, again ?? buttons.find((one) => one.getAttribute("aria-pressed") === "true") ?? buttons[0]);
  again?.focus({ preventScroll: true });
  $("#people").hidden = !store.people.size;
}

function drawRoles() {
  const there = roles();
  const focused = document.activeElement?.dataset?.role;
  const shown = there.length > 1 ? ["all", ...there] : [];
  $("#roles").replaceChildren(...shown.map((role) => {
    const people = ofRole(role);
    const news = people.filter((one) => unreadOf(one.id)).length;
    const button = make("button", { type: "button", "data-role": role, "aria-pressed": String(store.role === role), onclick: () => chooseRole(role) },
      icon(DRAWN[role] ?? "user"), make("span", {}, roleName(role)),
      make("small", { class: news ? "badge" : "dim" }, news || people.length));
    if (news) button.setAttribute("aria-label", `${roleName(role)}: ${t("unread", { n: news })}`);
    return button;
  }));
  const buttons = [...$("#roles").children];
  const again = buttons.find((one) => one.dataset.role === focused);
  onlyStop(buttons, again ?? buttons.find((one) => one.dataset.role === store.role) ?? buttons[0]);
  again?.focus({ preventScroll: true });
}

/** A role is chosen: the list shows it, and the phone of whoever has news there opens. */
function chooseRole(role) {
  store.role = role;
  const person = role === "all" ? undefined : mostInteresting(ofRole(role));
  if (person) openPhone(person);
  drawPeople();
}

function drawPerson(person) {
  const chat = store.chats.get(person.id);
  const last = chat?.last;
  const glimpse = last ? make("span", { class: "glimpse" }, last.from === "person" ? make("i", {}, t("you")) : "", glimpseOf(last)) : "";
  const badge = chat?.unread ? make("b", { class: "badge", "aria-label": t("unread", { n: chat.unread }) }, chat.unread) : "";
  const sub = person.about || (person.role ? roleName(person.role) : "");
  return make("button", {
    type: "button", class: "talker", "data-id": person.id, "aria-pressed": String(isOpen(person.id)),
    onclick: () => (isOpen(person.id) && matchMedia("(min-width: 761px)").matches ? closePhone(person.id) : openPhone(person)),
  },
  avatar(fullName(person), person.id),
  make("span", { class: "top" }, make("strong", {}, fullName(person)), last ? make("time", {}, when(last.at, store.clock.now)) : ""),
  make("span", { class: "low" }, make("span", { class: "lines" }, sub ? make("span", { class: "about" }, sub) : "", glimpse), badge));
}

function glimpseOf(last) {
  if (last.text) return last.text.replace(/\s+/g, " ");
  return last.document ?? kindName(last);
}
