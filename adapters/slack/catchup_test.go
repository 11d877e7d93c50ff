package slack_test

import (
	"testing"
)

// TestMentionCatchesUp: who asks with a message was last here before it.
func TestMentionCatchesUp(t *testing.T) {
	onBoth(t, setting{}, func(t *testing.T, s *stage) {
		s.Say(lea, launch, "", "The launch is on Thursday.")
		s.Say(marc, launch, "", "Who tells support?")
		for _, words := range []string{"summarize since:last " + s.bot(), s.bot() + " résume depuis ma dernière visite"} {
			s.Say(lea, launch, "", words)
			s.rest()
			if p := s.Pen.Last(); len(p.Lines) != 1 || p.Lines[0].Text != "Who tells support?" {
				t.Errorf("%s: told of %v", words, p.Lines)
			}
			s.Say(marc, launch, "", "Who tells support?")
		}
	})
}
