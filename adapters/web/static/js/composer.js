// The box to write in: Enter sends, what was refused is kept, and what is being
// written survives a change of page.

import { Completion } from "./completion.js";
import { refuse, send } from "./page.js";

/** Takes over every composer of the page. */
export function startComposers() {
  for (const form of document.querySelectorAll("form[data-composer]")) {
    if (form instanceof HTMLFormElement) startComposer(form);
  }
}

/** @param {HTMLFormElement} form */
function startComposer(form) {
  const area = form.querySelector("textarea");
  if (!area) return;
  const completion = new Completion(area);
  const kept = "composer " + form.action;
  if (area.value === "") area.value = sessionStorage.getItem(kept) ?? "";
  grow(area);
  area.addEventListener("input", () => {
    sessionStorage.setItem(kept, area.value);
    grow(area);
  });
  area.addEventListener("keydown", (e) => {
    if (completion.key(e) || e.key !== "Enter" || e.shiftKey || e.isComposing) return;
    e.preventDefault();
    form.requestSubmit();
  });
  form.addEventListener("submit", (e) => {
    e.preventDefault();
    completion.hide();
    void submit(form, area, kept).then(() => completion.hide());
  });
}

/** @param {HTMLFormElement} form @param {HTMLTextAreaElement} area @param {string} kept */
async function submit(form, area, kept) {
  const button = form.querySelector("button");
  const request = form.elements.namedItem("request");
  if (!button || button.disabled || area.value.trim() === "") return;
  const sent = area.value;
  button.disabled = true;
  const answer = await send(form);
  button.disabled = false;
  refuse(form.querySelector(".refusal"), answer.ok ? "" : answer.sentence ?? "");
  if (!answer.ok) {
    area.focus();
    return;
  }
  if (answer.go) {
    sessionStorage.removeItem(kept);
    location.assign(answer.go);
    return;
  }
  if (request instanceof HTMLInputElement && answer.next) request.value = answer.next;
  if (area.value.trim() === sent.trim()) area.value = "";
  sessionStorage.setItem(kept, area.value);
  grow(area);
  area.focus();
}

/** Gives the box as many rows as it has lines, where the style sheet cannot.
 * @param {HTMLTextAreaElement} area */
function grow(area) {
  if (CSS.supports("field-sizing", "content")) return;
  area.rows = Math.min(10, area.value.split("\n").length);
}
