package main

import (
	"fmt"
	"strings"
	"testing"

	"github.com/brouillon/brouillon/adapters/slack/slacktest"
	"github.com/brouillon/brouillon/memory/memorytest"
)

// TestSocketModeRollout replaces bots that call Slack, one after the other, while somebody
// gives commands, also while one goes: the next is connected before. Every command is
// acknowledged in time, and answered once.
func TestSocketModeRollout(t *testing.T) {
	t.Parallel()
	const lea, launch = "U0LEA00001", "C0LAUNCH01"
	redis, fake := memorytest.Redis(t), slacktest.New(t, slacktest.Options{})
	fake.User(slacktest.User{ID: lea, Name: "lea", RealName: "Léa Martin"})
	fake.Channel(slacktest.Channel{ID: launch, Name: "launch", BotIn: true, Members: []string{lea}})
	o := fake.Options()
	start := func() served {
		return serve(t, "--redis="+redis.URL(), "--slack-bot-token="+o.BotToken, "--slack-app-token="+o.AppToken, "--slack-api-url="+fake.APIURL(),
			"--lame-duck=500ms", "--limit-person=0", "--limit-channel=0")
	}
	bot := start()
	fake.AwaitConnections(1)

	asked := 0
	ask := func() {
		asked++
		if r := fake.Command(lea, launch, "/draft", "variants:1 "+wordOf(asked)); !r.Acked() {
			t.Errorf("command %d was not acknowledged: %+v", asked, r)
		}
		fake.Await("the answer to "+wordOf(asked), func() bool { return answersTo(fake, launch, asked) > 0 })
	}
	for range 3 {
		ask()
		next := start()
		fake.AwaitConnections(2)
		ask()
		gone := make(chan int, 1)
		bot.leave()
		go func() { gone <- bot.stop() }()
		for going := true; going; {
			select {
			case code := <-gone:
				going = false
				if code != statusOK {
					t.Errorf("a bot that was told to go ended with status %d", code)
				}
			default:
				ask()
			}
		}
		bot = next
	}
	ask()
	for n := 1; n <= asked; n++ {
		if got := answersTo(fake, launch, n); got != 1 {
			t.Errorf("command %d of %d has %d answers", n, asked, got)
		}
	}
	t.Logf("%d commands", asked)
}

// wordOf is what the nth command is about.
func wordOf(n int) string { return fmt.Sprintf("Our café no. %05d opens in Lyon", n) }

// answersTo counts the drafts that are shown of the nth command.
func answersTo(fake *slacktest.Slack, channel string, n int) (count int) {
	for _, m := range fake.Messages(channel) {
		if text := m.Plain(); strings.Contains(text, wordOf(n)) && strings.Contains(text, "DRAFT · needs human sign-off") {
			count++
		}
	}
	return count
}
