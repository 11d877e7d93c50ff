(site => {
  window.ran = [];
  window.refusals = new Set();
  document.addEventListener("securitypolicyviolation", e => window.refusals.add(e.effectiveDirective));
  const add = (name, set) => {
    const e = Object.assign(document.createElement(name), set);
    document.body.append(e);
    return e;
  };
  add("script", { textContent: "window.ran.push('an inline script')" });
  add("script", { src: site + "/script.js" });
  add("script", { src: "data:text/javascript,window.ran.push('a script of data')" });
  add("img", { src: site + "/image.png" });
  add("iframe", { src: site + "/frame" });
  add("iframe", { srcdoc: "<script>parent.ran.push('a frame of ours')</script>" });
  add("object", { data: site + "/object" });
  add("embed", { src: site + "/embed" });
  add("audio", { src: site + "/audio.mp3" });
  add("link", { rel: "stylesheet", href: site + "/style.css" });
  add("link", { rel: "prefetch", href: site + "/prefetch" });
  add("base", { href: site });
  add("style", { textContent: "body { background: url(" + site + "/background.png) }" });
  const holder = add("div", {});
  holder.innerHTML = `<i style="background: url(${site}/inline.png)"></i><img src="x" onerror="window.ran.push('an attribute')"><svg onload="window.ran.push('a drawing')"></svg>`;
  new FontFace("f", `url(${site}/font.woff2)`).load().catch(() => {});
  fetch(site + "/fetch", { mode: "no-cors" }).then(() => window.ran.push("a fetch"), () => {});
  navigator.sendBeacon(site + "/beacon");
  try { new WebSocket(site.replace("http", "ws") + "/socket"); } catch {}
  try { new EventSource(site + "/events"); } catch {}
  try { new Worker("data:text/javascript,postMessage(1)").onmessage = () => window.ran.push("a worker"); } catch {}
  const form = add("form", { action: site + "/form", method: "post" });
  form.submit();
  add("a", { href: "javascript:window.ran.push('an address')" }).click();
})
