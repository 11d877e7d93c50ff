package discord_test

import (
	"strings"
	"testing"
)

// TestSlowStore: what takes longer than Discord waits is acknowledged with nothing to
// see, and shown once it is done.
func TestSlowStore(t *testing.T) {
	t.Parallel()
	s := open(t, setting{})
	s.approvers(marc)
	card := s.drafts()
	release := s.Memory.Hold()
	if r := s.Click(marc, launch, card.ID, "act.approve|"); r.Type != 6 {
		t.Errorf("answered with type %d: %v", r.Type, r.Data)
	}
	if m, _ := s.Message(launch, card.ID); !strings.Contains(m.Plain(), label("en")) || len(buttons(&m)) == 0 {
		t.Errorf("meanwhile stands %s", m.Plain())
	}
	release()
	s.rest()
	if m, _ := s.Message(launch, card.ID); !strings.Contains(m.Plain(), "Signed off by Marc Olivier") || len(buttons(&m)) > 0 {
		t.Errorf("what stands is %s", m.Plain())
	}
	if n := s.calls("POST /channels"); n > 0 {
		t.Errorf("%d messages of the bot's own", n)
	}
}

// TestSlowRefusal: who is refused after their click was acknowledged is told so.
func TestSlowRefusal(t *testing.T) {
	t.Parallel()
	s := open(t, setting{})
	s.approvers(marc)
	card := s.drafts()
	approve := card.Buttons()[0].CustomID
	release := s.Memory.Hold()
	first := make(chan struct{})
	go func() { defer close(first); s.door.Wait() }()
	if r := s.Click(marc, launch, card.ID, "act.approve|"); r.Type != 6 {
		t.Errorf("answered with type %d", r.Type)
	}
	if r := s.ForgeClick(marc, launch, card.ID, approve); r.Type != 6 {
		t.Errorf("answered with type %d", r.Type)
	}
	release()
	s.rest()
	<-first
	if said := s.whisper(marc); !strings.Contains(said.Plain(), "Marc Olivier") {
		t.Errorf("told %s", said.Plain())
	}
}
