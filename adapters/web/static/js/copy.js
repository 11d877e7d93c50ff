// Copy buttons: the text and its hashtags, and nothing else.

import { sayAloud, word } from "./page.js";

/** Copies on a click anywhere on the page. */
export function startCopying() {
  document.addEventListener("click", (e) => {
    const button = e.target instanceof Element ? e.target.closest("[data-copy]") : null;
    if (button instanceof HTMLElement) void copy(button);
  });
}

/** @param {HTMLElement} button */
async function copy(button) {
  const label = button.querySelector("span");
  if (!label || !(await write(button.dataset.copy ?? ""))) return;
  const before = label.textContent;
  if (before === word("copied")) return;
  label.textContent = word("copied");
  sayAloud(word("copied"));
  setTimeout(() => { label.textContent = before; }, 1_600);
}

/** @param {string} text
 * @returns {Promise<boolean>} */
async function write(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return writeOldWay(text); // not a secure address, or not allowed
  }
}

/** @param {string} text */
function writeOldWay(text) {
  const area = document.createElement("textarea");
  area.value = text;
  area.className = "unseen";
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  return done;
}
