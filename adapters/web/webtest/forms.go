package webtest

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// noScript turns the page's own script off; the test's still runs.
func (w *Window) noScript() {
	w.t.Helper()
	w.Do(func(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
		_, err := cdp.Call(ctx, t, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
		return chromedp.Void{}, err
	})
}

// withoutScript is the main job with nothing but links and forms.
func withoutScript(t *testing.T, b *Browser) {
	w := b.Window()
	w.noScript()
	w.Go("/c/launch")
	newest := `(() => { const card = ` + last + `; return card?.matches(".is-pending") ? card.dataset.draft : ""; })()`
	before := Eval[string](w, newest)
	w.Do(chromedp.SetValue(chromedp.CSS(channelBox), "/draft network:linkedin variants:2 "+brief))
	w.Follow(".talk .send")
	id, deadline := "", time.Now().Add(patience)
	for id == "" || id == before {
		if time.Now().After(deadline) {
			t.Fatal("waited in vain for the card")
		}
		w.Go("/c/launch") // as a person without script does: look again
		id = Eval[string](w, newest)
	}
	w.Click("#who summary")
	w.Follow("#who button[value=marc]")
	w.Until("one is Marc", `document.querySelector("#who summary").innerText.includes("Marc")`)
	w.Go("/d/" + id)
	w.Follow(".act-reject")
	w.Says("h1", "Reject")
	w.Do(chromedp.SetValue(chromedp.CSS("#f-reason"), "Not this week"))
	w.Follow(".ask .primary")
	w.Says(".stamp", "Not this week")
	w.Go("/review?state=rejected")
	w.Says(".row", "Rejected by Marc Olivier")
}

// keyboard holds that the mouse is not needed, and that the focus is never lost.
func keyboard(t *testing.T, b *Browser) {
	w := b.Window()
	w.Go("/c/launch")
	w.Press("\t")
	if got := Eval[string](w, "document.activeElement.className"); got != "skip" {
		t.Errorf("the first stop is %q, not the link past the sidebar", got)
	}
	w.Press("\r")
	w.Until("the content has the focus", `document.activeElement.id === "main"`)
	id := w.draft("network:linkedin variants:2")
	button := fmt.Sprintf(".card[data-draft=%q] .act-edit", id)
	w.Do(chromedp.Focus(chromedp.CSS(button)))
	w.Press(" ")
	w.Until("the focus is in the form", `document.querySelector("dialog[open]")?.contains(document.activeElement) && document.activeElement.matches("textarea")`)
	w.Press(kb.Escape)
	w.Until("and back on its button", fmt.Sprintf(`document.activeElement === document.querySelector(%q)`, button))
	w.Press(" ")
	w.Until("the form is there again", `document.querySelector("dialog[open] textarea")`)
	w.Do(chromedp.SetValue(chromedp.CSS("dialog textarea"), " "))
	w.Do(chromedp.Focus(chromedp.CSS("dialog .primary")))
	w.Press("\r")
	w.Says("dialog .refusal", "A text cannot be empty")
	w.Press(kb.Escape)
	w.Type(channelBox, "one line")
	w.Do(chromedp.KeyEvent(kb.Enter, chromedp.KeyModifiers(chromedp.ModifierShift)))
	w.Type(channelBox, "and another")
	w.Until("Shift and Enter begin a line", `document.querySelector("#channel-text").value.split("\n").length === 2`)
	w.Press("\r")
	w.Says(".is-said:last-child", "and another")
}
