// What comes over the page: the bot's alerts, questions, menus of deeds, and the viewer of pictures.
import { iconButton, make, rove } from "./dom.js";
import { t } from "./words.js";

function show(dialog, over) {
  document.body.append(dialog);
  if (over) {
    const { left, top, width, height } = over.getBoundingClientRect();
    Object.assign(dialog.style, { left: `${left + width / 2}px`, top: `${top + height / 2}px` });
  }
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  dialog.showModal();
  return dialog;
}

/** answerCallbackQuery with show_alert: a box over the phone that wants to be read. */
export function alertBox(over, text) {
  const box = make("dialog", { class: "box", "aria-label": text }, make("p", {}, text));
  box.append(make("div", { class: "choices" }, make("button", { type: "button", class: "main", autofocus: true, onclick: () => box.close() }, t("ok"))));
  return show(box, over);
}

export function confirm(over, text, yes) {
  return new Promise((decided) => {
    const box = make("dialog", { class: "box", "aria-label": text }, make("p", {}, text));
    const button = (words, value, kind) => make("button", { type: "button", class: kind, onclick: () => box.close(value) }, words);
    box.append(make("div", { class: "choices" }, button(t("cancel"), "", ""), button(yes, "yes", "main")));
    box.addEventListener("close", () => decided(box.returnValue === "yes"));
    show(box, over);
  });
}

/** A menu beside a node: lines of [words, deed], and above them a row of [sign, name, deed]. */
export function choose(beside, lines, signs = []) {
  const menu = make("dialog", { class: "sheet" });
  const run = (deed) => () => { menu.close(); deed(); };
  if (signs.length) menu.append(make("div", { class: "signs" }, ...signs.map(([sign, name, deed]) => make("button", { type: "button", "aria-label": name, title: name, onclick: run(deed) }, sign))));
  menu.append(make("div", { class: "lines" }, ...lines.map(([words, deed]) => make("button", { type: "button", onclick: run(deed) }, words))));
  rove(menu, "button");
  show(menu);
  const place = beside.getBoundingClientRect();
  const { width, height } = menu.getBoundingClientRect();
  menu.style.left = `${Math.max(8, Math.min(place.left, innerWidth - width - 8))}px`;
  menu.style.top = `${Math.max(8, Math.min(place.bottom, innerHeight - height - 8))}px`;
  menu.querySelector(".lines button")?.focus();
}

/** Pictures as large as the window; arrows lead to the others of the chat. */
export function viewer(pictures, at) {
  const image = make("img", { alt: "" });
  const words = make("p", {});
  const save = make("a", { class: "main", download: "" }, t("download"));
  const box = make("dialog", { class: "viewer", "aria-label": t("picture") });
  const turn = (by) => {
    at = (at + by + pictures.length) % pictures.length;
    image.src = save.href = pictures[at].src;
    image.alt = words.textContent = pictures[at].text;
  };
  const more = pictures.length > 1;
  box.append(
    make("div", { class: "bar" }, words, save, iconButton("close", t("close"), () => box.close())),
    more ? iconButton("back", t("previous"), () => turn(-1), { class: "round turn" }) : "", image,
    more ? iconButton("back", t("next"), () => turn(1), { class: "round turn flip" }) : "",
  );
  box.addEventListener("keydown", (event) => { if (event.key === "ArrowRight") turn(1); else if (event.key === "ArrowLeft") turn(-1); });
  image.onclick = () => box.close();
  turn(0);
  show(box);
}

/** A dialog of the page's own: a title, a body, a way out. */
export function dialog(title, ...body) {
  const box = make("dialog", { class: "panel", "aria-label": title });
  box.append(make("header", {}, make("h2", {}, title), iconButton("close", t("close"), () => box.close())), ...body);
  return show(box);
}
