// The small things around a page: appearance, filters, menus.

import { ask } from "./page.js";

/** Makes the switches act without loading the page again where that is enough. */
export function startSwitches() {
  const theme = document.getElementById("theme");
  theme?.addEventListener("submit", (e) => {
    const button = e instanceof SubmitEvent ? e.submitter : null;
    if (!(button instanceof HTMLButtonElement)) return;
    e.preventDefault();
    setTheme(theme, button);
  });
  for (const form of document.querySelectorAll("form[data-filters]")) {
    form.addEventListener("change", () => { if (form instanceof HTMLFormElement) form.requestSubmit(); });
  }
  document.addEventListener("click", (e) => {
    const who = document.getElementById("who");
    if (who instanceof HTMLDetailsElement && e.target instanceof Node && !who.contains(e.target)) who.open = false;
  });
  document.addEventListener("keydown", (e) => {
    if (e.key !== "Escape" || location.hash !== "#side") return;
    location.hash = "#main";
  });
}

/** @param {HTMLElement} form @param {HTMLButtonElement} chosen */
function setTheme(form, chosen) {
  if (chosen.value === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = chosen.value;
  for (const button of form.querySelectorAll("button")) {
    button.toggleAttribute("aria-pressed", false);
    if (button === chosen) button.setAttribute("aria-pressed", "true");
  }
  void ask("/me", { method: "POST", body: new URLSearchParams({ theme: chosen.value }) });
}
