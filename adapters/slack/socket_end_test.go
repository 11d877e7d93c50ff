package slack

import (
	"context"
	"log/slog"
	"testing"

	"github.com/brouillon/brouillon/adapters/chat"
	"github.com/brouillon/brouillon/adapters/slack/slacktest"
	"github.com/brouillon/brouillon/copilot"
)

// outlived is a core in front of which a connection's time is over.
type outlived struct {
	witness
	over context.CancelFunc
}

func (o *outlived) Accept(context.Context, copilot.Request) error {
	o.over()
	return nil
}

// TestConnectionEndsAcknowledged: when a connection is given up for a younger one,
// what came over it before is still acknowledged over it.
func TestConnectionEndsAcknowledged(t *testing.T) {
	s := slacktest.New(t, slacktest.Options{})
	s.User(slacktest.User{ID: "U0LEA00001", Name: "lea"})
	s.Channel(slacktest.Channel{ID: "C0LAUNCH01", BotIn: true, Members: []string{"U0LEA00001"}})
	log := slog.New(slog.DiscardHandler)
	chat := NewChat(ChatOptions{BotToken: copilot.NewSecret(s.Options().BotToken), AppToken: copilot.NewSecret(s.Options().AppToken), URL: s.APIURL(), Log: log})
	taking, over := context.WithCancel(t.Context())
	defer over()
	socket := NewSocket(NewDoor(&outlived{over: over}, chat, DoorOptions{Log: log}), 0)
	ended := make(chan struct{})
	go func() { defer close(ended); _ = socket.once(taking, make(chan struct{}, 1)) }()
	s.AwaitConnections(1)
	if r := s.Command("U0LEA00001", "C0LAUNCH01", "/draft", "our launch"); !r.Acked() || r.Attempts > 1 {
		t.Errorf("not acknowledged: %+v", r)
	}
	<-ended
}

// TestTasksBeginWhileTheyAreWaitedFor is what a sync.WaitGroup does not allow.
func TestTasksBeginWhileTheyAreWaitedFor(t *testing.T) {
	var all chat.Tasks
	for range 200 {
		all.Go(func() { all.Go(func() {}) })
		all.Wait()
		<-all.Settled()
	}
	all.Wait()
}
