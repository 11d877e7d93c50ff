package chat

import (
	"context"
	"errors"
	"log/slog"
	"testing"
	"time"

	"github.com/brouillon/brouillon/copilot"
)

// listener is a store that takes note of who hears.
type listener struct {
	copilot.Stretches
	ears   []copilot.Ear
	doubts int
	away   bool
	said   chan struct{} // after each Hear, if there is one
}

func (l *listener) Hear(_ context.Context, _ copilot.Tenant, e copilot.Ear) (copilot.Heard, error) {
	if l.away {
		return copilot.Heard{}, errors.New("away")
	}
	l.ears = append(l.ears, e)
	if l.said != nil {
		l.said <- struct{}{}
	}
	return copilot.Heard{Seq: 5, Channels: []string{"kept"}}, nil
}

func (l *listener) Doubt(context.Context, copilot.Tenant) error {
	if l.away {
		return errors.New("away")
	}
	l.doubts++
	return nil
}

// ear is what is said to the store of an ear now.
func (l *listener) ear(t *testing.T, k *Keeping) copilot.Ear {
	t.Helper()
	if err := k.Hear(t.Context(), copilot.Tenant{}); err != nil {
		t.Fatal(err)
	}
	return l.ears[len(l.ears)-1]
}

// TestEarVouchesForItsConnections: it is another whenever there was none, and none while
// there is none; a call vouches for a moment.
func TestEarVouchesForItsConnections(t *testing.T) {
	now := time.Unix(1e9, 0)
	store := &listener{}
	k := NewKeeping(store, slog.New(slog.DiscardHandler), func() time.Time { return now })
	if e := store.ear(t, k); e.ID != "" || e.Knows != 0 || e.Holder == "" {
		t.Errorf("deaf: %+v", e)
	}
	k.Up()
	first := store.ear(t, k)
	k.Up()
	k.Down()
	if e := store.ear(t, k); e.ID != first.ID || e.ID == "" || e.Knows != 5 {
		t.Errorf("%+v after %+v", e, first)
	}
	k.Down()
	if e := store.ear(t, k); e.ID != "" {
		t.Errorf("deaf again: %+v", e)
	}
	k.Up()
	if e := store.ear(t, k); e.ID == "" || e.ID == first.ID {
		t.Errorf("connected again: %+v", e)
	}
	k.Down()
	k.Called()
	if e := store.ear(t, k); e.ID == "" || e.Lasts <= earLasts {
		t.Errorf("called: %+v", e)
	}
	now = now.Add(hearEvery)
	if e := store.ear(t, k); e.ID != "" {
		t.Errorf("called a while ago: %+v", e)
	}
}

// TestDoubtLastsUntilItIsTold: a store that is away is told when it is back, and until
// then a message that may be one to be kept is not taken.
func TestDoubtLastsUntilItIsTold(t *testing.T) {
	store, at := &listener{}, copilot.Place{Channel: "kept"}
	now := time.Unix(1e9, 0)
	k := NewKeeping(store, slog.New(slog.DiscardHandler), func() time.Time { return now })
	if keeps, err := k.Keeps(t.Context(), at); !keeps || err != nil {
		t.Errorf("keeps %v, %v", keeps, err)
	}
	store.away = true
	k.Missed()
	for range 3 {
		if keeps, err := k.Keeps(t.Context(), at); keeps || err == nil {
			t.Errorf("keeps %v, %v while the store is away", keeps, err)
		}
	}
	store.away = false
	now = now.Add(time.Second)
	keeps, err := k.Keeps(t.Context(), at)
	again, _ := k.Keeps(t.Context(), at)
	if !keeps || !again || err != nil || store.doubts != 1 {
		t.Errorf("keeps %v and %v, %v, %d doubts were told", keeps, again, err, store.doubts)
	}
}

// TestLastWord: who stops says how long they heard, so that another may take over.
func TestLastWord(t *testing.T) {
	store := &listener{said: make(chan struct{}, 10)}
	k := NewKeeping(store, slog.New(slog.DiscardHandler), time.Now)
	k.Up()
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		k.Run(ctx, func(context.Context) (copilot.Tenant, error) { return copilot.Tenant{}, nil })
	}()
	<-store.said
	stop()
	<-ended
	if n := len(store.ears); n < 2 || store.ears[n-1].ID == "" || store.ears[n-1].ID != store.ears[0].ID {
		t.Errorf("said: %+v", store.ears)
	}
}
