// The switch for trouble: a few in plain words, the whole list behind, and a line that says what is broken now.
import { $, ask, attempt, icon, make } from "./dom.js";
import { dialog } from "./popups.js";
import { t } from "./words.js";

const FOREVER = 0; // calls: until somebody repairs
const PLAIN = [
  ["t_away", { service: "telegram", kind: "drop_before" }],
  ["t_often", { service: "telegram", kind: "429", retry_after: 30 }],
  ["t_slow", { service: "telegram", kind: "stall", seconds: 60 }],
  ["m_refuses", { service: "smtp", kind: "refuse", stage: "connect" }],
  ["m_silent", { service: "smtp", kind: "stall", stage: "dot" }],
  ["m_unknown", { service: "smtp", kind: "reply", stage: "rcpt", code: 550, text: "5.1.1 <{to}>: Recipient address rejected: User unknown" }],
  ["s_down", { service: "sms", kind: "500" }],
  ["s_quiet", { service: "sms", kind: "receipt", times: 0 }],
];
let kinds = null; // what the sandbox offers
let now = [];

export function beginTrouble() {
  $("#trouble-button").append(icon("alert"), make("span", {}, t("trouble")));
  $("#trouble-button").onclick = $("#trouble-more").onclick = () => attempt(open);
}

/** What is broken now; asked again with every change, because faults use themselves up. */
export async function readTrouble({ always = false } = {}) {
  if (!always && !now.length) return;
  now = await ask("faults");
  const place = $("#trouble");
  place.hidden = !now.length;
  place.replaceChildren(...(now.length ? [icon("alert"), make("strong", {}, t("trouble_on")), make("span", {}, now.map(inWords).join(" · ")),
    make("button", { type: "button", class: "main", onclick: () => order({ clear: true }) }, t("repair"))] : []));
  $("#trouble-button").setAttribute("aria-pressed", String(now.length > 0));
}

function inWords(fault) {
  const same = (order) => order.service === fault.service && order.kind === fault.kind && (!order.stage || !fault.stage || order.stage === fault.stage);
  const plain = PLAIN.find(([, order]) => same(order) && (order.code === undefined || order.code === fault.code));
  const listed = kinds?.[fault.service]?.find((offer) => same(offer) && (offer.code === undefined || offer.code === fault.code));
  const name = plain ? t(plain[0]) : listed ? `${service(fault.service)}: ${listed.label}` : `${service(fault.service)}: ${fault.kind}`;
  return fault.count === FOREVER ? name : `${name} (${t("left", { n: fault.count })})`;
}

const service = (name) => t(name === "smtp" ? "smtp" : name);

async function order(fault) {
  await attempt(() => ask("faults", fault));
  await readTrouble({ always: true });
}

async function open() {
  kinds ??= await ask("faults/kinds");
  const box = dialog(t("trouble"), make("p", { class: "dim" }, t("trouble_lead")), make("div", { class: "choices" }, ...PLAIN.map(([words, fault]) =>
    make("button", { type: "button", onclick: () => { box.close(); order({ ...fault, count: FOREVER }); } }, t(words)))), whole(() => box.close()));
}

/** Every kind, with how often; an entry without its label is an order. */
function whole(close) {
  const offers = Object.entries(kinds).flatMap(([name, list]) => list.map((offer) => ({ name, offer })));
  const select = make("select", { "aria-label": t("trouble_all") }, ...Object.keys(kinds).map((name) => make("optgroup", { label: service(name) },
    ...offers.map(({ name: of, offer }, at) => (of === name ? make("option", { value: at }, offer.label) : "")))));
  const times = make("select", { "aria-label": t("trouble_for") }, make("option", { value: 1 }, "1"), make("option", { value: 3 }, "3"), make("option", { value: 10 }, "10"), make("option", { value: FOREVER }, t("until_repaired")));
  const submit = (event) => {
    event.preventDefault();
    const { name, offer } = offers[Number(select.value)];
    const { label, ...fault } = offer;
    close();
    order({ service: name, ...fault, count: Number(times.value) });
  };
  return make("details", {}, make("summary", {}, t("trouble_all")), make("form", { onsubmit: submit }, select, make("label", {}, t("trouble_for"), times), make("button", { class: "main" }, t("breaks"))));
}
