// What the system under trial tells of its notifications: recorded, waits, sent; the page adds whether they are there.
import { $, ask, icon, make, when } from "./dom.js";
import { jump } from "./chat.js";
import { store } from "./store.js";
import { known, t } from "./words.js";

const MINUTE = 60_000;
const SHOWN = 5; // ways on one phone, the newest first

/** Asks for the ways of a chat, a mailbox or a number; the newest first. */
export async function waysOf(person, last = 100) {
  return (await ask(`ways?person=${encodeURIComponent(person)}&last=${last}`)).reverse();
}

/** The way that ends in this letter or text: by its number, or else the only one that left in that minute. */
export function wayTo(ways, { id, at }) {
  const bare = (number) => String(number ?? "").replace(/[<>]/g, "");
  const left = (way) => way.steps.some((step) => step.step === "sent" && Math.abs(Date.parse(step.at) - Date.parse(at)) < MINUTE);
  const near = ways.filter(left);
  return ways.find((way) => way.provider_id && bare(way.provider_id) === bare(id)) ?? (near.length === 1 ? near[0] : undefined);
}

export async function readWays(phone) {
  phone.ways = await waysOf(phone.person.id, SHOWN);
  drawWays(phone);
}

/** Of open phones that are named. */
export async function takeWays(people) {
  const named = [...store.phones.values()].filter((phone) => people.has(String(phone.person.id)));
  await Promise.all(named.map(readWays));
}

export function drawWays(phone) {
  const place = $(".way", phone.node);
  const ids = new Set(phone.bubbles.map((one) => String(one.message_id)));
  const signature = JSON.stringify([phone.ways, phone.ways.map((way) => ids.has(way.provider_id))]);
  if (place.dataset.drawn === signature) return;
  place.dataset.drawn = signature;
  const open = Boolean($("details", place)?.open);
  const rows = phone.ways.map((way) => drawWay(way, ids.has(way.provider_id) ? t("w_chat") : "", () => jump(phone, Number(way.provider_id))));
  place.replaceChildren(...(rows.length ? [make("details", { open }, make("summary", { "aria-label": t("ways") }, icon("clock"), first(phone, ids), make("strong", {}, t("ways"))), make("ol", {}, ...rows))] : []));
}

function first(phone, ids) {
  const [way] = phone.ways;
  return make("span", { class: "newest" }, make("b", {}, way.title), make("span", {}, line(way, ids.has(way.provider_id) ? t("w_chat") : "")));
}

/** One way; `there` says that the message itself is seen, `show` leads to it. */
export function drawWay(way, there, show) {
  const inside = [make("b", {}, way.title), make("span", {}, line(way, there))];
  const leads = there && show;
  return make("li", {}, leads ? make("button", { type: "button", onclick: show, title: t("show_bubble") }, ...inside) : make("div", {}, ...inside));
}

/** «записано 10:11 → ждёт до 10:16 → отправлено 10:16 → в чате» */
export function line(way, there) {
  const steps = way.steps.map((step) => {
    const words = known(`w_${step.step}`) ? t(`w_${step.step}`) : step.step;
    const at = step.at ? ` ${when(step.at, store.clock.now || step.at)}` : "";
    return words + at + (step.note ? ` (${step.note})` : "");
  });
  return [...steps, ...(there ? [there] : [])].join(" → ");
}
