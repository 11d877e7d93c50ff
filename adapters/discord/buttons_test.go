package discord

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/brouillon/brouillon/copilot"
)

var someDigest = strings.Repeat("0f", digestSize)

func TestReadButton(t *testing.T) {
	const digest = "Dw8PDw8PDw8PDw8PDw8PDw8PDw8PDw8PDw8PDw8PDw8"
	for id, want := range map[string]button{
		"act.approve|abc|2|" + digest:           {act: copilot.ActApprove, draft: "abc", revision: 2, digest: someDigest},
		"act.approve?|abc|2|" + digest:          {act: copilot.ActApprove, asks: true, draft: "abc", revision: 2, digest: someDigest},
		"act.approve*|abc|2|" + digest:          {act: copilot.ActApprove, confirm: true, draft: "abc", revision: 2, digest: someDigest},
		"act.withdraw!|abc|2|" + digest:         {act: copilot.ActWithdraw, sure: true, draft: "abc", revision: 2, digest: someDigest},
		"act.retry|1234":                        {act: copilot.ActRetry, request: "1234"},
		"act.retry|changes:a|b":                 {act: copilot.ActRetry, request: "changes:a|b"},
		"":                                      {},
		"act.":                                  {},
		"act.approve":                           {},
		"approve|abc|2|" + digest:               {},
		"act.approve|abc|0|" + digest:           {},
		"act.approve||1|" + digest:              {},
		"act.approve|abc|x|" + digest:           {},
		"act.approve|abc|1|":                    {},
		"act.approve|abc|1|" + digest[1:]:       {},
		"act.approve|abc|1|" + digest + "|more": {},
	} {
		got, ok := readButton(id)
		if ok != (want != button{}) || ok && got != want {
			t.Errorf("readButton(%q) = %+v, %v, want %+v", id, got, ok, want)
		}
		if ok && got.customID() != id {
			t.Errorf("%q reads %+v, which is %q", id, got, got.customID())
		}
	}
	if b, ok := readButton("act.retry|"); ok {
		t.Errorf("a retry of nothing is %+v", b)
	}
}

func TestButtonsSurviveTheRoundTrip(t *testing.T) {
	acts := []copilot.Act{copilot.ActApprove, copilot.ActChanges, copilot.ActReject, copilot.ActWithdraw, copilot.ActEdit, copilot.ActFollowUp, copilot.ActShare}
	rapid.Check(t, func(t *rapid.T) {
		want := button{
			act: rapid.SampledFrom(acts).Draw(t, "act"), draft: rapid.StringMatching(`[a-z2-7]{12}`).Draw(t, "draft"),
			revision: rapid.IntRange(1, 9_999).Draw(t, "revision"), digest: rapid.StringMatching(`[0-9a-f]{64}`).Draw(t, "digest"),
		}
		switch rapid.IntRange(0, 3).Draw(t, "mark") {
		case 1:
			want.asks = true
		case 2:
			want.confirm = true
		case 3:
			want.sure = true
		}
		id := want.customID()
		if got, ok := readButton(id); !ok || got != want || len(id) > maxCustomID {
			t.Fatalf("readButton(%q) = %+v, %v, want %+v", id, got, ok, want)
		}
	})
}

// FuzzReadButton: what is read as a button is written as one that reads the same.
func FuzzReadButton(f *testing.F) {
	f.Add("act.approve?|abc|2|" + strings.Repeat("A", 43))
	f.Add("act.retry|1")
	f.Fuzz(func(t *testing.T, id string) {
		b, ok := readButton(id)
		if !ok {
			return
		}
		if again, ok := readButton(b.customID()); !ok && b.act != copilot.ActRetry || ok && again.digest != b.digest {
			t.Errorf("readButton(%q) = %+v, then %+v, %v", id, b, again, ok)
		}
	})
}

// signable has a draft that Marc may sign off, and returns its card.
func signable(t *testing.T, e *easel, said string) copilot.Card {
	t.Helper()
	e.profile.Approvers = []copilot.Approver{{ID: marc.ID, Name: marc.Name}}
	cards := e.draft(t, nil, said)
	return cards[len(cards)-1]
}

func TestButtonsOfACard(t *testing.T) {
	t.Parallel()
	e := newEasel(t)
	for said, want := range map[string]string{
		"We open soon. Come and see us.": `act.approve 3, act.changes? 2, act.edit? 2, act.reject? 4, act.withdraw* 2; act.follow? 2`,
		"We open with 300 offers.":       `act.approve* 3, act.changes? 2, act.edit? 2, act.reject? 4, act.withdraw* 2; act.follow? 2`,
	} {
		var shown []string
		for _, row := range rows(signable(t, e, said), "9") {
			var all []string
			for _, c := range row.Components {
				name, _, _ := strings.Cut(c.CustomID, "|")
				style, _ := json.Marshal(c.Style)
				all = append(all, name+" "+string(style))
			}
			shown = append(shown, strings.Join(all, ", "))
		}
		if d := cmp.Diff(want, strings.Join(shown, "; ")); d != "" {
			t.Errorf("%s\n%s", said, d)
		}
	}
}

func TestConfirmation(t *testing.T) {
	t.Parallel()
	e := newEasel(t)
	valid := contract(t, "MessageCreateRequest")
	card := signable(t, e, "We open with 300 offers.")
	for act, want := range map[copilot.Act]string{
		copilot.ActApprove:  `There is 1 thing to check in this text. Sign it off all the same? [Approve, 1 thing seen 3]`,
		copilot.ActWithdraw: `A withdrawn draft can no longer be signed off. [Withdraw 4]`,
	} {
		for _, a := range card.Actions() {
			if a.Act != act {
				continue
			}
			s := card.Subject()
			p := confirmation("en", card, a, button{act: act, confirm: true, draft: s.Draft, revision: s.Revision, digest: s.Digest})
			within(t, valid, p)
			again := p.Components[0].Components[0]
			style, _ := json.Marshal(again.Style)
			if got := read(p.Content).plain.String() + " [" + again.Label + " " + string(style) + "]"; got != want || p.Flags&flagEphemeral == 0 {
				t.Errorf("%s asks %q with flags %d, want %q", act, got, p.Flags, want)
			}
			if b, ok := readButton(again.CustomID); !ok || !b.sure || b.confirm || b.digest != s.Digest {
				t.Errorf("%s asks with %+v, %v", act, b, ok)
			}
		}
	}
}
