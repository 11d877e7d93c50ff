package main

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"
	"time"

	"github.com/brouillon/brouillon/adapters/discord"
	"github.com/brouillon/brouillon/adapters/discord/discordtest"
	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/memory"
	"github.com/brouillon/brouillon/memory/memorytest"
)

// takeoverPatience is when waiting for the other replica is given up. How long it may
// take, TestTakeoverIsInTime in adapters/discord says.
const takeoverPatience = time.Minute

// TestDiscordTakeover has two replicas on one store. When the one that is connected
// dies, or reaches the store no more, the other connects in time, and not before the
// first has hung up.
func TestDiscordTakeover(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		dies bool // its connection ends at once; else it holds on to it
	}{{"killed", true}, {"cut off from the store", false}} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			two := newReplicas(t)
			two.seats.away.Store(true)
			died := time.Now()
			if c.dies {
				two.stop()
			}
			for two.second.Connections() == 0 {
				if two.first.Connections() > 0 && two.second.Connections() > 0 {
					t.Fatal("both are connected with a valid seat")
				}
				if n := two.Sessions(); n > 1 {
					t.Fatalf("%d sessions are connected at once", n)
				}
				if time.Since(died) > takeoverPatience {
					t.Fatal("the second replica does not connect")
				}
				<-time.After(time.Millisecond)
			}
			if n := two.first.Connections(); n > 0 || two.second.Fence() <= two.fence {
				t.Errorf("the first has %d connections, the second the fence %d after %d", n, two.second.Fence(), two.fence)
			}
			t.Logf("the other was connected after %v", time.Since(died).Round(time.Millisecond))
			two.drafts(t)
		})
	}
}

// replicas are two bots in one Discord, of which the first is connected.
type replicas struct {
	*discordDoor
	first, second *discord.Gateway
	seats         *absent // of the first
	fence         int64   // of the first
	stop          func()  // of the first
}

func newReplicas(t *testing.T) *replicas {
	t.Helper()
	s := newStage(t, instant{})
	s.core.Now = time.Now
	d := discordOn(t, s, discordtest.Options{Lenient: true})
	redis := memorytest.Redis(t)
	seats := [2]*memory.Store{}
	for n := range seats {
		store, err := memory.Open(t.Context(), redis.URL(), memory.Options{})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = store.Close() })
		seats[n] = store
	}
	other, err := discord.NewChat(discord.ChatOptions{Token: copilot.NewSecret(d.Options().Token), URL: d.APIURL(), Log: s.core.Log})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { other.Close(context.Background()) })
	r := &replicas{discordDoor: d, seats: &absent{Seats: seats[0]}}
	r.first = d.chat.Gateway(d.Door, r.seats, memory.ErrTaken)
	r.second = other.Gateway(discord.NewDoor(s.core, other, discord.DoorOptions{Log: s.core.Log}), seats[1], memory.ErrTaken)
	r.stop = connect(t, r.first)
	d.Await("the first replica", func() bool { return r.first.Connections() == 1 })
	r.fence = r.first.Fence()
	connect(t, r.second)
	s.start()
	r.drafts(t)
	return r
}

// drafts has somebody ask for a draft, and waits for the one answer.
func (r *replicas) drafts(t *testing.T) {
	t.Helper()
	before := len(r.Messages(discordChannel))
	reply := r.Command(r.person("lea").ID, discordChannel, "draft", map[string]any{"text": brief, "variants": 1})
	if reply.Type != 5 {
		t.Fatalf("answered with type %d", reply.Type)
	}
	r.stage.settle()
	if n := len(r.Messages(discordChannel)) - before; n != 1 {
		t.Errorf("%d answers", n)
	}
}

// absent are seats that can go away.
type absent struct {
	discord.Seats

	away atomic.Bool
}

var errAbsent = errors.New("the store is away")

// Sit is discord.Seats.
func (a *absent) Sit(ctx context.Context, name string, lasts time.Duration) (int64, error) {
	if a.away.Load() {
		return 0, errAbsent
	}
	return a.Seats.Sit(ctx, name, lasts)
}

// Stay is discord.Seats.
func (a *absent) Stay(ctx context.Context, name string, fence int64, lasts time.Duration) error {
	if a.away.Load() {
		return errAbsent
	}
	return a.Seats.Stay(ctx, name, fence, lasts)
}

// Leave is discord.Seats.
func (a *absent) Leave(ctx context.Context, name string, fence int64) error {
	if a.away.Load() {
		return errAbsent
	}
	return a.Seats.Leave(ctx, name, fence)
}
