// What the other modules share: what the page says about itself, asking the
// server, and speaking to a screen reader.

/** @typedef {{ok: boolean, sentence?: string, go?: string, next?: string}} Answer */

/** A word of the page, in its language: an attribute of the body.
 * @param {string} name
 * @returns {string} */
export function word(name) {
  return document.body.dataset[name] ?? "";
}

/** Turns HTML of our own server into an element.
 * @param {string} html
 * @returns {HTMLElement} */
export function element(html) {
  const holder = document.createElement("template");
  holder.innerHTML = html.trim();
  const first = holder.content.firstElementChild;
  return first instanceof HTMLElement ? first : document.createElement("div");
}

/** Sends a form. Never throws: what went wrong is in the sentence.
 * @param {HTMLFormElement} form
 * @returns {Promise<Answer>} */
export async function send(form) {
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string") body.append(name, value);
  }
  return ask(form.action, { method: "POST", body });
}

/** Asks the server for an answer in JSON.
 * @param {string} url
 * @param {RequestInit} options
 * @returns {Promise<Answer>} */
export async function ask(url, options) {
  try {
    const response = await fetch(url, { ...options, headers: { Accept: "application/json", ...options.headers } });
    const answer = /** @type {Answer} */ (await response.json());
    return { ...answer, ok: response.ok && answer.ok };
  } catch {
    return { ok: false, sentence: word("lost") };
  }
}

/** Shows or hides a sentence of refusal.
 * @param {Element | null} place
 * @param {string} sentence */
export function refuse(place, sentence) {
  if (!(place instanceof HTMLElement)) return;
  place.textContent = sentence;
  place.hidden = sentence === "";
  // Under a card it may be hidden by the box to write in.
  if (sentence !== "") place.scrollIntoView({ block: "center", behavior: "instant" });
}

/** Has a screen reader say something, politely.
 * @param {string} sentence */
export function sayAloud(sentence) {
  const log = document.getElementById("aloud");
  if (!log || sentence === "") return;
  const line = document.createElement("span");
  line.textContent = sentence;
  log.append(line);
  while (log.childElementCount > 5) log.firstElementChild?.remove();
}

/** Calls f once, a while after the last call.
 * @template {unknown[]} A
 * @param {number} ms
 * @param {(...args: A) => void} f
 * @returns {(...args: A) => void} */
export function later(ms, f) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  return (...args) => {
    clearTimeout(timer);
    timer = setTimeout(() => f(...args), ms);
  };
}
