package main

import (
	"context"
	"regexp"
	"slices"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/brouillon/brouillon/adapters/discord"
	"github.com/brouillon/brouillon/adapters/discord/discordtest"
	"github.com/brouillon/brouillon/copilot"
	"github.com/brouillon/brouillon/memory"
)

// trouble is how a connection ends.
type trouble struct {
	name string
	anew bool // the session is gone: what comes before the next is told nobody
	make func(*discordtest.Discord)
}

// hour is what becomes of connections in a bad hour.
var hour = []trouble{
	{"reconnect asked for", false, (*discordtest.Discord).Reconnect},
	{"connection dropped", false, (*discordtest.Discord).Drop},
	{"invalid session that can be resumed", false, func(d *discordtest.Discord) { d.InvalidateSession(true) }},
	{"invalid session that cannot", true, func(d *discordtest.Discord) { d.InvalidateSession(false) }},
	{"heartbeats not answered", false, (*discordtest.Discord).Mute},
	{"closed with 4000", false, func(d *discordtest.Discord) { d.CloseWith(4000, "Unknown error.") }},
}

// TestDiscordReconnects has two people ask for drafts all the time while one
// connection after another ends, 24 in all: half of them in one order before one
// Discord, half in the other before another, since the library takes a second to let
// go of each. What reached us has one answer and no second; only what Discord itself
// could tell nobody has none.
func TestDiscordReconnects(t *testing.T) {
	t.Parallel()
	backwards := slices.Clone(hour)
	slices.Reverse(backwards)
	for name, order := range map[string][]trouble{"in order": hour, "backwards": backwards} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			endure(t, slices.Concat(order, order))
		})
	}
}

// endure has a bot go through trouble under load.
func endure(t *testing.T, troubles []trouble) {
	s := newStage(t, instant{})
	s.core.Now, s.core.Workers = time.Now, 4
	d := discordOn(t, s, discordtest.Options{
		Lenient: true, Unchecked: []string{discordtest.CheckAnswered}, Patience: time.Second, HeartbeatInterval: 300 * time.Millisecond,
	})
	book := &ledger{Copilot: s.core, accepted: map[string]bool{}}
	d.Door = discord.NewDoor(book, d.chat, discord.DoorOptions{Log: s.core.Log})
	connect(t, d.chat.PatientGateway(d.Door, discord.GatewayOptions{
		Seats: s.store, Taken: memory.ErrTaken,
		FirstPause: 5 * time.Millisecond, MostPause: 20 * time.Millisecond, Silence: 900 * time.Millisecond,
	}))
	d.AwaitSessions(1)
	s.start()
	crowd := askAlways(d)
	var gaps []gap
	for _, of := range troubles {
		crowd.after(t, 2)
		if g := d.suffer(of); of.anew {
			gaps = append(gaps, g)
		}
	}
	crowd.after(t, 2)
	replies := crowd.stop()
	d.Wait()
	s.settle()
	if n := len(d.Identifies()); n > 20 || n <= len(gaps) {
		t.Errorf("%d sessions were begun, want more than %d and no more than the ration of 20", n, len(gaps))
	}
	d.judge(t, book, replies, gaps)
}

// gap is when Discord knew no session: what happens then it tells nobody.
type gap struct{ from, until time.Time }

// gapSlack is how long before a session is gone an interaction may have been made
// and still not have been read.
const gapSlack = 200 * time.Millisecond

// holds says whether an interaction was made in the gap.
func (g gap) holds(interaction string) bool {
	n, _ := strconv.ParseInt(interaction, 10, 64)
	at := time.UnixMilli(n>>22 + discordEpoch)
	return at.After(g.from.Add(-gapSlack)) && at.Before(g.until)
}

// suffer makes trouble, and waits until a connection is there again.
func (d *discordDoor) suffer(of trouble) gap {
	from := time.Now()
	before := len(d.Identifies()) + len(d.Resumes())
	of.make(d.Discord)
	d.Await("a connection after "+of.name, func() bool {
		return len(d.Identifies())+len(d.Resumes()) > before && d.Sessions() == 1
	})
	return gap{from, time.Now()}
}

// ledger is the core, with a list of what it accepted.
type ledger struct {
	*copilot.Copilot

	mu       sync.Mutex
	accepted map[string]bool // by the request's key
}

// Accept is discord.Core.
func (l *ledger) Accept(ctx context.Context, r copilot.Request) error {
	err := l.Copilot.Accept(ctx, r)
	l.mu.Lock()
	defer l.mu.Unlock()
	if err == nil {
		l.accepted[r.ID] = true
	}
	return err
}

// judge holds what is in the channel against what reached us: each request has
// exactly one answer, there is no other, and who was promised one was heard.
func (d *discordDoor) judge(t *testing.T, book *ledger, replies []discordtest.Reply, gaps []gap) {
	t.Helper()
	cards := map[string]int{}
	for _, m := range d.Messages(discordChannel) {
		cards[marked.FindString(m.Plain())]++
	}
	for key := range book.accepted {
		if n := cards[markOfKey(key)]; n != 1 {
			t.Errorf("%s was accepted and has %d answers", key, n)
		}
	}
	if len(cards) != len(book.accepted) {
		t.Errorf("%d answers to %d requests", len(cards), len(book.accepted))
	}
	for _, r := range replies {
		inGap := slices.ContainsFunc(gaps, func(g gap) bool { return g.holds(r.Interaction) })
		kept := book.accepted[discordKey(r.Interaction)]
		if r.Answered() && kept != (r.Type == 5) { // a store that is too slow is told of with type 4
			t.Errorf("accepted: %v, and answered with type %d: %v", kept, r.Type, r.Data)
		}
		if !kept && !r.Answered() && !inGap {
			t.Errorf("interaction %s was delivered and is lost", r.Interaction)
		}
	}
	t.Logf("%d of %d interactions reached us, over %d sessions and %d resumptions",
		len(book.accepted), len(replies), len(d.Identifies()), len(d.Resumes()))
}

// marked finds the mark at the end of a final card.
var marked = regexp.MustCompile(`#[a-z2-7]{8}\b`)
