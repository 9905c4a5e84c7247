// The stepped clock: what time it is there, and how to make it later.
import { $, ask, attempt, day, hour, icon, make } from "./dom.js";
import { drawHeads } from "./phones.js";
import { store } from "./store.js";
import { t } from "./words.js";

const EVENING = 18;
const FRIDAY = 5;

/** The next moment at that hour, on that weekday if one is named; in the clock's own zone. */
export function next(now, atHour, weekday) {
  const zone = now.match(/(Z|[+-]\d\d:\d\d)$/)[0];
  const at = new Date(`${now.slice(0, 19)}Z`); // its letters as if they were UTC: only they are counted
  const to = new Date(at);
  to.setUTCHours(atHour, 0, 0, 0);
  while (to <= at || (weekday !== undefined && to.getUTCDay() !== weekday)) to.setUTCDate(to.getUTCDate() + 1);
  return to.toISOString().slice(0, 19) + zone;
}

const STEPS = [
  ["plus_5", () => ({ advance: "PT5M" })],
  ["plus_60", () => ({ advance: "PT1H" })],
  ["evening", () => ({ now: next(store.clock.now, EVENING) })],
  ["friday", () => ({ now: next(store.clock.now, EVENING, FRIDAY) })],
];

export function beginClock() {
  for (const place of [$("#steps"), $("#steps-more")]) {
    const buttons = STEPS.map(([words, order]) => make("button", { type: "button", "data-step": words, onclick: (event) => step(event.currentTarget, order()) }, t(words)));
    const run = make("button", { type: "button", class: "run", onclick: (event) => step(event.currentTarget, { flows: !store.clock.flows }) });
    place.append(...buttons, run);
  }
  setInterval(() => { if (store.clock.flows) readClock().catch(() => {}); }, 10_000);
}

async function step(button, order) {
  button.setAttribute("aria-busy", "true");
  button.classList.add("busy");
  await attempt(() => ask("clock", order));
  button.classList.remove("busy");
  button.removeAttribute("aria-busy");
}

export async function readClock() {
  store.clock = await ask("clock");
  const { now, flows } = store.clock;
  for (const place of [$("#now"), $("#now-more")]) {
    place.dateTime = now;
    place.replaceChildren(make("b", {}, hour(now)), make("span", {}, day(now)));
  }
  for (const run of document.querySelectorAll(".run")) {
    run.replaceChildren(icon(flows ? "pause" : "play"), make("span", {}, t(flows ? "runs" : "stands")));
    run.setAttribute("aria-pressed", String(flows));
    run.title = t(flows ? "stop" : "run");
  }
  drawHeads();
}
