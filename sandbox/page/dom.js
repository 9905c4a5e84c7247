// Making nodes, asking the sandbox, and small forms of words and sizes.
import { language, t } from "./words.js";

export const $ = (selector, root = document) => root.querySelector(selector);

/** A node: names with a dash and unknown ones are attributes, others are properties; empty children are left out. */
export function make(tag, more = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(more)) {
    if (value === undefined || value === null || value === false) continue;
    if (name in node && !name.includes("-")) node[name] = value;
    else node.setAttribute(name, value);
  }
  node.append(...children.flat().filter((child) => child || child === 0));
  return node;
}

const DRAWN = {
  back: "M15 5l-7 7 7 7", close: "M6 6l12 12M18 6L6 18", more: "M12 5.5v.01M12 12v.01M12 18.5v.01",
  send: "M4 12l16-8-5 16-3.5-6.5zM11.5 13.5L20 4", attach: "M20 11l-8.5 8.5a5 5 0 0 1-7-7L13 4a3.4 3.4 0 0 1 4.8 4.8l-8.4 8.4a1.7 1.7 0 0 1-2.4-2.4L14.5 7.3",
  keys: "M4 6h16v12H4zM8 10v.01M12 10v.01M16 10v.01M8 14h8", slash: "M15 5L9 19", down: "M6 9l6 6 6-6",
  phone: "M8 3h8a1.5 1.5 0 0 1 1.5 1.5v15A1.5 1.5 0 0 1 16 21H8a1.5 1.5 0 0 1-1.5-1.5v-15A1.5 1.5 0 0 1 8 3zM11 18h2",
  mail: "M3.5 6h17v12h-17zM4 6.5l8 6.5 8-6.5", sms: "M4 5h16v11H10l-4 4v-4H4zM8 9h8M8 12h5", dots: "M6 12v.01M12 12v.01M18 12v.01",
  moon: "M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5z", sun: "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M18.7 5.3l-1.4 1.4M6.7 17.3l-1.4 1.4",
  half: "M12 4a8 8 0 1 0 0 16zM12 4a8 8 0 0 1 0 16", alert: "M12 4l9 16H3zM12 10v4M12 17v.01", clock: "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM12 7.5V12l3 2",
  play: "M8 5l11 7-11 7z", pause: "M8 5v14M16 5v14", check: "M4 12.5l5 5L20 6.5", checks: "M2 12.5l5 5L17 7M11 16l1.5 1.5L22.5 7",
  file: "M7 3h7l5 5v13H7zM14 3v5h5", mute: "M6 16V11a6 6 0 0 1 9-5.2M18 10v6l1.5 2H5M10 20.5h4M4 4l16 16", out: "M8 16L17 7M10 7h7v7",
  reply: "M10 6l-6 6 6 6M4 12h10a6 6 0 0 1 6 6", edit: "M4 20l1-4L16 5l3 3L8 19z", copy: "M8 8h11v12H8zM5 16V4h11", user: "M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4.5 20c1-4 4-5.5 7.5-5.5s6.5 1.5 7.5 5.5",
  users: "M9 5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7zM2.5 19c.7-3.5 3.3-5 6.5-5s5.8 1.5 6.5 5M16 5.5a3.3 3.3 0 0 1 0 6.3M18 14.5c2 .7 3.2 2.3 3.6 4.5",
  book: "M4 5h6a2 2 0 0 1 2 2v12a2 2 0 0 0-2-2H4zM20 5h-6a2 2 0 0 0-2 2v12a2 2 0 0 1 2-2h6z", star: "M12 4l2.4 5.2 5.6.7-4.2 3.8 1.2 5.6-5-2.9-5 2.9 1.2-5.6L4 9.9l5.6-.7z",
  chart: "M4 20h16M7 16v-5M12 16V6M17 16v-8", search: "M11 5a6 6 0 1 0 0 12 6 6 0 0 0 0-12zM15.5 15.5L20 20", route: "M6 6v.01M6 6c0 8 12 4 12 12M18 18v.01",
};

export function icon(name) {
  const template = document.createElement("template");
  template.innerHTML = `<svg class="icon" data-icon="${name}" viewBox="0 0 24 24" aria-hidden="true"><path d="${DRAWN[name]}"/></svg>`;
  return template.content.firstChild;
}

/** A button with a drawing and a name for whoever does not see it. */
export function iconButton(name, label, onclick, more = {}) {
  return make("button", { type: "button", class: "round", "aria-label": label, title: label, onclick, ...more }, icon(name));
}

/** The sandbox said no; its words are the message. */
export class Refused extends Error {}

export async function ask(path, body) {
  const options = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
  const response = await fetch("/control/" + path, options);
  const read = await response.json();
  if (!response.ok) throw new Refused(read.error);
  return read;
}

const READING = 8000; // milliseconds that a line below the header stays

/** Does it, and says below the header what went wrong. */
export async function attempt(deed) {
  try {
    const done = await deed();
    say("");
    return done;
  } catch (error) {
    say(error.message);
    return undefined;
  }
}

let fading;

export function say(words) {
  const place = $("#said");
  place.textContent = words;
  place.hidden = !words;
  clearTimeout(fading);
  fading = setTimeout(() => { place.hidden = true; }, READING);
}

// A moment is written in the clock's own zone: its letters are read, not its place on the globe.
export const hour = (at) => at.slice(11, 16);
export function day(at, form = { day: "numeric", month: "long", weekday: "short" }) {
  return new Date(at.slice(0, 10)).toLocaleDateString(language, { ...form, timeZone: "UTC" });
}
/** «10:16», and the day before it where that is not the clock's own. */
export const when = (at, now) => (at.slice(0, 10) === (now ?? at).slice(0, 10) ? hour(at) : `${day(at, { day: "numeric", month: "short" })} ${hour(at)}`);

export function size(bytes) {
  const show = (n) => n.toLocaleString(language, { maximumFractionDigits: 1 });
  if (bytes < 1024) return t("bytes", { n: bytes });
  return bytes < 1 << 20 ? t("kilobytes", { n: show(bytes / 1024) }) : t("megabytes", { n: show(bytes / (1 << 20)) });
}

export const fullName = (person) => `${person.first_name} ${person.last_name}`.trim();

/** A circle with initials; the colour follows from the number. */
export function avatar(name, number) {
  const letters = name.split(/\s+/).slice(0, 2).map((word) => [...word][0] ?? "").join("");
  return make("span", { class: `avatar hue${Math.abs(number) % 7}`, "aria-hidden": "true" }, letters);
}

/** Arrow keys walk through what the selector finds in a list; only one of it is a tab stop. */
export function rove(list, selector, { columns = 1 } = {}) {
  list.addEventListener("keydown", (event) => {
    const all = [...list.querySelectorAll(selector)];
    const at = all.indexOf(document.activeElement);
    const steps = { ArrowDown: columns, ArrowUp: -columns, ArrowRight: 1, ArrowLeft: -1, Home: -at, End: all.length - 1 - at };
    if (at < 0 || !(event.key in steps)) return;
    event.preventDefault();
    const next = all[Math.max(0, Math.min(all.length - 1, at + steps[event.key]))];
    onlyStop(all, next);
    next.focus();
  });
}

export function onlyStop(all, one) {
  for (const node of all) node.tabIndex = node === one ? 0 : -1;
}
