package slack

import (
	"context"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"github.com/slack-go/slack/socketmode"

	"github.com/brouillon/brouillon/adapters/chat"
	"github.com/brouillon/brouillon/copilot"
)

// Socket is the Socket Mode side of a Door. It holds two connections: Slack lets
// an app have ten and sends each delivery to one of them, so that while one is
// renewed the other still hears.
type Socket struct {
	door  *Door
	chat  *Chat
	log   *slog.Logger
	alarm time.Duration
	open  atomic.Int32
}

const (
	connections = 2
	// stagger is how long the first life of the second connection is: Slack ends
	// connections of the same age together, and that would be a gap.
	stagger = 4 * time.Minute
	// atWork bounds how many deliveries are worked on at once. Beyond it Slack's
	// wait until there is room: none is dropped.
	atWork = 256
	// acknowledged bounds how long a connection stays open for acknowledgements
	// once nothing more is taken in.
	acknowledged = 3 * time.Second
	// flush is what the library gets to write acknowledgements, which it queues and
	// does not tell the end of.
	flush = 200 * time.Millisecond
)

// Alarm is how long no connection may be open before it is an error in the log,
// repeated for as long as it lasts.
const Alarm = 30 * time.Second

// NewSocket makes the Socket Mode side; alarm 0 is Alarm.
func NewSocket(d *Door, alarm time.Duration) *Socket {
	if alarm == 0 {
		alarm = Alarm
	}
	return &Socket{door: d, chat: d.chat, log: d.Log, alarm: alarm}
}

// Connections is how many connections are open now.
func (s *Socket) Connections() int { return int(s.open.Load()) }

// Run takes deliveries until ctx ends; then what was taken is finished and
// acknowledged. It connects again for as long as it takes, and returns nil.
func (s *Socket) Run(ctx context.Context) error {
	slots := make(chan struct{}, atWork)
	var running sync.WaitGroup
	for n := range connections {
		running.Go(func() { s.connect(ctx, time.Duration(n)*stagger, slots) })
	}
	running.Go(func() { s.watch(ctx) })
	running.Wait()
	return nil
}

// watch raises the alarm while nothing is connected.
func (s *Socket) watch(ctx context.Context) {
	down := s.door.Now()
	look := time.NewTicker(min(s.alarm, time.Second))
	defer look.Stop()
	raised := time.Time{}
	for {
		select {
		case <-ctx.Done():
			return
		case <-look.C:
		}
		now := s.door.Now()
		switch {
		case s.open.Load() > 0:
			down = now
		case now.Sub(down) >= s.alarm && now.Sub(raised) >= s.alarm:
			raised = now
			s.log.ErrorContext(ctx, "slack: not connected: nobody's commands arrive", "for", now.Sub(down).Round(time.Second))
		}
	}
}

// Pauses between tries to connect.
const (
	firstPause = 250 * time.Millisecond
	mostPause  = 30 * time.Second
)

// connect keeps one connection, until ctx ends; its first for no longer than life,
// unless that is 0.
func (s *Socket) connect(ctx context.Context, life time.Duration, slots chan struct{}) {
	pause := firstPause
	for ctx.Err() == nil {
		begun := s.door.Now()
		taking, stop := context.WithCancel(ctx)
		if life > 0 {
			taking, stop = context.WithTimeout(ctx, life)
		}
		err := s.once(taking, slots)
		stop()
		life = 0
		if ctx.Err() != nil {
			return
		}
		if s.door.Now().Sub(begun) > mostPause {
			pause = firstPause
		}
		s.log.WarnContext(ctx, "slack: connection ended", "error", err)
		if chat.Rest(ctx, pause) != nil {
			return
		}
		pause = min(2*pause, mostPause)
	}
}

// once holds a connection, through the renewals that Slack asks for, until it
// fails for good, or until taking ends and what was taken is acknowledged.
func (s *Socket) once(taking context.Context, slots chan struct{}) error {
	client := socketmode.New(s.chat.api.Client)
	ctx, cancel := context.WithCancel(context.WithoutCancel(taking))
	defer cancel()
	var reading sync.WaitGroup
	reading.Go(func() {
		defer cancel()
		s.read(ctx, taking, client, slots)
	})
	err := client.RunContext(ctx)
	cancel()
	reading.Wait()
	return appFault(err)
}

// appFault names the app-level token where that is what Slack refuses: only this
// side uses it.
func appFault(err error) error {
	if refusals[codeOf(err)] == signedOut {
		return copilot.NewFault(copilot.FaultForbidden, "slack.fault.app_token", map[string]any{"Code": codeOf(err)}, err)
	}
	return fault(err)
}

// Check asks Slack for a connection without using it: a *copilot.Fault when Slack
// refuses the app-level token.
func (s *Socket) Check(ctx context.Context) error {
	return s.chat.api.waiting(ctx, func() error {
		_, _, err := s.chat.api.StartSocketModeContext(ctx)
		return appFault(err)
	})
}
