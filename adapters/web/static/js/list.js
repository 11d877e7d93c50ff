// Conversations: putting a message in its place, and scrolling.

import { element, word } from "./page.js";

/** @typedef {{id: string, thread: string, at: string, html: string, kind: string, day: string, said?: string}} Message */

const nearEnd = 90; // pixels from the end that still count as being there

/** Scrolls every conversation to its end, unless the address names a message. */
export function startLists() {
  for (const log of document.querySelectorAll("[data-log]")) {
    if (!(log instanceof HTMLElement)) continue;
    const id = location.hash.startsWith("#m-") ? CSS.escape(location.hash.slice(3)) : "";
    const target = id ? log.querySelector(`#m-${id}, [data-root="${id}"]`) : null;
    if (target) target.scrollIntoView({ block: "center" });
    else log.scrollTop = log.scrollHeight;
    log.addEventListener("scroll", () => {
      if (atEnd(log)) log.querySelector(".jump")?.remove();
    }, { passive: true });
  }
}

/** @param {HTMLElement} log */
function atEnd(log) {
  return log.scrollHeight - log.scrollTop - log.clientHeight < nearEnd;
}

/** Puts a message into its list, in place of itself or where its time says.
 * @param {Message} message
 * @returns {boolean} whether it is new on this page */
export function place(message) {
  const list = document.querySelector(`[data-list="${CSS.escape(message.thread)}"]`);
  const log = list?.closest("[data-log]");
  if (!(list instanceof HTMLElement) || !(log instanceof HTMLElement)) return false;
  const stay = atEnd(log);
  const fresh = element(message.html);
  const old = document.getElementById("m-" + message.id);
  if (old && list.contains(old)) replace(old, fresh);
  else insert(list, fresh, message);
  const tally = document.querySelector(`[data-replies="${CSS.escape(message.id)}"]`);
  if (tally) tally.textContent = fresh.querySelector(".replies > span")?.textContent ?? tally.textContent;
  if (stay) log.scrollTop = log.scrollHeight;
  else if (!old) offerJump(log);
  return !old;
}

/** @param {HTMLElement} list @param {HTMLElement} fresh @param {Message} message */
function insert(list, fresh, message) {
  let after = list.lastElementChild;
  while (after instanceof HTMLElement && (after.dataset.at ?? "") > message.at) after = after.previousElementSibling;
  if (after) after.after(fresh);
  else list.prepend(fresh);
  headDay(list, fresh, message.day);
}

/** Heads a message with its day when it is the first of it.
 * @param {HTMLElement} list @param {HTMLElement} fresh @param {string} day */
function headDay(list, fresh, day) {
  const above = [...list.querySelectorAll(".day")].filter((d) => d.compareDocumentPosition(fresh) & Node.DOCUMENT_POSITION_FOLLOWING);
  if (above.at(-1)?.textContent === day) return;
  const below = fresh.nextElementSibling?.querySelector(":scope > .day");
  if (below?.textContent === day) below.remove();
  const head = document.createElement("p");
  const name = document.createElement("span");
  head.className = "day";
  name.textContent = day;
  head.append(name);
  fresh.prepend(head);
}

/** Exchanges an element for its newer self, keeping what the person has done to
 * it: what is unfolded, and where the focus is.
 * @param {HTMLElement} old
 * @param {HTMLElement} fresh */
export function replace(old, fresh) {
  for (const name of ["joined", "open"]) {
    if (old.classList.contains(name)) fresh.classList.add(name);
  }
  const day = old.querySelector(":scope > .day");
  if (day && !fresh.querySelector(":scope > .day")) fresh.prepend(day);
  for (const details of old.querySelectorAll("details[id]")) {
    const same = fresh.querySelector("#" + CSS.escape(details.id));
    if (same instanceof HTMLDetailsElement && details instanceof HTMLDetailsElement) same.open = details.open;
  }
  const focused = old.contains(document.activeElement) ? document.activeElement : null;
  old.replaceWith(fresh);
  if (focused) refocus(fresh, focused.id);
}

/** @param {HTMLElement} within @param {string} id */
export function refocus(within, id) {
  const same = id ? within.querySelector("#" + CSS.escape(id)) : null;
  if (same instanceof HTMLElement) {
    same.focus({ preventScroll: true });
    return;
  }
  const card = within.querySelector(".card") ?? within;
  if (!(card instanceof HTMLElement)) return;
  card.tabIndex = -1;
  card.focus({ preventScroll: true });
}

/** @param {HTMLElement} log */
function offerJump(log) {
  if (log.querySelector(".jump")) return;
  const jump = document.createElement("button");
  jump.type = "button";
  jump.className = "jump";
  jump.textContent = word("unread");
  jump.addEventListener("click", () => {
    log.scrollTop = log.scrollHeight;
    jump.remove();
    log.focus();
  });
  log.append(jump);
}
