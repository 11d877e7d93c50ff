package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/brouillon/brouillon/adapters/openai/openaitest"
	"github.com/brouillon/brouillon/copilot"
)

// told is what people read of each kind of failure, in English and in French: as a
// failure, and as the reason why the built-in writer stepped in.
var told = map[copilot.WriterErrorKind]map[string][2]string{
	copilot.WriterDown:      {"en": {"The writer cannot be reached.", "(cannot be reached)"}, "fr": {"Le rédacteur est injoignable.", "(injoignable)"}},
	copilot.WriterBusy:      {"en": {"The writer has too much to do right now.", "(too busy)"}, "fr": {"Le rédacteur est débordé pour l’instant.", "(débordé)"}},
	copilot.WriterSlow:      {"en": {"The writer took too long.", "(too slow)"}, "fr": {"Le rédacteur a mis trop de temps.", "(trop lent)"}},
	copilot.WriterEmpty:     {"en": {"The writer came back with nothing.", "(came back with nothing)"}, "fr": {"Le rédacteur n’a rien rendu.", "(n’a rien rendu)"}},
	copilot.WriterGarbage:   {"en": {"The model’s answer could not be read.", "(unreadable answer)"}, "fr": {"La réponse du modèle est illisible.", "(réponse illisible)"}},
	copilot.WriterRefused:   {"en": {"The model declined to write this.", "(declined)"}, "fr": {"Le modèle a refusé d’écrire cela.", "(a refusé)"}},
	copilot.WriterForbidden: {"en": {"The model’s endpoint refuses our key or model.", "(key or model refused)"}, "fr": {"Le service du modèle refuse notre clé ou ce modèle.", "(clé ou modèle refusé)"}},
	copilot.WriterTooLong:   {"en": {"There is more text here than the model can read.", "(too much text for it)"}, "fr": {"Il y a ici plus de texte que le modèle ne peut en lire.", "(trop de texte pour lui)"}},
	copilot.WriterEndless:   {"en": {"The model would not stop writing,", "(would not stop)"}, "fr": {"Le modèle n’en finissait pas d’écrire", "(n’en finissait pas)"}},
	copilot.WriterOpen:      {"en": {"The writer failed several times in a row", "(given a rest after failures)"}, "fr": {"Le rédacteur a échoué plusieurs fois de suite", "(mis au repos après des échecs)"}},
}

// Whatever a model's endpoint does ends in an answer that says what is wrong with
// it, or in a failure that says why, with a button to try again; what is incomplete
// is signed by nobody, and no piece of a text stays where it cannot be told from a
// whole one.
func TestModelFaults(t *testing.T) {
	h := newTheatre(t)
	var all []*scene
	for name, m := range modes() {
		all = append(all, h.cast(name, m, "en", false), h.cast(name+", with a fallback", m, "en", true))
		if m.kind != "" { // what is answered is read in both languages anyway
			all = append(all, h.cast(name+", in French", m, "fr", false))
		}
	}
	h.open()
	for _, s := range all {
		if err := h.Accept(h.ctx, s.request); err != nil {
			t.Fatal(err)
		}
	}
	h.settle()
	for _, s := range all {
		t.Run(s.name, func(t *testing.T) {
			h.streamed(t, s)
			switch card := h.final(t, s); {
			case s.kind == "":
				h.answered(t, s, card)
			case s.fallback && !s.wordy:
				h.fellBack(t, s, card)
			default:
				h.failed(t, s, card)
			}
		})
	}
}

// A follow-up that comes back incomplete is no better: the draft cannot be signed.
func TestModelCutsFollowUps(t *testing.T) {
	h := newTheatre(t)
	var all []*scene
	for name, m := range modes() {
		if m.cut {
			all = append(all, h.cast(name, m, "en", false, openaitest.Say("=== fact\nLumo, tonight.")))
		}
	}
	h.open()
	for _, s := range all {
		if err := h.Accept(h.ctx, s.request); err != nil {
			t.Fatal(err)
		}
	}
	h.settle()
	for _, s := range all {
		about := h.final(t, s).Subject()
		click := copilot.Click{
			Act: copilot.ActFollowUp, Expect: copilot.Expect{Revision: about.Revision, Digest: about.Digest}, Person: s.request.Person,
			Form: map[string]string{"text": "shorter"}, Request: "follow-" + s.request.ID,
		}
		if err := h.Click(h.ctx, copilot.Ref{Tenant: stagePlace.Tenant(), Draft: about.Draft}, click); err != nil {
			t.Fatal(err)
		}
	}
	h.settle()
	for _, s := range all {
		t.Run(s.name, func(t *testing.T) {
			s.request.ID = "follow-" + s.request.ID
			card := h.final(t, s)
			if card.Subject().Revision != 2 {
				t.Fatalf("the card is of revision %d", card.Subject().Revision)
			}
			s.calls++ // the one for the draft itself
			h.answered(t, s, card)
		})
	}
}

// final is the card that stands in the place of a scene's answer.
func (h *theatre) final(t *testing.T, s *scene) copilot.Card {
	t.Helper()
	shown := h.board.of(s.request.ID)
	if len(shown) == 0 {
		t.Fatal("nothing was shown")
	}
	return shown[len(shown)-1]
}

// streamed holds what is true of every card on the way and at the end: text is
// marked as partial, unless it is whole; and what a mode streams was seen.
func (h *theatre) streamed(t *testing.T, s *scene) {
	t.Helper()
	seen := false
	for _, c := range h.board.of(s.request.ID) {
		whole := c.Subject().Draft != "" && !s.cut
		for _, b := range c.Blocks() {
			seen = seen || b.Partial && strings.Contains(b.Text, "Lumo")
			if strings.Contains(b.Text, "shines") && !b.Partial && !whole {
				t.Errorf("unmarked: %q", b.Text)
			}
		}
	}
	if s.streams && !seen {
		t.Error("no text was seen on the way")
	}
}

