package discord_test

import (
	"strconv"
	"strings"
	"testing"

	"github.com/brouillon/brouillon/adapters/discord/discordtest"
)

// TestNobodyCanBeTold: where every way to tell is closed, at first or once there is a
// draft, what was accepted is not dropped, however often it is tried; it ends as ever
// once there is a way again.
func TestNobodyCanBeTold(t *testing.T) {
	ways := map[string]discordtest.Fault{
		"cut": {Cut: true}, "503": {Status: 503}, "404": {Status: 404}, "200 in HTML": {Status: 200, Body: "<html>maintenance</html>"},
		"429 that says nonsense": troubles()["429 that says nonsense"],
	}
	for _, code := range []int{10003, 10062, 50001, 50007, 50013, 50035, 50083, 130000} {
		ways[strconv.Itoa(code)] = discordtest.Fault{Status: statusOf(code), Code: code}
	}
	draft, summary := command("draft", map[string]string{"text": "variants:1 our launch"}), command("summarize", nil)
	for how, fault := range ways {
		for _, from := range []phase{fromTheStart, onceKept} {
			for name, asks := range map[string]func(*stage) discordtest.Reply{"draft": draft, "summary": summary} {
				t.Run(strings.ReplaceAll(name+"/"+how+"/"+map[phase]string{onceKept: "once kept"}[from], " ", "_"), func(t *testing.T) {
					t.Parallel()
					s := openIdle(t, setting{})
					s.chat.RestBy(s.passes)
					talked(s)
					asks(s)
					closes := func() { s.Fail("", "", 0, fault) }
					if from == onceKept {
						s.Memory.WhenKept(closes)
					} else {
						closes()
					}
					was := s.read()
					s.work()
					s.Await("it to be tried again and again", func() bool {
						d, _ := s.resting()
						return s.kept(d)
					})
					s.Memory.WhenKept(nil)
					s.Mend()
					s.Await("one end", func() bool {
						_, rested := s.resting()
						return rested && len(s.outcomes(was)) > 0
					})
				})
			}
		}
	}
}
