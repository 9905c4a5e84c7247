// The page of phones. It knows nothing of its own: every change is asked from /control and drawn again.
// Bubbles come as HTML that the sandbox wrote itself from parsed entities; letters are shut in a sandboxed frame.

const $ = (selector, root = document) => root.querySelector(selector);
const phones = new Map(); // person id → {node, seq of the newest bubble, what the form does}
let people = [];

async function ask(path, body) {
  const options = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
  const response = await fetch("/control/" + path, options);
  const read = await response.json();
  if (!response.ok) throw new Error(read.error);
  return read;
}

async function attempt(deed) {
  try {
    const done = await deed();
    $("#trouble").textContent = "";
    return done;
  } catch (error) {
    $("#trouble").textContent = error.message;
  }
}

function make(tag, more = {}, ...children) {
  const node = Object.assign(document.createElement(tag), more);
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

const hour = (at) => at.slice(11, 16); // the moment is written in the clock's own zone
const day = (at) => new Date(at.slice(0, 10)).toLocaleDateString("ru", { day: "numeric", month: "long", weekday: "short" });

// ── people ──────────────────────────────────────────────────────────────────────────────────────────────────

function drawPeople() {
  const wanted = $("#search").value.trim().toLowerCase();
  const fits = (one) => `${one.first_name} ${one.last_name} ${one.id} ${one.phone}`.toLowerCase().includes(wanted);
  $("#list").replaceChildren(...people.filter(fits).map((one) => {
    const button = make("button", { type: "button", textContent: `${one.first_name} ${one.last_name}`.trim() });
    button.setAttribute("aria-pressed", phones.has(one.id));
    button.onclick = () => (phones.has(one.id) ? closePhone(one.id) : openPhone(one));
    return make("li", {}, button);
  }));
  $("#nobody").hidden = people.length > 0;
  for (const one of people) drawState(one);
}

async function readPeople() {
  people = await ask("people");
  for (const id of phones.keys()) if (!people.some((one) => one.id === id)) closePhone(id);
  const room = matchMedia("(max-width: 1100px)").matches ? 1 : 3;
  for (const one of people) if (phones.size < Math.min(room, people.length)) await openPhone(one);
  drawPeople();
}

// ── phones ──────────────────────────────────────────────────────────────────────────────────────────────────

async function openPhone(person) {
  if (phones.has(person.id)) return;
  const node = $("#phone").content.firstElementChild.cloneNode(true);
  const phone = { node, person, about: null };
  phones.set(person.id, phone);
  $("h2", node).textContent = `${person.first_name} ${person.last_name}`.trim();
  $(".close", node).onclick = () => closePhone(person.id);
  $(".block", node).onclick = () => attempt(() => ask(`people/${person.id}/${phone.person.blocked ? "un" : ""}blocks`, {}));
  $("form", node).onsubmit = (event) => { event.preventDefault(); attempt(() => say(phone)); };
  $(".about button", node).onclick = () => regard(phone, null);
  $("input[type=file]", node).onchange = (event) => attempt(() => attach(phone, event.target));
  $("#phones").append(node);
  drawPeople();
  await drawScreen(person.id);
}

function closePhone(id) {
  phones.get(id)?.node.remove();
  phones.delete(id);
  drawPeople();
}

function drawState(person) {
  const phone = phones.get(person.id);
  if (!phone) return;
  phone.person = person;
  $(".state", phone.node).textContent = person.blocked ? "бот заблокирован" : person.started ? person.phone || `№ ${person.id}` : "ещё не начинал";
  $(".block", phone.node).textContent = person.blocked ? "Разблокировать" : "Заблокировать";
}

async function drawScreen(id) {
  const phone = phones.get(id);
  if (!phone) return;
  const [bubbles, keyboard] = await Promise.all([ask(`people/${id}/screen?last=200`), ask(`people/${id}/keyboard`)]);
  const chat = $(".chat", phone.node);
  const low = chat.scrollHeight - chat.scrollTop - chat.clientHeight < 60;
  const rows = [];
  let date = "";
  for (const one of bubbles) {
    if (one.at.slice(0, 10) !== date) rows.push(make("li", { className: "day", textContent: day(one.at) }));
    date = one.at.slice(0, 10);
    rows.push(drawBubble(phone, one, bubbles));
  }
  chat.replaceChildren(...rows);
  const follow = () => { if (low) chat.scrollTop = chat.scrollHeight; };
  for (const picture of chat.querySelectorAll("img")) picture.onload = follow;
  follow();
  $(".keyboard", phone.node).replaceChildren(...drawButtons(phone, keyboard));
}

function drawBubble(phone, one, all) {
  const item = make("li", { className: `bubble ${one.from}${one.deleted ? " deleted" : ""}` });
  const body = make("div", { className: "body" });
  const answered = one.reply_to && all.find((other) => other.message_id === one.reply_to);
  if (answered) body.append(make("div", { className: "answered", textContent: answered.text || answered.document || "фото" }));
  if (one.photo) body.append(make("img", { src: one.file, alt: one.text || "Фото" }));
  if (one.document) body.append(make("div", {}, make("a", { href: one.file, download: one.document, textContent: `📄 ${one.document}` })));
  if (one.contact) body.append(`👤 ${one.contact.first_name}: ${one.contact.phone_number}`);
  const text = make("span");
  text.innerHTML = one.html;
  for (const link of text.querySelectorAll("a")) Object.assign(link, { target: "_blank", rel: "noreferrer" });
  for (const veil of text.querySelectorAll("tg-spoiler")) veil.tabIndex = 0;
  body.append(text, drawFoot(phone, one));
  item.append(body, ...drawButtons(phone, one.from === "bot" && !one.deleted ? one.buttons : [], one.message_id));
  return item;
}

function drawFoot(phone, one) {
  const deeds = make("span", { className: "deeds" });
  const deed = (sign, label, act) => {
    const button = make("button", { type: "button", textContent: sign, title: label, onclick: act });
    button.setAttribute("aria-label", label);
    deeds.append(button);
  };
  if (!one.deleted) {
    deed("↩", "Ответить", () => regard(phone, { kind: "reply", one }));
    if (one.from === "person") deed("✎", "Изменить", () => regard(phone, { kind: "edit", one }));
    else deed("👍", "Отметить", () => attempt(() => ask(`people/${phone.person.id}/reacts`, { message_id: one.message_id, emoji: "👍" })));
  }
  const marks = [one.reactions.join(" "), one.deleted ? "удалено" : one.edited ? "изменено" : "", one.silent ? "без звука" : ""];
  return make("footer", {}, deeds, marks.filter(Boolean).join(" · "), make("time", { textContent: hour(one.at), dateTime: one.at }));
}

function drawButtons(phone, rows, message) {
  if (!rows.length || (message && rows[0][0]?.reply)) return [];
  return [make("div", { className: "rows" }, ...rows.map((row) => make("div", {}, ...row.map((button) => {
    const node = make("button", { type: "button", textContent: button.url ? `${button.label} ↗` : button.label });
    node.disabled = Boolean(button.disabled);
    node.onclick = () => attempt(() => press(phone, node, button, message));
    return node;
  }))))];
}

async function press(phone, node, button, message) {
  if (button.url) return window.open(button.url, "_blank", "noreferrer");
  node.disabled = true;
  const exact = button.data !== undefined ? { message_id: message, data: button.data } : { label: button.label };
  try {
    const done = await ask(`people/${phone.person.id}/presses`, exact);
    if (!done.answered) showAlert(phone, "Бот не ответил на нажатие за 5 секунд");
  } finally {
    node.disabled = false;
  }
}

function showAlert(phone, text) {
  const alert = $(".alert", phone.node);
  alert.textContent = text;
  alert.hidden = false;
  clearTimeout(phone.fading);
  phone.fading = setTimeout(() => { alert.hidden = true; }, 5000);
}

function regard(phone, about) {
  phone.about = about;
  $(".about", phone.node).hidden = !about;
  if (!about) return;
  $(".about span", phone.node).textContent = `${about.kind === "reply" ? "Ответ на" : "Изменить"}: ${about.one.text.slice(0, 60)}`;
  const line = $("input[name=text]", phone.node);
  if (about.kind === "edit") line.value = about.one.text;
  line.focus();
}

async function say(phone) {
  const line = $("input[name=text]", phone.node);
  const text = line.value.trim();
  if (!text) return;
  const { kind, one } = phone.about ?? {};
  if (kind === "edit") await ask(`people/${phone.person.id}/edits`, { message_id: one.message_id, text });
  else await ask(`people/${phone.person.id}/says`, { text, ...(one && { reply_to: one.message_id }) });
  line.value = "";
  regard(phone, null);
}

async function attach(phone, input) {
  const file = input.files[0];
  if (!file) return;
  const address = await new Promise((done, failed) => {
    const reader = Object.assign(new FileReader(), { onerror: () => failed(reader.error) });
    reader.onload = () => done(reader.result);
    reader.readAsDataURL(file);
  });
  const line = $("input[name=text]", phone.node);
  const base64 = address.split(",")[1] ?? "";
  const sent = file.type.startsWith("image/") ? { photo: base64 } : { document: { name: file.name, base64 } };
  await ask(`people/${phone.person.id}/says`, { caption: line.value.trim(), ...sent });
  line.value = input.value = "";
}

// ── trays and the clock ─────────────────────────────────────────────────────────────────────────────────────

function fill(tray, items) {
  $(".items", tray).prepend(...items.reverse());
  const count = $(".items", tray).children.length;
  $(".empty", tray).hidden = count > 0;
  $(`#${tray.id}-count`).textContent = count;
}

const read = { mail: 0 };

async function readMail() {
  const letters = await ask(`mail?after=${read.mail}`);
  read.mail = letters.at(-1)?.n ?? read.mail;
  fill($("#mail"), letters.map((one) => {
    const body = make("div");
    const item = make("details", {}, make("summary", {}, make("b", { textContent: one.subject || "без темы" }),
      make("span", { className: "dim", textContent: `${one.to.join(", ")} · ${hour(one.at)}` })), body);
    item.ontoggle = () => { if (item.open && !body.firstChild) body.append(...drawLetter(one)); };
    return item;
  }));
}

function drawLetter(one) {
  const parts = one.attachments.map((file) => make("p", { className: "dim", textContent: `📎 ${file.name} (${file.size} Б)` }));
  if (!one.html) return [make("pre", { textContent: one.text }), ...parts];
  const frame = make("iframe", { title: `Письмо «${one.subject}»`, srcdoc: one.html });
  frame.setAttribute("sandbox", "");
  const plain = make("details", {}, make("summary", { textContent: "Простой текст" }), make("pre", { textContent: one.text }));
  return [frame, plain, ...parts];
}

async function readSms() {
  const texts = await ask("sms");
  $("#sms .items").replaceChildren();
  fill($("#sms"), texts.map((one) => make("article", {}, make("div", { textContent: one.text }),
    make("span", { className: "dim", textContent: [one.to, hour(one.at), `частей: ${one.segments}`, ...one.receipts.map((r) => r.status)].join(" · ") }))));
}

async function readClock() {
  const clock = await ask("clock");
  $("#now").textContent = `${day(clock.now)}, ${hour(clock.now)}`;
  $("#now").dateTime = clock.now;
  $("#flow").setAttribute("aria-pressed", clock.flows);
  $("#flow").textContent = clock.flows ? "Время идёт: остановить" : "Время стоит: пустить";
}

for (const button of document.querySelectorAll("[data-step]")) {
  button.onclick = () => attempt(() => ask("clock", { advance: button.dataset.step }));
}
$("#flow").onclick = () => attempt(() => ask("clock", { flows: $("#flow").getAttribute("aria-pressed") !== "true" }));
$("#search").oninput = drawPeople;

function show(tab) {
  document.body.dataset.tab = tab;
  for (const button of document.querySelectorAll("[data-show]")) button.setAttribute("aria-current", button.dataset.show === tab);
}
for (const button of document.querySelectorAll("[data-show]")) button.onclick = () => show(button.dataset.show);

// ── what is new ─────────────────────────────────────────────────────────────────────────────────────────────

async function readAll() {
  read.mail = 0;
  $("#mail .items").replaceChildren();
  await Promise.all([readPeople(), readMail(), readSms(), readClock()]);
  await Promise.all([...phones.keys()].map(drawScreen));
}

async function take(changes) {
  const kinds = new Set(changes.map((one) => one.what));
  if (kinds.has("reset")) return readAll();
  if (["person", "blocked", "unblocked"].some((kind) => kinds.has(kind))) await readPeople();
  if (kinds.has("mail")) await readMail();
  if (kinds.has("sms")) await readSms();
  if (kinds.has("clock")) await readClock();
  const chats = new Set(changes.filter((one) => one.message_id).map((one) => one.chat));
  await Promise.all([...chats].map(drawScreen));
  for (const one of changes) if (one.what === "alert" && phones.has(one.chat)) showAlert(phones.get(one.chat), one.text);
}

async function live() {
  let seq = null;
  for (;;) {
    try {
      if (seq === null) {
        seq = (await ask("wait?timeout=0")).seq;
        await readAll();
        $("#trouble").textContent = "";
      }
      const news = await ask(`wait?after=${seq}&timeout=25`);
      seq = news.seq;
      await take(news.changes);
    } catch (error) {
      $("#trouble").textContent = "Песочница не отвечает, пробую снова…";
      seq = null;
      await new Promise((done) => setTimeout(done, 1000));
    }
  }
}

show("phones");
setInterval(() => readClock().catch(() => {}), 20_000);
live();
