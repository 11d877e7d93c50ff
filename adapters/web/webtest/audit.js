// Lists, as sentences, what is wrong with the page as it is shown.
(() => {
  /** @param {Element} e */
  const shown = (e) => e.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && !e.closest(".unseen, [aria-hidden=true]");
  /** @param {Element} e */
  const name = (e) => `<${e.tagName.toLowerCase()} class="${e.getAttribute("class") ?? ""}"> ${(e.textContent ?? "").trim().slice(0, 40)}`;
  const faults = [];

  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  /** @param {string} css @returns {number[]} red, green, blue 0-255, alpha 0-1 */
  const rgba = (css) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = css;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  /** @param {number[]} c */
  const light = (c) => c.slice(0, 3).map((v) => v / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  /** @param {number[]} over @param {number[]} under */
  const blend = (over, under) => over.slice(0, 3).map((v, i) => v * over[3] + under[i] * (1 - over[3])).concat(1);
  /** @param {number[]} a @param {number[]} b */
  const ratio = (a, b) => (Math.max(light(a), light(b)) + 0.05) / (Math.min(light(a), light(b)) + 0.05);
  /** The colours behind an element: several where there is a pattern.
   * @param {Element | null} e @returns {number[][]} */
  const behind = (e) => {
    if (!e) return [rgba("white")];
    const style = getComputedStyle(e);
    const stops = style.backgroundImage.match(/(rgba?|color|oklab|oklch)\([^()]*\)/g);
    if (stops) return stops.map(rgba);
    const own = rgba(style.backgroundColor);
    return own[3] === 1 ? [own] : behind(e.parentElement).map((under) => blend(own, under));
  };

  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let t = texts.nextNode(); t; t = texts.nextNode()) {
    const e = t.parentElement;
    if (!t.textContent.trim() || !shown(e) || e.closest(":disabled, fieldset:disabled, option")) continue;
    const style = getComputedStyle(e);
    const big = parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.66 && Number(style.fontWeight) >= 700);
    for (const ground of behind(e)) {
      const got = ratio(blend(rgba(style.color), ground), ground);
      if (got < (big ? 3 : 4.5)) faults.push(`contrast ${got.toFixed(2)} of ${name(e)}`);
    }
  }

  for (const e of document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary, [role=region], nav, aside")) {
    if (!e.checkVisibility()) continue;
    const label = e.getAttribute("aria-label") || (e.getAttribute("aria-labelledby") ?? "").split(" ").map((id) => document.getElementById(id)?.textContent).join(" ").trim() ||
      [...(e.labels ?? [])].map((l) => l.textContent).join(" ").trim() || (["A", "BUTTON", "SUMMARY"].includes(e.tagName) ? e.textContent.trim() : "");
    if (!label) faults.push(`no name: ${e.outerHTML.slice(0, 90)}`);
  }
  const ids = [...document.querySelectorAll("[id]")].map((e) => e.id);
  for (const id of new Set(ids.filter((id, i) => ids.indexOf(id) !== i))) faults.push(`id ${id} is used twice`);
  for (const attribute of ["aria-labelledby", "aria-describedby", "aria-controls", "for"]) {
    for (const e of document.querySelectorAll(`[${attribute}]`)) {
      for (const id of e.getAttribute(attribute).split(" ")) if (!document.getElementById(id)) faults.push(`${attribute} names ${id}, which is not there`);
    }
  }
  if (document.querySelectorAll("h1").length !== 1) faults.push("not one h1");
  for (const landmark of ["main", "nav"]) if (!document.querySelector(landmark) && !(landmark === "nav" && document.body.matches(".door"))) faults.push(`no ${landmark}`);
  if (document.documentElement.scrollWidth > innerWidth) faults.push(`${document.documentElement.scrollWidth} px wide`);
  for (const e of document.querySelectorAll("main *, aside *")) {
    const box = e.getBoundingClientRect();
    if (box.width && shown(e) && (box.right > innerWidth + 1 || box.left < -1)) faults.push(`sticks out: ${name(e)}`);
  }
  return [...new Set(faults)];
})()
