package webtest

import (
	"fmt"
	"testing"

	"github.com/chromedp/chromedp"
)

// SignIn is the way into a workbench whose issuer shows a page with a link #yes to go
// back by, and out of it again, in both languages: as a person called name.
func SignIn(t *testing.T, base, name string) {
	b := Open(t, base)
	for _, c := range []struct{ lang, title, yes, out, left, over string }{
		{"en", "Sign in to Brouillon", "Sign in with", "Sign out", "You are signed out.", "Your session has ended."},
		{"fr", "Connectez-vous à Brouillon", "Se connecter avec", "Se déconnecter", "Votre session est terminée.", "Votre session a pris fin."},
	} {
		w := b.Window()
		w.Go("/audit?act=approve")
		w.Follow("button[value=" + c.lang + "]")
		w.Says("h1", c.title)
		w.Says("a.primary", c.yes)
		w.door(t, c.lang)
		w.Follow("a.primary")
		w.Follow("#yes")
		w.Until("one is where one was going", `location.pathname + location.search === "/audit?act=approve"`)
		w.Says("#who", name)
		w.Click("#who summary")
		w.Says("#who button", c.out)
		w.door(t, c.lang)
		w.Click("#who summary")
		w.Follow("#who form button:not([name])")
		w.Says("[role=status]", c.left)
		w.door(t, c.lang)
		w.Go("/review")
		w.Says("h1", c.title)
		w.Follow("a.primary")
		w.Follow("#yes")
		w.Says("#who", name)
		w.Do(chromedp.Evaluate[chromedp.Void](`fetch("/logout", {method: "POST"}).then(() => {})`, chromedp.EvalAwaitPromise))
		w.Says("#offline", c.over)
		w.Go("/login/callback?state=x&code=y")
		w.Until("one is told what to do", `document.querySelector("[role=alert]") && document.querySelector("a.primary")`)
		w.door(t, c.lang)
	}
}

// door holds a page to how pages look, from a phone to a desktop, light and dark.
func (w *Window) door(t *testing.T, lang string) {
	t.Helper()
	w.Until("it is in "+lang, fmt.Sprintf("document.documentElement.lang === %q", lang))
	for _, width := range []int64{1280, 360} {
		w.Size(width, 800)
		for _, theme := range []string{"light", "dark"} {
			w.set(lang, theme)
			w.Do(chromedp.Navigate(Eval[string](w, "location.href")))
			for _, fault := range Eval[[]string](w, audit) {
				t.Errorf("%s, %d wide, %s, %s: %s", Eval[string](w, "location.pathname"), width, lang, theme, fault)
			}
		}
	}
	w.Size(1280, 800)
	w.Do(chromedp.Navigate(Eval[string](w, "location.href")))
}
