// The page of phones. It knows nothing of its own: every change is asked from /control and drawn again.
import { beginClock, readClock } from "./clock.js";
import { $, Refused, ask, make } from "./dom.js";
import { readMail, unreadMail } from "./mail.js";
import { beginPeople, drawPeople } from "./people.js";
import { closePhone, drawPhone, drawWelcome, fitPhones, openPhone, read, room, showToast, showTyping } from "./phones.js";
import { alertBox } from "./popups.js";
import { beginPrefs } from "./prefs.js";
import { readSms, unreadSms } from "./sms.js";
import { mostInteresting, ofRole, roles, store, unreadOf } from "./store.js";
import { beginTrays, drawCount, show } from "./trays.js";
import { beginTrouble, readTrouble } from "./trouble.js";
import { readWays, takeWays } from "./ways.js";
import { spell, t } from "./words.js";

const MANY = 150; // chats named in one question; beyond that all are asked for

function begin() {
  spell(document);
  beginPrefs();
  beginPeople();
  beginClock();
  beginTrouble();
  beginTrays();
  drawWelcome();
  document.addEventListener("counts", drawCounts);
  document.addEventListener("visibilitychange", () => { for (const phone of store.phones.values()) read(phone); });
  addEventListener("resize", fitPhones);
  addEventListener("hashchange", () => openNamed());
  live();
}

async function readAll() {
  await readPeople();
  await Promise.all([readChats(), readClock(), readTrouble({ always: true })]);
  await Promise.all([readMail({ anew: true }), readSms()]);
  if (!store.phones.size) await firstPhones();
  await Promise.all([...store.phones.keys()].map(drawPhone));
  await Promise.all([...store.phones.values()].map(readWays));
  drawPeople();
  drawCounts();
  $("main").removeAttribute("aria-busy");
}

async function readPeople() {
  const [people, groups] = await Promise.all([ask("people"), ask("groups")]);
  store.people = new Map(people.map((one) => [one.id, one]));
  store.groups = groups;
  for (const id of [...store.phones.keys()]) if (!store.people.has(id)) closePhone(id);
}

async function readChats(ids = null) {
  if (!ids) store.chats.clear();
  for (const chat of await ask(ids && ids.length < MANY ? `chats?of=${ids.join(",")}` : "chats")) store.chats.set(chat.id, chat);
}

/** At first opening: whoever the address names, or of each role the one with news, as many as there is room for. */
async function firstPhones() {
  if (await openNamed()) return;
  if (matchMedia("(max-width: 760px)").matches) return;
  const wanted = roles().map((role) => mostInteresting(ofRole(role))).filter(Boolean);
  if (wanted.length < 2) wanted.push(...[...store.people.values()].filter((one) => !wanted.includes(one)));
  for (const person of wanted.slice(0, room())) await openPhone(person, { quietly: true });
}

async function openNamed() {
  const named = decodeURIComponent(location.hash.slice(1));
  if (["mail", "sms", "more"].includes(named)) show(named);
  const people = named.split(",").map((id) => store.people.get(Number(id))).filter(Boolean).slice(0, room());
  for (const person of people) await openPhone(person, { quietly: people.length > 1 });
  return people.length > 0;
}

function drawCounts() {
  drawCount("mail", unreadMail());
  drawCount("sms", unreadSms());
  drawCount("phones", [...store.people.keys()].filter(unreadOf).length);
}

// ── what is new ─────────────────────────────────────────────────────────────────────────────────────────────

async function take(changes) {
  const kinds = new Set(changes.map((one) => one.what));
  if (kinds.has("reset")) return readAll();
  if (["person", "blocked", "unblocked", "group"].some((kind) => kinds.has(kind))) await readPeople();
  for (const one of changes) sign(one);
  const touched = new Set(changes.flatMap((one) => (["message", "edited", "deleted", "reaction", "buttons", "blocked", "unblocked", "person"].includes(one.what) ? [one.chat] : one.what === "read" ? [one.person] : [])));
  if (kinds.has("clock")) await readClock();
  if (touched.size) await readChats([...touched].filter((id) => store.people.has(id)));
  if (!store.phones.size && store.people.size && kinds.has("person")) await firstPhones();
  const drawn = [...store.phones.values()].filter((phone) => touched.has(phone.chat) || touched.has(phone.person.id));
  await Promise.all(drawn.map((phone) => drawPhone(phone.person.id)));
  if (kinds.has("mail")) await readMail();
  if (kinds.has("sms")) await readSms();
  if (kinds.has("ways")) await takeWays(new Set(changes.flatMap((one) => one.people ?? [])));
  await readTrouble();
  if (touched.size || kinds.has("clock")) drawPeople();
  drawCounts();
  return undefined;
}

/** Alerts and «typing…» of open phones. */
function sign(one) {
  const phones = [...store.phones.values()].filter((phone) => phone.chat === one.chat);
  for (const phone of phones) {
    if (one.what === "action") showTyping(phone, one.action === "cancel" ? null : one.action);
    if (one.what === "message") showTyping(phone, null);
    if (one.what !== "alert" || one.person !== phone.person.id) continue;
    if (one.show_alert) alertBox(phone.node, one.text);
    else showToast(phone, one.text);
  }
}

async function live() {
  let seq = null;
  for (;;) {
    try {
      if (seq === null) {
        seq = (await ask("wait?timeout=0")).seq;
        await readAll();
        lost(false);
      }
      const news = await ask(`wait?after=${seq}&timeout=25`);
      seq = news.seq;
      await take(news.changes);
    } catch (error) {
      if (!(error instanceof Refused) && !/fetch/i.test(error.message)) console.error(error);
      lost(true);
      seq = null;
      await new Promise((done) => setTimeout(done, 1000));
    }
  }
}

function lost(yes) {
  $("#lost")?.remove();
  if (yes) document.body.prepend(make("p", { id: "lost", role: "alert" }, t("lost")));
}

begin();
