// Live updates: one EventSource a visible page, coalesced by the server.

import { place, refocus, replace } from "./list.js";
import { later, sayAloud, word } from "./page.js";

/** @typedef {import("./list.js").Message} Message */

const hiddenFor = 5_000; // ms a hidden page keeps its stream: browsers allow six a host
const reopenAfter = 3_000; // ms until a stream that was refused is tried again

/** @type {EventSource | null} */
let source = null;
let position = "";
let ended = false; // the session, which only signing in begins again
/** @type {ReturnType<typeof setTimeout> | undefined} */
let hiding;

/** Opens the stream and keeps it open while the page is visible. */
export function startStream() {
  position = word("since");
  if (position === "" || !("EventSource" in window)) return;
  open();
  document.addEventListener("visibilitychange", () => {
    clearTimeout(hiding);
    if (document.hidden) hiding = setTimeout(close, hiddenFor);
    else if (!source && !ended) open();
  });
  addEventListener("pagehide", close);
  addEventListener("pageshow", (e) => { if (e.persisted && !source && !ended) open(); });
}

function open() {
  source?.close();
  const query = new URLSearchParams({ channel: word("section") === "channel" ? word("channel") : "", since: position });
  const opened = new EventSource("/events?" + query);
  source = opened;
  on("hello", () => offline(false));
  on("message", (data) => {
    const message = /** @type {Message} */ (data);
    if (place(message)) sayAloud(message.said ?? "");
    else if (message.kind === "card") sayAloud(message.said ?? "");
  });
  on("elsewhere", (data) => elsewhere(/** @type {{channel: string, draft?: string}} */ (data)));
  on("pending", (data) => pending(/** @type {{count: number, label: string}} */ (data)));
  on("refresh", refresh);
  opened.addEventListener("error", () => {
    offline(true);
    if (opened.readyState === EventSource.CLOSED) void sayWhy();
    if (opened.readyState === EventSource.CLOSED) setTimeout(() => { if (source === opened) open(); }, reopenAfter);
  });
}

function close() {
  source?.close();
  source = null;
}

/** Listens to one kind of event, and remembers how far we are.
 * @param {string} name
 * @param {(data: unknown) => void} f */
function on(name, f) {
  source?.addEventListener(name, (e) => {
    position = e.lastEventId || position;
    f(JSON.parse(e.data));
  });
}

/** Says that the session has ended, where that is why nothing is heard. */
async function sayWhy() {
  const sentence = word("ended");
  const response = sentence && await fetch("/commands", { headers: { Accept: "application/json", "Workbench-Refresh": "1" } }).catch(() => null);
  const toast = document.getElementById("offline");
  if (!response || response.status !== 401 || !toast) return;
  ended = true;
  toast.textContent = sentence;
  toast.hidden = false;
  close();
}

const showOffline = later(1_500, () => {
  const toast = document.getElementById("offline");
  if (!toast || ended || source?.readyState === EventSource.OPEN) return;
  toast.textContent = word("offline");
  toast.hidden = false;
});

/** @param {boolean} is */
function offline(is) {
  if (is) showOffline();
  else document.getElementById("offline")?.setAttribute("hidden", "");
}

/** @param {{channel: string, draft?: string}} what */
function elsewhere(what) {
  const dot = document.querySelector(`#channels a[data-channel="${CSS.escape(what.channel)}"] .dot`);
  if (dot instanceof HTMLElement && what.channel !== word("channel")) dot.hidden = false;
  const shows = ["review", "audit"].includes(word("section")) || location.pathname === "/d/" + what.draft;
  if (shows && what.draft) refreshSoon();
}

/** @param {{count: number, label: string}} waiting */
function pending(waiting) {
  const badge = document.getElementById("pending");
  if (!badge) return;
  badge.textContent = String(waiting.count);
  badge.setAttribute("aria-label", waiting.label);
  badge.hidden = waiting.count === 0;
}

/** Loads the page again and exchanges what is live on it, leaving what is being
 * written alone. */
export async function refresh() {
  if (document.querySelector("dialog[open]")) {
    refreshSoon();
    return;
  }
  const response = await fetch(location.href, { headers: { "Workbench-Refresh": "1" } }).catch(() => null);
  if (!response?.ok) return;
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  retitle(page);
  for (const fresh of page.querySelectorAll("[data-list], [data-live]")) {
    const old = fresh.hasAttribute("data-live") ? document.querySelector("[data-live]")
      : document.querySelector(`[data-list="${CSS.escape(fresh.getAttribute("data-list") ?? "")}"]`);
    if (!(old instanceof HTMLElement) || !(fresh instanceof HTMLElement)) continue;
    const log = old.closest("[data-log]");
    const top = log?.scrollTop ?? old.scrollTop;
    const focused = old.contains(document.activeElement) ? document.activeElement?.id ?? "" : null;
    replace(old, fresh);
    if (log) log.scrollTop = top;
    else fresh.scrollTop = top;
    if (focused) refocus(fresh, focused);
  }
}

/** A draft for another network has another heading.
 * @param {Document} page */
function retitle(page) {
  const heading = document.querySelector(".bar-title h1");
  const fresh = page.querySelector(".bar-title h1");
  if (!heading || !fresh || heading.textContent === fresh.textContent) return;
  heading.textContent = fresh.textContent;
  document.title = page.title;
}

const refreshSoon = later(400, () => void refresh());
