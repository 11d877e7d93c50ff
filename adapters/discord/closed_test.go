package discord_test

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/brouillon/brouillon/adapters/chat/chattest"
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
	type closed struct {
		name, how string
		from      phase
		fault     discordtest.Fault
		asks      func(*stage) discordtest.Reply
	}
	var all []closed
	for _, how := range slices.Sorted(maps.Keys(ways)) {
		for _, from := range []phase{fromTheStart, onceKept} {
			all = append(all, closed{"draft", how, from, ways[how], command("draft", map[string]string{"text": "variants:1 our launch"})},
				closed{"summary", how, from, ways[how], command("summarize", nil)})
		}
	}
	for _, c := range chattest.Sample(t, all, 12, func(c closed) []string { return []string{fmt.Sprint(c.name, c.from)} }) {
		t.Run(strings.ReplaceAll(c.name+"/"+c.how+"/"+map[phase]string{onceKept: "once kept"}[c.from], " ", "_"), func(t *testing.T) {
			t.Parallel()
			s := openIdle(t, setting{})
			s.chat.RestBy(s.Passes)
			talked(s)
			c.asks(s)
			closes := func() { s.Fail("", "", 0, c.fault) }
			if c.from == onceKept {
				s.Memory.WhenKept(closes)
			} else {
				closes()
			}
			was := s.read()
			s.work()
			s.Await("it to be tried again and again", func() bool {
				d, _ := s.resting()
				return s.Kept(d)
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
