package main

import (
	"strings"
	"testing"

	"github.com/brouillon/brouillon/copilot"
)

// summarized has a message of Léa’s summarized before everybody, and then does
// something to that message.
func summarized(t *testing.T, then func(d *slackDoor, user, ts string)) (*slackDoor, *stage) {
	t.Helper()
	w := &scriptedWriter{answers: []string{"=== tldr\n- The codeword is tangerine. [m1]\n- Marc agrees. [m2]\n"}}
	s := slackOverHTTP(t, w)
	d := s.door.(*slackDoor)
	lea := d.person("lea").ID
	ts := d.Say(lea, slackChannel, "", "The codeword is tangerine.")
	d.Say(d.person("marc").ID, slackChannel, "", "D’accord.")
	d.say(s.ctx, t, "lea", "/summarize")
	s.settle()
	then(d, lea, ts)
	d.Wait()
	return d, s
}

func (s *stage) latest(t *testing.T) copilot.Revision {
	t.Helper()
	drafts, err := s.core.Drafts(s.ctx, copilot.Filter{Tenant: s.door.place().Tenant()})
	if err != nil || len(drafts) != 1 {
		t.Fatalf("%d drafts, %v", len(drafts), err)
	}
	d, err := s.core.Draft(s.ctx, drafts[0].Ref())
	if err != nil {
		t.Fatal(err)
	}
	return d.Latest()
}

// A deleted message takes its words off the card, and out of the draft that
// would have been signed.
func TestSlackDeletionFollowsThrough(t *testing.T) {
	d, s := summarized(t, func(d *slackDoor, user, ts string) { d.Delete(user, slackChannel, ts) })
	if r := s.latest(t); r.Number != 2 || len(r.Points) != 1 {
		t.Errorf("revision %d with %d points", r.Number, len(r.Points))
	}
	seen := d.Visible(d.person("lea").ID, slackChannel)
	if strings.Contains(seen, "tangerine") || !strings.Contains(seen, "Marc agrees.") {
		t.Errorf("the channel shows %s", seen)
	}
}

// An edited message is noted, once however often it is edited; the reviewer who
// looks at the old card is told.
func TestSlackEditFollowsThrough(t *testing.T) {
	d, s := summarized(t, func(d *slackDoor, user, ts string) {
		d.Edit(user, slackChannel, ts, "The codeword is lemon.")
		d.Edit(user, slackChannel, ts, "The codeword is lime.")
	})
	r := s.latest(t)
	if r.Number != 2 || len(r.Notes) != 1 || r.Notes[0].Key != "note.source.edited" {
		t.Errorf("revision %d, notes %v", r.Number, r.Notes)
	}
	if seen := d.Visible(d.person("lea").ID, slackChannel); !strings.Contains(seen, "changed") && !strings.Contains(seen, "edited") {
		t.Errorf("the channel shows %s", seen)
	}
}
