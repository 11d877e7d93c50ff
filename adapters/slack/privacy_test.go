package slack_test

import (
	"strings"
	"testing"

	"github.com/brouillon/brouillon/copilot"
)

// TestOptOut: anybody says for themselves that they do not want to be read, in their
// language. From then on nothing that Slack delivers of theirs is kept, nothing is quoted,
// and what others say is.
func TestOptOut(t *testing.T) {
	s := overHTTPIdle(t, setting{})
	s.keeps()
	s.Say(marc, launch, "", "before canary")
	s.saved(copilot.Reading{Place: s.place()})
	if said := s.says(marc, "ne pas me lire"); !strings.Contains(said, "n’est plus lu") {
		t.Fatalf("told %q", said)
	}
	s.saved(copilot.Reading{Place: s.place()})
	ts := s.Say(marc, launch, "", "after canary")
	s.Edit(marc, launch, ts, "edited canary")
	s.Say(lea, launch, "", "kept of Léa")
	if lies := s.lies(); strings.Contains(lies, "canary") || !strings.Contains(lies, "kept of Léa") {
		t.Errorf("kept: %s", lies)
	}
	if said := s.says(marc, "me lire"); !strings.Contains(said, "lu de nouveau") {
		t.Fatalf("told %q", said)
	}
	s.saved(copilot.Reading{Place: s.place()})
	if lies := s.lies(); !strings.Contains(lies, "edited canary") {
		t.Errorf("kept: %s", lies)
	}
}

// TestForget: anybody has forgotten what is kept of themselves, after they were told what
// that is; only administrators what is kept of a channel. The receipt is for them alone and
// can be read again, and what is kept is told before and after.
func TestForget(t *testing.T) {
	onBoth(t, setting{}, func(t *testing.T, s *stage) {
		s.Command(lea, launch, "/draft", "We open on Monday at eight")
		s.rest()
		for _, c := range []struct{ user, typed, want string }{
			{lea, "context", "1 draft you asked for"},
			{marc, "contexte", "0 brouillon que vous avez demandé"},
			{lea, "forget", "What should be forgotten?"},
			{lea, "forget everything", "not “everything”"},
			{lea, "forget me", "To do it: /copilot forget me yes"},
			{lea, "forget channel yes", "Only administrators"},
			{lea, "forget thread yes", "Only administrators"},
			{ada, "forget thread", "Which thread?"},
			{ada, "forget channel", "This would erase what is kept of this channel"},
			{lea, "context nosuchreceipt", "no receipt with that number"},
		} {
			if said := s.says(c.user, c.typed); !strings.Contains(said, c.want) {
				t.Errorf("%s: told %q, want %q", c.typed, said, c.want)
			}
		}
		if d := s.drafts(); len(d) != 1 || d[0].Brief == "" {
			t.Fatalf("erased before anybody said yes: %+v", d)
		}
		said := s.says(lea, "forget me yes")
		if !strings.Contains(said, "1 unsigned draft: its texts") {
			said = s.Ephemerals(lea)[len(s.Ephemerals(lea))-1].Plain()
		}
		if !strings.Contains(said, "1 unsigned draft: its texts") {
			t.Fatalf("told %q", said)
		}
		d := s.drafts()
		if d[0].State() != copilot.Withdrawn || d[0].Brief != "" || d[0].Author.ID != "" {
			t.Errorf("left: %+v", d[0])
		}
		_, receipt, _ := strings.Cut(said, "Receipt ")
		receipt, _, _ = strings.Cut(receipt, ":")
		if again := s.says(marc, "contexte "+receipt); !strings.Contains(again, "1 brouillon non validé") {
			t.Errorf("the receipt %q says %q", receipt, again)
		}
		if said := s.says(lea, "context"); !strings.Contains(said, "0 drafts you asked for") {
			t.Errorf("told %q", said)
		}
	})
}

// TestForgetThread: in Slack a thread is named by a link, of a channel that one is in.
func TestForgetThread(t *testing.T) {
	s := overHTTP(t, setting{})
	root := s.Say(marc, launch, "", "root")
	link := "https://acme.slack.com/archives/" + launch + "/p" + strings.Replace(root, ".", "", 1)
	if said := s.says(ada, "forget thread "+link); !strings.Contains(said, "This would erase what is kept of this thread") {
		t.Errorf("told %q", said)
	}
	if said := s.says(ada, "forget thread https://acme.slack.com/archives/CSTRANGE/p"+strings.Replace(root, ".", "", 1)+" yes"); strings.Contains(said, "being erased") {
		t.Errorf("told %q", said)
	}
}
