package webtest

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// Flow is what a newcomer does in the first ten minutes, in order, over a
// workbench that has just been seeded: whatever its writer writes.
func Flow(t *testing.T, base string) {
	b := Open(t, base)
	for _, part := range []struct {
		name string
		does func(*testing.T, *Browser)
	}{
		{"completing a command", completing},
		{"signing off", signingOff},
		{"nobody may sign off", nobody},
		{"editing", editing},
		{"summarizing a thread", summarizing},
		{"two windows", twoWindows},
		{"without script", withoutScript},
		{"keyboard", keyboard},
		{"looks", looks},
	} {
		t.Run(part.name, func(t *testing.T) { part.does(t, b.in(t)) })
	}
}

// in is the same browser for a part of a test.
func (b *Browser) in(t testing.TB) *Browser { return &Browser{t, b.ctx, b.base} }

const (
	channelBox = "#channel-text"
	threadBox  = "#thread-text"
	brief      = "Halo 2 is out on 14 April at €89. 600 lumens, measured. Up to 40 hours in eco mode. One mount in the box. Made to be seen."
	label      = "DRAFT · needs human sign-off"
)

// become chooses who one is, as the menu does.
func (w *Window) become(who string) {
	w.t.Helper()
	w.Click("#who summary")
	w.Follow("#who button[value=" + who + "]")
	w.Until("one is "+who, fmt.Sprintf(`document.querySelector("#who button[value=%s]")?.getAttribute("aria-pressed") === "true" && document.documentElement.classList.contains("js")`, who))
}

// last is the newest card of a list.
const last = `[...document.querySelectorAll("main .card")].at(-1)`

// draft asks for one and waits for its card; it returns the draft's id.
func (w *Window) draft(options string) string {
	w.t.Helper()
	before := Eval[string](w, last+`?.dataset.draft ?? ""`)
	w.Type(channelBox, "/draft "+options+" "+brief+"\r")
	w.Until("there is a new card", fmt.Sprintf(`%s?.classList.contains("is-pending") && %s.dataset.draft !== %q`, last, last, before))
	w.Until("the box is empty again", fmt.Sprintf(`document.querySelector(%q).value === ""`, channelBox))
	return Eval[string](w, last+".dataset.draft")
}

func completing(_ *testing.T, b *Browser) {
	w := b.Window()
	w.Go("/c/launch")
	w.Says("h1", "halo-2-launch")
	w.Type(channelBox, "/dr")
	w.Until("commands are offered", `document.querySelector("#channel-text[role=combobox][aria-expanded=true]") && document.querySelector("[role=option][aria-selected=true] code").textContent === "/draft"`)
	w.Press("\t")
	w.Until("options are offered", `document.querySelector("#channel-text").value === "/draft " && document.querySelectorAll("[role=option]").length >= 5`)
	w.Press(kb.ArrowDown)
	w.Until("one is chosen", `document.getElementById(document.querySelector("#channel-text").getAttribute("aria-activedescendant"))?.textContent.includes("network:")`)
	w.Press("\r")
	w.Type(channelBox, "lin")
	w.Until("networks are offered", `document.querySelector("[role=option][aria-selected=true]")?.textContent.includes("linkedin")`)
	w.Press("\t")
	w.Until("the choice is typed", `document.querySelector("#channel-text").value === "/draft network:linkedin "`)
	w.Press(kb.Escape)
	w.Type(channelBox, "tone:warmish we ride\r")
	w.Says("#channel-refusal", "warm")
	w.Until("what was typed is kept", `document.querySelector("#channel-text").value.includes("tone:warmish we ride")`)
}

func signingOff(t *testing.T, b *Browser) {
	lea, marc := b.Window(), b.Window()
	lea.Go("/c/launch")
	marc.Go("/c/launch")
	marc.become("marc")
	id := lea.draft("network:linkedin variants:2")
	card := fmt.Sprintf(".card[data-draft=%q]", id)
	marc.Says(card, "Halo 2")
	if words := Eval[string](marc, fmt.Sprintf(`document.querySelector(%q).querySelector(".sheet").innerText`, card)); strings.Index(words, label) != 0 ||
		!strings.HasSuffix(strings.TrimSpace(words), label) {
		t.Errorf("the sheet does not begin and end with its label: %q", words)
	}
	lea.Says(card, "Can be signed off by: Marc Olivier")
	if acts := Eval[string](lea, fmt.Sprintf(`[...document.querySelectorAll(%q + " .actions .button")].map((b) => b.innerText).join()`, card)); acts != "Edit,Follow up,Withdraw" {
		t.Errorf("a writer may %s", acts)
	}
	marc.sign(card, "1")
	for _, w := range []*Window{marc, lea} {
		w.Says(card+" .stamp", "Signed off by Marc Olivier")
		w.Until("the buttons are gone", fmt.Sprintf(`!document.querySelector(%q + " .actions")`, card))
	}
	copied := Eval[string](lea, fmt.Sprintf(`(() => {
		navigator.clipboard.writeText = (text) => { window.copied = text; return Promise.resolve(); };
		document.querySelector(%q).click();
		return window.copied;
	})()`, card+" .variant .copy"))
	if copied == "" || strings.Contains(copied, "DRAFT") || strings.Contains(copied, "Version") {
		t.Errorf("Copy gives %q", copied)
	}
}

