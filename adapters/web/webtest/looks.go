package webtest

import (
	_ "embed"
	"fmt"
	"testing"

	"github.com/chromedp/chromedp"
)

// audit is a script that lists what is wrong with the page as it is shown:
// contrast below WCAG AA, things to operate without a name, ids used twice,
// anything wider than the window.
//
//go:embed audit.js
var audit string

// looks holds every page to that in both languages, light and dark, from a phone
// to a desktop.
func looks(t *testing.T, b *Browser) {
	w := b.Window()
	w.Go("/c/launch")
	id := w.draft("network:linkedin variants:2")
	pages := []string{
		"/c/launch", "/c/launch/t/launch-005", "/c/comments", "/c/launch/settings", "/c/comments/settings", "/review?state=", "/audit", "/stats", "/stats?channel=comments&days=90",
		"/d/" + id, "/d/" + id + "/edit?revision=1", "/nothing",
	}
	w.look(pages)
	w.Size(390, 844)
	w.Go("/c/launch")
	w.Click(".bar-menu")
	w.Until("the menu is open", `document.querySelector("#side").getBoundingClientRect().left === 0`)
	w.Click("#channels a[data-channel=support]")
	w.Says("h1", "support-clients")
}

// Looks holds some pages of a workbench to the same.
func Looks(t *testing.T, base string, pages ...string) {
	w := Open(t, base).Window()
	w.Go(pages[0])
	w.look(pages)
}

// look holds pages to what audit says, in every form they are shown in.
func (w *Window) look(pages []string) {
	w.t.Helper()
	for _, c := range []struct {
		width, height int64
		lang, theme   string
	}{
		{1280, 800, "en", "light"},
		{1280, 800, "fr", "dark"},
		{820, 1000, "en", "dark"},
		{360, 740, "fr", "light"},
		{360, 740, "en", "dark"},
	} {
		w.Size(c.width, c.height)
		w.set(c.lang, c.theme)
		w.Prefers(c.theme) // for pages without switches
		for _, page := range pages {
			w.Go(page)
			for _, fault := range Eval[[]string](w, audit) {
				w.t.Errorf("%s, %d wide, %s, %s: %s", page, c.width, c.lang, c.theme, fault)
			}
		}
	}
}

// set chooses language and appearance, as the switches do.
func (w *Window) set(lang, theme string) {
	w.t.Helper()
	w.Do(chromedp.Evaluate[chromedp.Void](fmt.Sprintf(
		`fetch("/me", {method: "POST", body: new URLSearchParams({lang: %q, theme: %q})}).then(() => {})`, lang, theme), chromedp.EvalAwaitPromise))
}
