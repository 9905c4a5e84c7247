// Rich messages (Bot API, RichBlock and RichText): tables, headings, lists; what is not known shows its text.
import { make } from "./dom.js";
import { cover } from "./bubble.js";

const TAGS = { bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code", subscript: "sub", superscript: "sup", marked: "mark", spoiler: "tg-spoiler" };
const SAFE = /^(https?|tg|mailto|tel):/;

/** `rows` draws a row of buttons inside the message. */
export function drawBlocks(blocks, rows) {
  return make("div", { class: "rich" }, ...blocks.map((block) => drawBlock(block, rows)));
}

function drawBlock(block, rows) {
  const inside = () => (block.blocks ?? []).map((one) => drawBlock(one, rows));
  switch (block.type) {
    case "heading": return make(`h${Math.min(6, (block.size ?? 3) + 1)}`, {}, rich(block.text));
    case "divider": return make("hr");
    case "pre": return make("pre", {}, rich(block.text));
    case "footer": return make("p", { class: "dim" }, rich(block.text));
    case "blockquote": return make("blockquote", {}, ...inside(), block.credit ? make("cite", {}, rich(block.credit)) : "");
    case "pullquote": case "expandable_blockquote": return make("blockquote", {}, rich(block.text), block.credit ? make("cite", {}, rich(block.credit)) : "");
    case "list": return make("ul", {}, ...block.items.map((item) => listItem(item, rows)));
    case "table": return table(block);
    case "details": return make("details", { open: Boolean(block.is_open) }, make("summary", {}, rich(block.summary)), ...inside());
    case "buttons": return rows(block.buttons.map((one) => ({ ...one, label: plain(one.text) })));
    case "mathematical_expression": return make("p", {}, make("code", {}, block.expression));
    case "paragraph": return make("p", {}, rich(block.text));
    default: return make("div", {}, block.text ? rich(block.text) : "", ...inside(), block.caption ? rich(block.caption.text ?? block.caption) : "");
  }
}

function listItem(item, rows) {
  const sign = item.has_checkbox ? (item.is_checked ? "☑ " : "☐ ") : item.label ? `${item.label} ` : "• ";
  return make("li", {}, make("span", { class: "sign" }, sign), make("div", {}, ...(item.blocks ?? []).map((one) => drawBlock(one, rows))));
}

function table(block) {
  const cell = (one) => make(one.is_header ? "th" : "td", { colSpan: one.colspan ?? 1, rowSpan: one.rowspan ?? 1, style: `text-align:${one.align ?? "left"};vertical-align:${one.valign ?? "top"}` }, rich(one.text ?? ""));
  const kinds = ["is_bordered", "is_striped", "is_compact"].filter((kind) => block[kind]).map((kind) => kind.slice(3));
  return make("div", { class: "wide-table", tabIndex: -1 }, make("table", { class: kinds.join(" ") }, block.caption ? make("caption", {}, rich(block.caption)) : "",
    ...block.cells.map((row) => make("tr", {}, ...row.map(cell)))));
}

/** Rich text is a string, a list, or something with a type around a text. */
function rich(text) {
  if (typeof text === "string") return document.createTextNode(text);
  if (Array.isArray(text)) return wrap("span", text);
  if (text.type === "url" && SAFE.test(text.url)) return make("a", { href: text.url, target: "_blank", rel: "noreferrer" }, rich(text.text));
  const node = wrap(TAGS[text.type] ?? "span", [text.text ?? text.alternative_text ?? text.expression ?? ""]);
  if (text.type === "spoiler") cover(node);
  return node;
}

const wrap = (tag, parts) => make(tag, {}, ...parts.map(rich));

const plain = (text) => rich(text).textContent;
