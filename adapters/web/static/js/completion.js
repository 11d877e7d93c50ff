// Completion of commands, options and choices, as a listbox under the keyboard.

import { element } from "./page.js";

/** @typedef {{value: string, label?: string, detail?: string, aliases?: string[], options?: Hint[], choices?: Hint[]}} Hint */
/** @typedef {{from: number, typed: string, hints: Hint[], eager: boolean}} Offer */

/** @type {Promise<Hint[]> | null} */
let table = null;

/** The table of commands with what a channel adds to it, loaded once: a page shows one
 * channel.
 * @param {string} channel
 * @returns {Promise<Hint[]>} */
function commands(channel) {
  table ??= fetch("/commands?channel=" + encodeURIComponent(channel)).then((r) => r.json()).catch(() => { table = null; return []; });
  return table;
}

/** One composer's completion. */
export class Completion {
  /** @param {HTMLTextAreaElement} area */
  constructor(area) {
    this.area = area;
    this.channel = new URL(area.form?.action ?? location.href).pathname.split("/")[2] ?? "";
    this.box = document.getElementById(area.dataset.suggestions ?? "") ?? document.createElement("div");
    /** @type {Offer | null} */
    this.offer = null;
    this.chosen = -1;
    area.setAttribute("role", "combobox");
    area.setAttribute("aria-autocomplete", "list");
    area.setAttribute("aria-haspopup", "listbox");
    area.setAttribute("aria-controls", this.box.id);
    area.setAttribute("aria-expanded", "false");
    area.addEventListener("input", () => void this.update());
    area.addEventListener("click", () => void this.update());
    area.addEventListener("blur", () => setTimeout(() => this.hide(), 120));
    this.box.addEventListener("mousedown", (e) => this.click(e));
  }

  async update() {
    const text = this.area.value.slice(0, this.area.selectionStart);
    if (!text.startsWith("/")) {
      this.hide();
      return;
    }
    const offer = suggest(text, await commands(this.channel));
    if (offer && this.area.value.startsWith(text)) this.show(offer);
    else this.hide();
  }

  /** @param {Offer} offer */
  show(offer) {
    this.offer = offer;
    this.box.replaceChildren(...offer.hints.map((hint, i) => option(this.box.id + "-" + i, hint)));
    this.box.hidden = false;
    this.area.setAttribute("aria-expanded", "true");
    const done = offer.hints.length === 1 && offer.hints[0]?.value === offer.typed;
    this.choose(offer.eager && !done ? 0 : -1);
  }

  hide() {
    this.offer = null;
    this.box.hidden = true;
    this.area.setAttribute("aria-expanded", "false");
    this.area.removeAttribute("aria-activedescendant");
  }

  /** @param {number} index */
  choose(index) {
    this.chosen = index;
    [...this.box.children].forEach((child, i) => child.setAttribute("aria-selected", String(i === index)));
    const child = this.box.children[index];
    if (child) {
      this.area.setAttribute("aria-activedescendant", child.id);
      child.scrollIntoView({ block: "nearest" });
    } else {
      this.area.removeAttribute("aria-activedescendant");
    }
  }

  /** Handles a key; true when it was for the list.
   * @param {KeyboardEvent} e
   * @returns {boolean} */
  key(e) {
    if (!this.offer || e.isComposing) return false;
    const count = this.offer.hints.length;
    if (e.key === "ArrowDown") this.choose((this.chosen + 1) % count);
    else if (e.key === "ArrowUp") this.choose((Math.max(this.chosen, 0) + count - 1) % count);
    else if (e.key === "Escape") this.hide();
    else if (e.key === "Tab" && !e.shiftKey) this.accept(Math.max(this.chosen, 0));
    else if (e.key === "Enter" && !e.shiftKey && this.chosen >= 0) this.accept(this.chosen);
    else return false;
    e.preventDefault();
    return true;
  }

  /** @param {MouseEvent} e */
  click(e) {
    e.preventDefault(); // the focus stays in the box
    const child = e.target instanceof Element ? e.target.closest("[role=option]") : null;
    if (child) this.accept([...this.box.children].indexOf(child));
  }

  /** @param {number} index */
  accept(index) {
    const hint = this.offer?.hints[index];
    if (!this.offer || !hint) return;
    const ending = hint.value.endsWith(":") ? "" : " ";
    this.area.setRangeText(hint.value + ending, this.offer.from, this.area.selectionStart, "end");
    this.area.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

/** What to offer for the text before the caret.
 * @param {string} text
 * @param {Hint[]} all
 * @returns {Offer | null} */
function suggest(text, all) {
  const words = text.split(/\s/);
  const typed = words.at(-1) ?? "";
  const from = text.length - typed.length;
  if (words.length === 1) return offer(from, typed, all, true);
  const command = all.find((c) => c.value === words[0]?.toLowerCase());
  if (!command) return null;
  const colon = typed.indexOf(":");
  if (colon > 0) {
    const name = typed.slice(0, colon + 1).toLowerCase();
    const option = command.options?.find((o) => o.value === name || o.aliases?.includes(name));
    return offer(from + colon + 1, typed.slice(colon + 1), option?.choices ?? [], true);
  }
  // Options are offered before the brief begins; after that, only to whoever
  // types the start of a name.
  const head = words.slice(1, -1).every((w) => w === "" || w.includes(":"));
  if (!head && typed.length < 3) return null;
  const left = (command.options ?? []).filter((o) => !words.some((w) => [o.value, ...(o.aliases ?? [])].some((name) => w.toLowerCase().startsWith(name))));
  return offer(from, typed, left, false);
}

/** @param {number} from @param {string} typed @param {Hint[]} all @param {boolean} eager
 * @returns {Offer | null} */
function offer(from, typed, all, eager) {
  const start = typed.toLowerCase();
  const hints = all.filter((h) => [h.value, ...(h.aliases ?? [])].some((name) => name.startsWith(start)) || (eager && h.label?.toLowerCase().startsWith(start)));
  if (hints.length === 0 || (hints.length === 1 && hints[0]?.value === start)) return null;
  return { from, typed: start, hints, eager: eager && start !== "" };
}

/** @param {string} id @param {Hint} hint */
function option(id, hint) {
  const row = element('<div class="suggestion" role="option" aria-selected="false"><code></code><span class="what"><span></span><span class="hint"></span></span></div>');
  row.id = id;
  const [value, what, more] = [row.querySelector("code"), row.querySelector(".what > span"), row.querySelector(".hint")];
  if (value) value.textContent = hint.value;
  if (what) what.textContent = hint.detail ?? (hint.label === hint.value ? "" : hint.label ?? "");
  if (more) more.textContent = more && hint.detail ? hint.label ?? "" : "";
  return row;
}
