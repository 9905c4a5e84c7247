// What the page knows: people, the glimpses of their chats, the open phones, the clock. Drawn by the other modules.

export const store = {
  people: new Map(), // id → person
  chats: new Map(), // id → {last, read, unread, waiting}
  groups: [],
  phones: new Map(), // id → open phone
  role: "all",
  clock: { now: "", flows: false },
};

const ROLES = ["parent", "teacher", "class_teacher", "deputy", "head", "office"];

/** Roles that somebody has, the known ones first, people without one at the end. */
export function roles() {
  const there = new Set([...store.people.values()].map((one) => one.role));
  const others = [...there].filter((role) => role && !ROLES.includes(role)).sort();
  return [...ROLES.filter((role) => there.has(role)), ...others, ...(there.has("") && there.size > 1 ? [""] : [])];
}

export const ofRole = (role) => [...store.people.values()].filter((one) => role === "all" || one.role === role);

export const unreadOf = (id) => store.chats.get(id)?.unread ?? 0;

const lastAt = (id) => store.chats.get(id)?.last?.message_id ?? 0;

/** The one with the newest news, or the newest talk, or the first. */
export function mostInteresting(people) {
  const value = (one) => lastAt(one.id) + (unreadOf(one.id) ? 1e12 : 0);
  return people.reduce((best, one) => (best && value(best) >= value(one) ? best : one), undefined);
}

/** As a messenger sorts: the newest talk first, the silent ones in the order they came. */
export function byNewest(people) {
  return [...people].sort((one, other) => lastAt(other.id) - lastAt(one.id));
}