// sign clicks on Approve, and chooses a version when there are several.
func (w *Window) sign(card, version string) {
	w.t.Helper()
	w.Click(card + " .act-approve")
	w.Until("the click is answered", fmt.Sprintf(`document.querySelector("dialog[open] form") || document.querySelector(%q + " .stamp, " + %q + " .refusal:not([hidden])")`, card, card))
	if !Eval[bool](w, `!!document.querySelector("dialog[open] form")`) {
		return
	}
	if choice := "dialog #f-variant-" + version; Eval[bool](w, fmt.Sprintf(`!!document.querySelector(%q)`, choice)) {
		w.Click(choice)
	}
	w.Click("dialog .primary")
}

func nobody(_ *testing.T, b *Browser) {
	w := b.Window()
	w.Go("/c/comments")
	w.become("marc")
	id := w.draft("network:facebook variants:1 language:en")
	card := fmt.Sprintf(".card[data-draft=%q]", id)
	w.Says(card, "Nobody can sign this off yet")
	w.Until("there is no Approve", fmt.Sprintf(`!document.querySelector(%q + " .act-approve")`, card))
	w.Follow(card + " .set a")
	w.Click("#approvers input[value=lea]")
	w.Follow(".save .primary")
	w.Says(".saved", "Saved")
	w.Go("/c/comments")
	w.Says(card, "Léa Martin")
	w.become("lea")
	w.Until("there is an Approve", fmt.Sprintf(`document.querySelector(%q + " .act-approve")`, card))
}

func editing(_ *testing.T, b *Browser) {
	w := b.Window()
	w.Go("/c/launch")
	id := w.draft("network:x variants:1")
	card := fmt.Sprintf(".card[data-draft=%q]", id)
	w.Click(card + " .act-edit")
	w.Until("the form is there", `document.querySelector("dialog[open] textarea")`)
	before := Eval[string](w, `document.querySelector("dialog [data-count]").textContent`)
	w.Do(chromedp.Evaluate[chromedp.Void](`(() => { const a = document.querySelector("dialog textarea"); a.setSelectionRange(a.value.length, a.value.length); })()`))
	w.Type("dialog textarea", " See you out there.")
	w.Until("the count follows", fmt.Sprintf(`document.querySelector("dialog [data-count]").textContent !== %q`, before))
	w.Click("dialog .primary")
	w.Says(card, "revision 2")
	w.Go("/d/" + id)
	w.Says(".compare ins", "See you out there")
	w.Says(".trail", "edited")
	w.Go("/review")
	w.Says(".row", "revision 2")
	w.Go("/d/" + id)
	w.Says("h1", "Draft for X")
	w.Click(".act-follow_up")
	w.Until("the form is there", `document.querySelector("dialog[open] textarea")`)
	w.Type("dialog textarea", "for linkedin")
	w.Click("dialog .primary")
	w.Says("h1", "Draft for LinkedIn")
}

func summarizing(_ *testing.T, b *Browser) {
	w := b.Window()
	w.Go("/c/launch/t/launch-005")
	w.Until("the thread is scrolled to its end", `(() => { const log = document.querySelector(".thread [data-log]"); return log.scrollTop + log.clientHeight > log.scrollHeight - 90; })()`)
	w.Type(threadBox, "/summarize\r")
	w.Says(".thread .card.is-pending", "69 of 69 messages read")
	w.Says(".thread .card .points .copy", "Copy the summary")
	w.Click(".thread .card a.cite")
	w.Until("a citation leads to its message", `location.hash.startsWith("#m-launch-") && document.querySelector(":target")`)
	w.Type(threadBox, "thanks, that helps\r")
	w.Says(".thread .is-said:last-child", "thanks, that helps")
}

func twoWindows(_ *testing.T, b *Browser) {
	one, two := b.Window(), b.Window()
	one.Go("/c/support")
	two.Go("/c/support")
	two.become("sam")
	one.Type(channelBox, "une question\r")
	two.Says(".is-said:last-child", "une question")
	two.Type(channelBox, "une réponse\r")
	one.Says(".is-said:last-child", "une réponse")
	one.Go("/c/launch")
	two.Type(channelBox, "et encore\r")
	one.Until("there is news elsewhere", `!document.querySelector('#channels a[data-channel=support] .dot').hidden`)
}
