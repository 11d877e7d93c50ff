package slack_test

import (
	"context"
	"errors"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/brouillon/brouillon/adapters/slack"
	"github.com/brouillon/brouillon/copilot"
)

// witnessed are stretches in whose way something may come: at once after one was
// opened, and before what was read is laid.
type witnessed struct {
	copilot.Stretches
	opened, laying func()
	down           atomic.Bool
	heard, noted   atomic.Int32 // how often
}

func (w *witnessed) Hear(ctx context.Context, t copilot.Tenant, e copilot.Ear) (copilot.Heard, error) {
	if w.heard.Add(1); w.down.Load() {
		return copilot.Heard{}, errors.New("away")
	}
	return w.Stretches.Hear(ctx, t, e)
}

func (w *witnessed) Note(ctx context.Context, at copilot.Place, m copilot.Kept) error {
	if w.noted.Add(1); w.down.Load() {
		return errors.New("away")
	}
	return w.Stretches.Note(ctx, at, m)
}

func (w *witnessed) Stretch(ctx context.Context, at copilot.Place, e copilot.Ear) (copilot.Stretch, error) {
	s, err := w.Stretches.Stretch(ctx, at, e)
	if do := w.opened; do != nil && err == nil {
		w.opened = nil
		do()
	}
	return s, err
}

func (w *witnessed) Lay(ctx context.Context, at copilot.Place, opening string, l copilot.Laid) error {
	if do := w.laying; do != nil {
		w.laying = nil
		do()
	}
	return w.Stretches.Lay(ctx, at, opening, l)
}

// keeps has the launch keep what goes by.
func (s *stage) keeps() {
	s.t.Helper()
	if err := s.core.SetProfile(s.Ctx, s.place(), copilot.Profile{Keep: true}); err != nil {
		s.t.Fatal(err)
	}
	if s.front != "" {
		s.Verify() // which calls us
	}
	s.rehears()
}

// rehears tells the store that Slack is heard, as is done every few seconds.
func (s *stage) rehears() {
	s.t.Helper()
	for range 2 {
		if err := s.chat.Hear(s.Ctx); err != nil {
			s.t.Fatal(err)
		}
	}
}

// pages is how many pages of conversations were asked for.
func (s *stage) pages() int {
	return s.Count("conversations.history") + s.Count("conversations.replies")
}

// alike reads with what is kept and without, and says how many pages of Slack the first
// took, and what differs.
func (s *stage) alike(r copilot.Reading) (pages int, differs string) {
	s.t.Helper()
	r.For.ID, r.Keep = lea, true
	s.ResetCalls()
	kept := s.reads(r)
	pages = s.pages()
	r.Keep = false
	fetched := s.reads(r)
	for _, c := range []*copilot.Conversation{&kept, &fetched} {
		for i, l := range c.Lines {
			if l.Bot { // whose words nobody reads
				c.Lines[i].Text = ""
			}
		}
	}
	return pages, cmp.Diff(fetched, kept)
}

// saved is alike for a reading that must not differ.
func (s *stage) saved(r copilot.Reading) (pages int) {
	s.t.Helper()
	pages, differs := s.alike(r)
	if differs != "" {
		s.t.Errorf("%+v: what is kept (+) is not what is there (-):\n%s", r, differs)
	}
	return pages
}

// lies is all that is kept of the launch, as it lies in the store.
func (s *stage) lies() string {
	s.t.Helper()
	e := copilot.Ear{Holder: "the test", Lasts: time.Minute}
	for range 3 {
		heard, err := s.Store.Hear(s.Ctx, s.place().Tenant(), e)
		if err != nil {
			s.t.Fatal(err)
		}
		e.Knows = heard.Seq
		kept, err := s.Store.Stretch(s.Ctx, s.place(), e)
		if err == nil {
			var all []string
			for _, l := range kept.Lines {
				all = append(all, l.Body)
			}
			return strings.Join(all, "\n")
		}
		s.rehears() // it was not known to keep
	}
	s.t.Fatal("what is kept does not open")
	return ""
}

// replica is another process on the same store, which Slack may call.
func (s *stage) replica() *stage {
	s.t.Helper()
	other := *s
	o := s.Options()
	other.chat = slack.NewChat(slack.ChatOptions{BotToken: copilot.NewSecret(o.BotToken), URL: s.APIURL(), Now: s.Clock.Now, Log: s.Log(), Stretches: s.kept})
	other.core = s.NewCore(slack.Platform, other.chat)
	other.door = slack.NewDoor(other.core, other.chat, slack.DoorOptions{Now: s.Clock.Now, Log: s.Log()})
	server, err := slack.NewServer(other.door, copilot.NewSecret(o.SigningSecret))
	if err != nil {
		s.t.Fatal(err)
	}
	front := httptest.NewServer(server)
	other.front = front.URL
	s.t.Cleanup(func() { front.Close(); other.door.Wait(); other.chat.Close(context.Background()) })
	return &other
}
