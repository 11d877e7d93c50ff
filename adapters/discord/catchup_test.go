package discord_test

import "testing"

// TestMentionCatchesUp: who asks with a message was last here before it.
func TestMentionCatchesUp(t *testing.T) {
	t.Parallel()
	s := open(t, setting{})
	s.Say(lea, launch, "The launch is on Thursday.")
	s.Say(marc, launch, "Who tells support?")
	for _, words := range []string{"summarize since:last " + s.bot(), s.bot() + " résume depuis ma dernière visite"} {
		s.calling(lea, launch, words, nil)
		if p := s.Pen.Last(); len(p.Lines) != 1 || p.Lines[0].Text != "Who tells support?" {
			t.Errorf("%s: told of %v", words, p.Lines)
		}
		s.Say(marc, launch, "Who tells support?")
	}
}

// TestThreadsAreNoVisit: who wrote in a thread of a channel has not read the channel,
// and is told what was said in both since they wrote there.
func TestThreadsAreNoVisit(t *testing.T) {
	t.Parallel()
	s := open(t, setting{})
	root := s.Say(lea, launch, "The launch is on Thursday.")
	s.Say(marc, launch, "Who tells support?")
	s.Say(lea, s.thread(root), "Marketing knows.")
	s.Say(marc, root, "And so does Ada.")
	s.asks(lea, "summarize", map[string]string{"since": "last"})
	if got := s.linesRead(); got != "Who tells support?|Marketing knows.|And so does Ada." {
		t.Errorf("told of %q", got)
	}
}
