package copilot_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/brouillon/brouillon/copilot"
)

// Words that only change something are about the newest draft, with the options beside
// them; a brief that begins so is a brief.
func TestChangesFollowUpOnTheNewestDraft(t *testing.T) {
	for words, follows := range map[string]bool{
		"sans hashtags": true, "Without hashtags, please": true, "no hashtags please": true, "Tutoie": true, "on vouvoie les lecteurs": true,
		"Avec des emojis": true, "with some emojis": true, "Remplace lundi par mardi": true, "replace €12 by €14": true, "Pour la presse": true,
		"for the press": true, "shorter": true, "plus court": true, "pas de superlatifs": true,
		"Sans gluten, notre pain sort lundi": false, "Avec des emojis géants, la mairie décore la place": false, "Pour la presse : portes ouvertes lundi": false,
		"It's Monday, not Tuesday": false, "Tutoie ton voisin": false,
	} {
		b := newBench(t, writerFunc(func(_ context.Context, p copilot.Prompt) (copilot.Answer, error) {
			return copilot.Answer{Text: "=== fact\nWe open on Monday." + p.Reason, Writer: "scripted"}, nil
		}))
		b.accept(t, draftRequest("r1", "We open on Monday"))
		b.work(t, empty)
		asked := draftRequest("r2", words)
		asked.Options = map[string]string{"audience": "riders"}
		b.accept(t, asked)
		b.work(t, empty)
		all := b.drafts(t)
		if got := len(all) == 1 && len(all[0].Revisions) == 2; got != follows || len(all) == 1 && all[0].Latest().Settings.Audience != "riders" {
			t.Errorf("%q is a follow-up: %v; %d drafts", words, got, len(all))
		}
	}
}

// Without a draft there is nothing to change, and such words are not published.
func TestChangesWithoutADraftWantABrief(t *testing.T) {
	for _, words := range []string{"sans hashtags", "Tutoie", "shorter", "Remplace lundi par mardi"} {
		b := newBench(t, writerFunc(echoReason))
		b.accept(t, draftRequest("r1", words))
		b.work(t, empty)
		if n := len(b.drafts(t)); n != 0 {
			t.Errorf("%q made %d drafts", words, n)
		}
		if card := b.chat.last(t, "message-r1"); !strings.Contains(fmt.Sprint(card.Blocks()), "there is none here yet") {
			t.Errorf("%q is answered with %v", words, card.Blocks())
		}
	}
}