// answered holds an answer of the model's: whole and signed by a click, or incomplete
// and signed by none.
func (h *theatre) answered(t *testing.T, s *scene, card copilot.Card) {
	t.Helper()
	h.made(t, s, s.calls)
	d := h.draft(card)
	if d == nil {
		t.Fatalf("no draft:\n%s", saidOn(card))
	}
	if made := d.Latest().Made.Writer; made != "openai" {
		t.Errorf("written by %s", made)
	}
	approves := slices.ContainsFunc(card.Actions(), func(a copilot.Action) bool { return a.Act == copilot.ActApprove })
	if !s.cut {
		if !approves || !strings.Contains(saidOn(card), "Lumo shines tonight.") || strings.Contains(saidOn(card), "stopped before the end") {
			t.Errorf("not whole (approves: %v):\n%s", approves, saidOn(card))
		}
		if _, err := h.sign(*d, "en"); err != nil {
			t.Error(err)
		}
		return
	}
	if approves || !strings.Contains(saidOn(card), "Lumo shines") {
		t.Errorf("approves: %v, shows:\n%s", approves, saidOn(card))
	}
	for locale, says := range map[string]string{"en": "The writer stopped before the end.", "fr": "La rédaction s’est arrêtée avant la fin."} {
		read, err := h.Card(h.ctx, d.Ref(), 0, locale)
		if err != nil || !strings.Contains(saidOn(read), says) {
			t.Errorf("%v, not %q:\n%s", err, says, saidOn(read))
		}
		_, err = h.sign(*d, locale)
		if fault, ok := errors.AsType[*copilot.Fault](err); !ok || fault.Key != "fault.blocked" || !strings.Contains(fault.Sentence(locale), says) {
			t.Errorf("signing: %v, not blocked because %q", err, says)
		}
	}
}

// sign has Marc approve the latest revision of a draft.
func (h *theatre) sign(d copilot.Draft, locale string) (copilot.Draft, error) {
	r := d.Latest()
	return h.Decide(h.ctx, d.Ref(), copilot.Decision{
		Revision: r.Number, Digest: r.Digest, Verdict: copilot.Approve, Person: boardPerson("marc", locale),
	})
}

// fellBack holds an answer of the built-in writer's, which says why it is that.
func (h *theatre) fellBack(t *testing.T, s *scene, card copilot.Card) {
	t.Helper()
	calls := s.calls
	if calls == 0 {
		calls = tries(s.kind)
	}
	h.made(t, s, calls)
	d := h.draft(card)
	if d == nil || d.Latest().Made.Writer != "builtin" {
		t.Fatalf("not by the built-in writer:\n%s", saidOn(card))
	}
	if strings.Contains(saidOn(card), "shines") {
		t.Errorf("something of the model's stayed:\n%s", saidOn(card))
	}
	for locale, says := range map[string]string{"en": "the built-in writer stepped in", "fr": "le rédacteur intégré a pris le relais"} {
		read, err := h.Card(h.ctx, d.Ref(), 0, locale)
		reason := told[s.kind][locale][1]
		if said := saidOn(read); err != nil || reason == "" || !strings.Contains(said, reason) || !strings.Contains(said, says) {
			t.Errorf("%v, not %s and %s:\n%s", err, says, reason, said)
		}
	}
}

// failed holds a failure that says why, in the language of who asked, and lets them
// try again; and that nobody would have waited for long.
func (h *theatre) failed(t *testing.T, s *scene, card copilot.Card) {
	t.Helper()
	calls, kind := s.asked, s.later
	switch {
	case kind != "":
	case tries(s.kind) == 1:
		calls, kind = 1, s.kind
	default: // three calls of the first try, two of the second: then it is left alone
		calls, kind = 5, copilot.WriterOpen
	}
	h.made(t, s, calls)
	locale := s.request.Person.Locale
	says := told[kind][locale][0]
	if said := saidOn(card); says == "" || !strings.Contains(said, says) || !strings.Contains(said, s.request.Text) || strings.Contains(said, "shines") {
		t.Errorf("not %q:\n%s", says, said)
	}
	if acts := card.Actions(); card.Subject().Draft != "" || len(acts) != 1 || acts[0].Act != copilot.ActRetry {
		t.Errorf("of draft %q, actions %+v", card.Subject().Draft, acts)
	}
	for _, wait := range h.queue.waits[s.request.ID] {
		if wait > 2*time.Minute {
			t.Errorf("tried again only after %s", wait)
		}
	}
}

// made holds how often the endpoint was asked.
func (h *theatre) made(t *testing.T, s *scene, calls int) {
	t.Helper()
	if s.server == nil {
		return
	}
	if n := len(s.server.Requests()); n != calls {
		t.Errorf("asked %d times, not %d", n, calls)
	}
}

// tries is how often a call that comes to an error is made, before anything else.
func tries(kind copilot.WriterErrorKind) int {
	if (&copilot.WriterError{Kind: kind}).Temporary() {
		return 3
	}
	return 1
}

// The table is as long as is promised, and names every kind that a call can come to.
func TestModelModesAreMany(t *testing.T) {
	kinds := map[copilot.WriterErrorKind]bool{copilot.WriterOpen: true}
	for _, m := range modes() {
		kinds[m.kind] = true
	}
	var missing []string
	for kind := range told {
		if !kinds[kind] {
			missing = append(missing, fmt.Sprint(kind))
		}
	}
	if len(modes()) < 40 || len(missing) > 0 {
		t.Errorf("%d modes, none of kind %v", len(modes()), missing)
	}
}
