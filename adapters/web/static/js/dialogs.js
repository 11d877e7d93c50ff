// Actions: their forms open in a dialog, and refusals are said where the click was.

import { ask, element, later, refuse, send, word } from "./page.js";
import { refresh } from "./stream.js";

/** Takes over the links and forms of actions. */
export function startDialogs() {
  document.addEventListener("click", (e) => {
    const link = e.target instanceof Element ? e.target.closest("a[data-ask], a[data-cancel]") : null;
    if (!(link instanceof HTMLAnchorElement) || e.ctrlKey || e.metaKey || e.shiftKey) return;
    const dialog = link.closest("dialog");
    if (link.hasAttribute("data-ask")) {
      e.preventDefault();
      void open(link);
    } else if (dialog) {
      e.preventDefault();
      dialog.close();
    }
  });
  document.addEventListener("keydown", (e) => {
    // A link that is announced as a button answers to the space bar like one.
    if (e.key === " " && e.target instanceof HTMLAnchorElement && e.target.hasAttribute("data-ask")) {
      e.preventDefault();
      e.target.click();
    }
  });
  document.addEventListener("submit", (e) => {
    const form = e.target;
    if (!(form instanceof HTMLFormElement) || !form.matches("form[data-act], dialog form.ask")) return;
    e.preventDefault();
    void act(form);
  });
  document.addEventListener("input", (e) => {
    if (e.target instanceof Element && e.target.closest("form.ask")) countAll(e.target.closest("form.ask"));
  });
}

/** @param {HTMLAnchorElement} link */
async function open(link) {
  const dialog = document.getElementById("dialog");
  if (!(dialog instanceof HTMLDialogElement)) return;
  const response = await fetch(link.href, { headers: { Accept: "application/json", "Workbench-Fragment": "1" } }).catch(() => null);
  if (!response) {
    complain(link, word("lost"));
  } else if (response.headers.get("Content-Type")?.includes("json")) {
    complain(link, (await response.json()).sentence);
  } else {
    dialog.replaceChildren(element(await response.text()));
    dialog.setAttribute("aria-labelledby", "ask-title");
    dialog.showModal();
    const field = dialog.querySelector("input:not([type=hidden]), textarea, select");
    if (field instanceof HTMLElement) field.focus();
  }
}

/** Says a refusal under the card the click was on.
 * @param {Element} at
 * @param {string} sentence */
function complain(at, sentence) {
  const card = at.closest(".card") ?? at.parentElement;
  let place = card?.querySelector(":scope > .refusal") ?? null;
  if (!place && card) {
    place = element('<p class="refusal" role="alert"></p>');
    card.append(place);
  }
  refuse(place, sentence);
}

/** @param {HTMLFormElement} form */
async function act(form) {
  const buttons = [...form.querySelectorAll("button")];
  if (buttons.some((b) => b.disabled)) return;
  for (const b of buttons) b.disabled = true;
  const answer = await send(form);
  for (const b of buttons) b.disabled = false;
  const dialog = form.closest("dialog");
  if (!answer.ok) {
    if (dialog) refuse(form.querySelector(".refusal"), answer.sentence ?? "");
    else complain(form, answer.sentence ?? "");
    return;
  }
  dialog?.close();
  if (document.querySelector("[data-live]")) void refresh();
}

// Only the server counts as the draft's network does.
const countAll = later(250, (/** @type {Element | null} */ form) => {
  if (!(form instanceof HTMLFormElement)) return;
  const tags = form.elements.namedItem("hashtags");
  for (const area of form.querySelectorAll("textarea[data-counted]")) {
    if (area instanceof HTMLTextAreaElement) void count(form, area, tags instanceof HTMLInputElement ? tags.value : "");
  }
});

/** @param {HTMLFormElement} form @param {HTMLTextAreaElement} area @param {string} hashtags */
async function count(form, area, hashtags) {
  const place = area.parentElement?.querySelector("[data-count]");
  const body = new URLSearchParams({ text: area.value, hashtags });
  const answer = /** @type {any} */ (await ask(`/d/${form.dataset.draft}/count`, { method: "POST", body }));
  if (!place || typeof answer.count !== "number") return;
  place.textContent = answer.limit ? `${answer.count} / ${answer.limit}` : String(answer.count);
  place.classList.toggle("over", answer.over);
}
