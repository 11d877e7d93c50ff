package discord

import (
	"context"
	"errors"
	"sync/atomic"
	"time"

	"github.com/bwmarrin/discordgo"

	"github.com/brouillon/brouillon/adapters/chat"
)

// talk is one Session of the library, for as long as Discord knows it: connection
// after connection. The library's lock is never waited for here: a Session that
// waits for itself would take us with it. It is left where it is then, with the one
// goroutine that waits; its connection is cut, and it gets no other.
type talk struct {
	g     *Gateway
	seat  *seat
	lib   *discordgo.Session
	board *switchboard
	at    *whereabouts
	known atomic.Bool // READY came: Discord has a session to resume
}

// silence is a level of the library's log at which it says nothing: it would print
// what people wrote, to a log that is not ours.
const silence = -1

// intents are what is delivered besides interactions, which always are: messages in
// servers, without their content unless they mention the bot.
const intents = discordgo.IntentsGuildMessages

func (g *Gateway) newTalk(ctx context.Context, s *seat) *talk {
	t := &talk{g: g, seat: s, board: newSwitchboard(g.o), at: newWhereabouts(g.o.Client.Transport)}
	lib, _ := discordgo.New("Bot " + g.o.Token.Reveal()) // its error is always nil
	lib.LogLevel = silence
	lib.StateEnabled = false
	lib.ShouldReconnectOnError = false // it would do so under its lock, and without a ration
	lib.ShouldReconnectVoiceOnSessionError = false
	lib.ShouldRetryOnRateLimit = false
	lib.MaxRestRetries = 0
	lib.SyncEvents = true // hear begins a goroutine itself, and READY comes first
	lib.Identify.Intents = intents
	client := *g.o.Client
	client.Transport = t.at
	lib.Client = &client
	lib.Dialer = t.board.dialer(g.o.OpenWithin)
	lib.AddHandler(func(_ *discordgo.Session, e *discordgo.Event) { t.hear(ctx, e) })
	t.lib = lib
	return t
}

// resumable says whether Discord knows a session to resume.
func (t *talk) resumable() bool { return t.known.Load() }

// throwAway gives the Session up; nil is none.
func (t *talk) throwAway() {
	if t != nil {
		t.board.close()
	}
}

// hear is told of every dispatch by the goroutine of the library that reads, which
// may hold its lock.
func (t *talk) hear(ctx context.Context, e *discordgo.Event) {
	if e.Type == "READY" || e.Type == "RESUMED" {
		again := t.known.Swap(true)
		if c := t.board.circuit(); c != nil && c.hail() {
			t.g.live.Store(&live{circuit: c, seat: t.seat})
			t.g.log.InfoContext(ctx, "discord: connected", "event", e.Type, "fence", t.seat.fence)
		}
		if e.Type == "READY" {
			t.at.note(e.RawData, t.board.where())
		}
		if again && e.Type == "READY" {
			t.g.running.Go(func() { t.g.chargeIdentify(ctx) })
		}
	}
	t.g.dispatch(ctx, t.seat, e.Type, e.RawData)
}

// open has the library connect: where the session is to be resumed, if that is known.
func (t *talk) open() error {
	if t.at.known() != "" {
		t.board.denying(func() { _ = t.lib.Open() }) // fails, and forgets where it was
	}
	return t.lib.Open()
}

// connect opens a connection and holds it until it ends, or ctx does.
func (t *talk) connect(ctx context.Context) ending {
	t.board.forget()
	late := time.NewTimer(t.g.o.OpenWithin)
	defer late.Stop()
	opened := make(chan error, 1)
	go func() { opened <- chat.Safely(t.g.log, "discord", t.open) }()
	select {
	case err := <-opened:
		if err != nil {
			return t.ending(err, time.Time{})
		}
	case <-late.C:
		return t.abandon(opened, errLate)
	case <-ctx.Done():
		t.throwAway() // it must not get a connection any more
		return t.abandon(opened, context.Cause(ctx))
	}
	c := t.board.circuit()
	select {
	case <-c.hears:
	case <-c.over:
	case <-late.C:
		c.hangUp(farewell{err: errLate})
	case <-ctx.Done():
	}
	since := time.Now()
	t.watch(ctx, c)
	return t.letGo(c, since)
}

// errLate is that of a connection over which neither READY nor RESUMED came.
var errLate = errors.New("discord: the gateway did not answer in time")

// errSilent is that of a connection over which nothing comes any more.
var errSilent = errors.New("discord: the gateway fell silent")

// abandon cuts what is being opened, and waits a while for the library to notice.
func (t *talk) abandon(opened <-chan error, why error) ending {
	if c := t.board.circuit(); c != nil {
		c.hangUp(farewell{err: why})
	}
	patience := time.NewTimer(t.g.o.ComeBack)
	defer patience.Stop()
	select {
	case err := <-opened:
		if err == nil { // it was about to succeed
			return t.letGo(t.board.circuit(), time.Time{})
		}
		return t.ending(err, time.Time{})
	case <-patience.C:
		t.g.log.Error("discord: the library is stuck: its session is thrown away", "error", why)
		end := t.ending(why, time.Time{})
		end.lost = true
		return end
	}
}
