// The input line: words, replies, edits, pictures and files, and the bot's commands.
import { $, ask, attempt, icon, iconButton, make, size } from "./dom.js";
import { t } from "./words.js";

export function beginCompose(phone) {
  const { node } = phone;
  const line = make("textarea", { name: "text", rows: 1, autocomplete: "off", placeholder: t("message"), "aria-label": t("message") });
  const input = make("input", { type: "file", multiple: true, tabIndex: -1, "aria-hidden": "true" });
  const slash = iconButton("slash", t("commands"), () => (phone.menuOpen ? closeMenu(phone) : openMenu(phone, "")), { class: "round slash" });
  const keys = iconButton("keys", t("keyboard"), () => { $(".keyboard", node).hidden = !$(".keyboard", node).hidden; }, { class: "round keys" });
  $(".line", node).append(iconButton("attach", t("attach"), () => input.click()), input, slash, line, keys,
    make("button", { class: "round send main", "aria-label": t("send"), title: t("send") }, icon("send")));
  const form = $("form", node);
  form.onsubmit = (event) => { event.preventDefault(); attempt(() => say(phone)); };
  input.onchange = () => attempt(() => take(phone, [...input.files]).finally(() => { input.value = ""; }));
  line.oninput = () => { grow(line); suggest(phone, line.value); };
  line.onkeydown = (event) => keysOf(phone, line, event);
  line.onpaste = (event) => { if (event.clipboardData.files.length) { event.preventDefault(); attempt(() => take(phone, [...event.clipboardData.files])); } };
  node.ondragover = (event) => event.preventDefault();
  node.ondrop = (event) => { event.preventDefault(); attempt(() => take(phone, [...event.dataTransfer.files])); };
  phone.regard = (about) => regard(phone, about);
}

function keysOf(phone, line, event) {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    const chosen = phone.menuOpen && line.value.startsWith("/") && $(".menu button", phone.node);
    if (chosen && $(".menu", phone.node).children.length === 1) chosen.click();
    else $("form", phone.node).requestSubmit();
  } else if (event.key === "Escape") {
    if (phone.menuOpen) closeMenu(phone);
    else if (phone.about) regard(phone, null);
    else $(".bubble[tabindex='0']", phone.node)?.focus();
  } else if (event.key === "ArrowUp" && !line.value) {
    if (phone.menuOpen) $(".menu li:last-child button", phone.node)?.focus();
    else editLast(phone);
    event.preventDefault();
  } else if (event.key === "ArrowUp" && phone.menuOpen) {
    $(".menu li:last-child button", phone.node)?.focus();
    event.preventDefault();
  }
}

/** An arrow up in an empty line changes one's own last message, as in the messenger. */
function editLast(phone) {
  const own = phone.bubbles.filter((one) => one.from === "person" && !one.deleted && one.text).at(-1);
  if (own) regard(phone, { kind: "edit", one: own });
}

function grow(line) {
  line.style.height = "auto";
  line.style.height = `${Math.min(line.scrollHeight, 130)}px`;
}

/** What the next words are about: a message to answer, or one's own to change. */
function regard(phone, about) {
  const line = $("textarea", phone.node);
  const bar = $(".about", phone.node);
  if (phone.about?.kind === "edit" || about?.kind === "edit") line.value = about?.kind === "edit" ? about.one.text : "";
  phone.about = about;
  bar.hidden = !about;
  bar.replaceChildren(...(about ? [icon(about.kind), make("span", {}, make("b", {}, t(about.kind === "reply" ? "answer_to" : "editing")), about.one.text || about.one.document || t("photo")),
    iconButton("close", t("cancel"), () => regard(phone, null))] : []));
  grow(line);
  line.focus();
}

async function say(phone) {
  const line = $("textarea", phone.node);
  const text = line.value.trim();
  const { kind, one } = phone.about ?? {};
  const chat = phone.chat === phone.person.id ? {} : { chat: phone.chat };
  const path = `people/${phone.person.id}`;
  if (kind === "edit") {
    if (text) await ask(`${path}/edits`, { message_id: one.message_id, text, ...chat });
  } else if (text || phone.pending.length) {
    await ask(`${path}/says`, { ...said(text, phone.pending), ...(one && { reply_to: one.message_id }), ...chat });
  }
  phone.pending = [];
  line.value = "";
  closeMenu(phone);
  regard(phone, null);
  drawPending(phone);
  $(".chat", phone.node).scrollTop = 1e9;
}

function said(text, pending) {
  const parts = pending.map((one) => (one.picture ? { photo: one.base64 } : { document: { name: one.name, base64: one.base64 } }));
  if (!parts.length) return { text };
  if (parts.length === 1) return { caption: text, ...parts[0] };
  return { album: parts.map((part, at) => (at ? part : { ...part, caption: text })) };
}

/** Files wait beside the line until they are sent with their caption. */
async function take(phone, files) {
  for (const file of files) {
    const address = await new Promise((done, failed) => {
      const reader = Object.assign(new FileReader(), { onerror: () => failed(reader.error) });
      reader.onload = () => done(reader.result);
      reader.readAsDataURL(file);
    });
    phone.pending.push({ name: file.name, size: file.size, picture: /^image\/(png|jpeg|webp|gif)$/.test(file.type), address, base64: address.split(",")[1] ?? "" });
  }
  drawPending(phone);
  $("textarea", phone.node).focus();
}

function drawPending(phone) {
  const place = $(".pending", phone.node);
  place.hidden = !phone.pending.length;
  place.replaceChildren(...phone.pending.map((one) => make("span", {}, one.picture ? make("img", { src: one.address, alt: "" }) : icon("file"),
    make("span", {}, one.name, make("small", {}, size(one.size))),
    iconButton("close", `${t("remove")}: ${one.name}`, () => { phone.pending = phone.pending.filter((other) => other !== one); drawPending(phone); }))));
}

// ── commands ────────────────────────────────────────────────────────────────────────────────────────────────

function suggest(phone, text) {
  if (/^\/\w*$/.test(text)) openMenu(phone, text.slice(1));
  else closeMenu(phone);
}

function openMenu(phone, begins) {
  phone.menuOpen = true;
  const fitting = phone.commands.filter((one) => one.command.startsWith(begins));
  const place = $(".menu", phone.node);
  place.replaceChildren(...fitting.map((one) => make("li", {}, make("button", { type: "button", onclick: () => use(phone, one), onkeydown: (event) => { if (event.key === "Escape") { closeMenu(phone); $("textarea", phone.node).focus(); } } },
    make("b", {}, `/${one.command}`), make("span", {}, one.description)))));
  place.hidden = !fitting.length;
  if (!begins && !$("textarea", phone.node).value) $("button", place)?.focus();
}

function use(phone, command) {
  $("textarea", phone.node).value = `/${command.command}`;
  return attempt(() => say(phone));
}

function closeMenu(phone) {
  phone.menuOpen = false;
  $(".menu", phone.node).hidden = true;
}

/** A person who has blocked the bot can only let it in again. */
export function drawCompose(phone) {
  const { node, person } = phone;
  const blocked = person.blocked;
  $(".line", node).hidden = blocked;
  $(".unblock", node)?.remove();
  if (blocked) $("form", node).append(make("button", { type: "button", class: "unblock main", onclick: () => attempt(() => ask(`people/${person.id}/unblocks`, {})) }, t("unblock")));
  $(".keys", node).hidden = !phone.hasKeys;
  $(".slash", node).hidden = !phone.commands.length;
}
